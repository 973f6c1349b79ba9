"""What the metrics tell of the releases; named in the setting METRICS_COLLECTORS."""

from collections.abc import Iterator

from django.db import OperationalError
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily, Metric

from content.releases import Catalogue, catalogue
from rugpijn.http.health import run_checks


def collect() -> Iterator[Metric]:
    """The database is asked as the probe asks it: with little patience."""
    database = run_checks(["content.readiness.database"])["database"]
    yield GaugeMetricFamily("rugpijn_database_up", "Whether the database answers.", value=float(database.ok))
    try:
        yield from _releases(catalogue())
    except OperationalError:
        return  # nothing was read yet, so there is nothing to tell


def _releases(seen: Catalogue) -> Iterator[Metric]:
    now = timezone.now()
    numbers = GaugeMetricFamily("rugpijn_release_number", "The release that is live.", labels=["topic"])
    for topic, facts in seen.live(now):
        numbers.add_metric([topic.topic], facts.number)
    yield numbers
    if seen.looked_at is not None:
        age = (now - seen.looked_at).total_seconds()
        yield GaugeMetricFamily("rugpijn_release_look_age_seconds", "How old the view of the releases is.", value=age)

"""What is known of a release without its document: also who signed it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import Exists, OuterRef

from content import timeline
from content.models import ClinicalReview, Publication, Release
from content.summaries import Summary

Rows = tuple[int, int]
Mark = tuple[tuple[int, ...], tuple[int, ...]]
MARKED: Final = 100
_MARK: Final = """
    SELECT ARRAY(SELECT id FROM content_publication ORDER BY id DESC LIMIT %s),
           ARRAY(SELECT id FROM content_clinicalreview ORDER BY id DESC LIMIT %s)
"""
_ROWS: Final = """
    SELECT topic.slug, counted.publications, COALESCE(signed.reviews, 0)
    FROM (SELECT topic_id, count(*) AS publications FROM content_publication GROUP BY topic_id) counted
    JOIN content_topic topic ON topic.id = counted.topic_id
    LEFT JOIN (SELECT release.topic_id, count(*) AS reviews FROM content_clinicalreview review
               JOIN content_release release ON release.id = review.release_id GROUP BY release.topic_id) signed
    ON signed.topic_id = counted.topic_id
"""


@dataclass(frozen=True)
class Reviewed:
    """A clinician's signature, as that person made it public."""

    name: str
    profession: str
    registration: str
    at: datetime


@dataclass(frozen=True)
class ReleaseFacts:
    """What is known of a release without its document."""

    number: int
    digest: str
    approved_at: datetime
    why: str
    demo: bool
    pk: int
    reviews: tuple[Reviewed, ...] = ()

    @property
    def clinical_review(self) -> str:
        """As the API says it: `none` until a named, registered clinician has signed these bytes."""
        return "signed" if self.reviews else "none"


def mark_of_now() -> Mark:
    """The newest publications and signatures, in one query whose cost does not grow: every worker asks it each second.

    Not only the last one: of two at the same time, the one with the lower number may come to be seen later.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [MARKED, MARKED])
        publications, reviews = cursor.fetchone()
    return tuple(publications), tuple(reviews)


def rows_by_topic() -> dict[str, Rows]:
    """Of every topic how many publications and signatures there are. They are only ever added, so where there are as
    many as before, they are the same.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ROWS)
        return {slug: (publications, reviews) for slug, publications, reviews in cursor.fetchall()}


def events_of(topics: Collection[str]) -> dict[str, tuple[timeline.Event, ...]]:
    """The publications of these topics."""
    found: dict[str, list[timeline.Event]] = {}
    rows = Publication.objects.filter(topic__slug__in=topics).values_list(
        "topic__slug", "pk", "release__number", "event", "recall", "effective_at", "why"
    )
    for slug, pk, number, event, recall, at, why in rows:
        found.setdefault(slug, []).append(timeline.Event(pk, number, event == "withdrawn", recall, at, why))
    return {slug: tuple(events) for slug, events in found.items()}


def facts_of(topics: Collection[str]) -> dict[str, dict[int, ReleaseFacts]]:
    """The releases of these topics that have a publication, each by its number."""
    reviews = _reviews_of(topics)
    published = Exists(Publication.objects.filter(release=OuterRef("pk")))
    rows = Release.objects.filter(published, topic__slug__in=topics).order_by("topic", "number")
    found: dict[str, dict[int, ReleaseFacts]] = {}
    for slug, number, digest, approved_at, why, demo, pk in rows.values_list(
        "topic__slug", "number", "digest", "approved_at", "why", "submission__demo", "pk"
    ):
        facts = ReleaseFacts(number, digest, approved_at, why, demo, pk, reviews.get(pk, ()))
        found.setdefault(slug, {})[number] = facts
    return found


def _reviews_of(topics: Collection[str]) -> dict[int, tuple[Reviewed, ...]]:
    """By the number of the row of the release."""
    found: dict[int, tuple[Reviewed, ...]] = {}
    rows = ClinicalReview.objects.filter(release__topic__slug__in=topics).values_list(
        "release", "name", "profession", "registration", "at"
    )
    for release, name, profession, registration, at in rows:
        found[release] = (*found.get(release, ()), Reviewed(name, profession, registration, at))
    return found


def summaries_of(releases: Collection[ReleaseFacts]) -> dict[int, Summary]:
    """By the number of the row of the release; not of what was approved before there were summaries."""
    rows = Release.objects.filter(pk__in=[facts.pk for facts in releases])
    return {pk: Summary.from_json(summary) for pk, summary in rows.values_list("pk", "summary") if summary is not None}

"""What would be live once a release is withdrawn: shown before anybody confirms."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from content import publishing, timeline
from content.models import Release


@dataclass(frozen=True)
class Afterwards:
    """`changes`: whether it is another one than now. `since`, `until`: when it was live last; None where it was not."""

    number: int | None
    release: Release | None
    changes: bool
    since: datetime | None
    until: datetime | None
    planned: tuple[timeline.Event, ...]


def afterwards(release: Release) -> Afterwards:
    now, events = timezone.now(), publishing.events_of(release.topic)
    number = publishing.after_withdrawal(release).release
    spans = [span for span in timeline.spans(events, now) if span.release == number]
    planned = [event for event in timeline.standing(events) if event.effective_at > now]
    return Afterwards(
        number=number,
        release=release.topic.releases.filter(number=number or 0).select_related("approved_by").first(),
        changes=timeline.current(events, now) != number,
        since=spans[-1].start if spans else None,
        until=spans[-1].end if spans else None,
        planned=tuple(event for event in planned if event.release != release.number),
    )

"""Everything that is published, as one value that stays the same for as long as every public answer does."""

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.utils import timezone

from content.releases import LiveRelease, TopicReleases, catalogue


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """Everything that is published, as it stands until the next moment at which something was planned to change."""

    topics: Mapping[str, TopicReleases]
    until: float
    _live: dict[str, int] = field(default_factory=dict)

    def current(self, topic: str) -> LiveRelease | None:
        """The release of this topic that is live; None where there is none. Which one is worked out once."""
        releases = self.topics.get(topic)
        if releases is None:
            return None
        number = self._live.get(topic) or releases.live(timezone.now())
        if number is None:
            return None
        self._live[topic] = number
        return releases.loaded(number)


_edition = Edition(MappingProxyType({}), 0.0)


def edition() -> Edition:
    """The same object for as long as nothing published changes. OperationalError while there was no look yet."""
    global _edition  # noqa: PLW0603 - one for the process, replaced as a whole
    topics, now = catalogue().topics, time.time()
    if _edition.topics is not topics or now >= _edition.until:
        moments = [event.effective_at.timestamp() for one in topics.values() for event in one.events]
        _edition = Edition(topics, min((moment for moment in moments if moment > now), default=math.inf))
    return _edition

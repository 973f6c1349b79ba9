"""What is known of a release without its document: also who signed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from content.models import ClinicalReview

Mark = tuple[tuple[int, ...], tuple[int, ...]]
MARKED: Final = 100
_MARK: Final = """
    SELECT ARRAY(SELECT id FROM content_publication ORDER BY id DESC LIMIT %s),
           ARRAY(SELECT id FROM content_clinicalreview ORDER BY id DESC LIMIT %s)
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


def reviews_by_release() -> dict[int, tuple[Reviewed, ...]]:
    """By the number of the row of the release."""
    found: dict[int, tuple[Reviewed, ...]] = {}
    rows = ClinicalReview.objects.values_list("release", "name", "profession", "registration", "at")
    for release, name, profession, registration, at in rows:
        found[release] = (*found.get(release, ()), Reviewed(name, profession, registration, at))
    return found


def mark_of_now() -> Mark:
    """The newest publications and signatures, in one query whose cost does not grow: every worker asks it each second.

    Not only the last one: of two at the same time, the one with the lower number may come to be seen later.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [MARKED, MARKED])
        publications, reviews = cursor.fetchone()
    return tuple(publications), tuple(reviews)


def same_reviews(facts: Mapping[int, ReleaseFacts], reviews: Mapping[int, tuple[Reviewed, ...]]) -> bool:
    return all(one.reviews == reviews.get(one.pk, ()) for one in facts.values())

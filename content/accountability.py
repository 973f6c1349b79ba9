"""Who was refused what, who took the history along, and in which role somebody acted (NEN 7513)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User

from content.faults import Faulty
from content.models import Export, Refusal, RolesHeld, Topic
from content.refused import BaseMoved, NotAllowed, NothingChanged, NotProved, NotPublishable, Refused

RolesAt = Callable[[int, datetime], str]

# Fixed words, so that nothing that somebody typed gets in. The first that fits.
_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (NotAllowed, "dat mag deze persoon niet"),
    (NothingChanged, "er was niets veranderd"),
    (BaseMoved, "er was intussen een andere uitgave"),
    (NotProved, "de bewijzen hielden het tegen"),
    (NotPublishable, "deze uitgave of dit moment kon niet"),
    (Faulty, "teksten of regels klopten niet"),
    (Refused, "het kon op dat moment niet"),
)
NOT_ALLOWED = _KINDS[0][1]


def kind_of(refusal: Refused | Faulty) -> str:
    return next(said for kind, said in _KINDS if isinstance(refusal, kind))


def keep_refusal(*, by: User, topic: Topic | None, about: str, why: str) -> Refusal:
    """`about`: which action, on which record. Outside of what was refused, or it would be undone with it."""
    return Refusal.objects.create(by=by, topic=topic, about=about, why=why)


def keep_export(*, by: User, topic: Topic, chosen: str) -> Export:
    return Export.objects.create(by=by, topic=topic, chosen=chosen)


def roles_at() -> RolesAt:
    """Which roles an account had at a moment; empty where nobody wrote them down yet."""
    held: dict[int, tuple[list[datetime], list[str]]] = defaultdict(lambda: ([], []))
    for user, at, roles in RolesHeld.objects.values_list("user_id", "at", "roles"):
        moments, named = held[user]
        moments.append(at)
        named.append(roles)

    def found(user: int, at: datetime) -> str:
        moments, named = held[user]
        place = bisect_right(moments, at)
        return named[place - 1] if place else ""

    return found

"""A clinician signs a release: a statement of that person about these very bytes. No register is asked."""

import re
from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from content import timeline
from content.models import ClinicalReview, Publication, Release
from content.permits import require
from content.refused import NotAllowed, Refused
from content.reviewing import locked
from content.vocabulary import PROFESSIONS

STATEMENT = (
    "Ik heb alle teksten, vragen, regels en adviezen van deze uitgave zelf beoordeeld. Naar mijn oordeel zijn zij "
    "verantwoord om te tonen aan mensen met deze klachten. Ik teken hiervoor met mijn naam en mijn BIG-nummer."
)
_BIG = re.compile(r"\d{11}")


@transaction.atomic
def sign(*, release: Release, by: User, name: str, profession: str, registration: str) -> ClinicalReview:
    """Sign a release as a registered clinician. It becomes public, and stays.

    Raises NotAllowed (also for who submitted it), or Refused: a demonstration, a release that was withdrawn or that
    this person signed before, a name or number that cannot be one.
    """
    require(by, "sign", "tekenen")
    if by.pk == release.submitted_by_id:
        raise NotAllowed("Wie inzendt, tekent niet zelf. Vraag een andere zorgverlener om dit te beoordelen.")
    _refuse_what_is_no_registration(name, profession, registration)
    locked(release.topic)
    _refuse_what_cannot_be_signed(release, by, registration)
    return ClinicalReview.objects.create(
        release=release,
        digest=release.digest,
        name=" ".join(name.split()),
        profession=profession,
        registration=registration,
        statement=STATEMENT,
        by=by,
    )


def _refuse_what_is_no_registration(name: str, profession: str, registration: str) -> None:
    if len(name.split()) < 2:
        raise Refused("Schrijf uw voornaam of voorletters en uw achternaam, zoals in het BIG-register.")
    if profession not in PROFESSIONS:
        raise Refused("Kies het beroep waarmee u in het BIG-register staat.")
    if not _BIG.fullmatch(registration) or not registration.isascii():
        raise Refused("Een BIG-nummer heeft elf cijfers.")


def _refuse_what_cannot_be_signed(release: Release, by: User, registration: str) -> None:
    if release.submission.demo:
        raise Refused("Dit is een demonstratie, bij de eerste start gepubliceerd. Die kan niemand tekenen.")
    if release.number in _taken_back(release):
        raise Refused(f"Uitgave {release.number} is ingetrokken. Wat is ingetrokken, wordt niet meer getekend.")
    reviews: Mapping[str, ClinicalReview] = {one.registration: one for one in release.reviews.select_related("by")}
    if registration in reviews or by.pk in {one.by_id for one in reviews.values()}:
        raise Refused("U hebt deze uitgave al getekend.")


def _taken_back(release: Release) -> Mapping[int, timeline.Event]:
    rows = Publication.objects.filter(release=release).values_list("pk", "event", "recall", "effective_at")
    events = [timeline.Event(pk, release.number, event == "withdrawn", recall, at) for pk, event, recall, at in rows]
    return timeline.withdrawn(events, timezone.now())

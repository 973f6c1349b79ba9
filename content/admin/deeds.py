"""Everything that was done to a topic, from the rows that keep it: drafts, submissions, judgements, publications."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from content.admin.history import LIBRARY, SAID
from content.drafts import Draft, Recorded, name_in
from content.models import (
    ClinicalReview,
    Comment,
    Export,
    Proof,
    Publication,
    Refusal,
    Release,
    SendBack,
    Submission,
    Topic,
)
from content.parts import parts

KINDS = {
    "draft": "Concepten",
    "submission": "Inzendingen",
    "proof": "Bewijzen",
    "comment": "Reacties",
    "send-back": "Terugzendingen",
    "approval": "Goedkeuringen",
    "publication": "Publicaties",
    "withdrawal": "Intrekkingen",
    "signature": "Handtekeningen",
    "export": "Uitvoer",
    "refusal": "Geweigerd",
}
DONE = frozenset(KINDS) - {"refusal"}
SYSTEM = "het systeem"


@dataclass(frozen=True)
class Deed:
    """Somebody did something to one object, of a kind that is `called` so. What was done in one go is `together`.

    `account`: the number of who did it, None for the system.
    """

    at: datetime
    who: str
    kind: str
    did: str
    what: str
    why: str = ""
    url: str = ""
    together: str = ""
    called: str = ""
    account: int | None = None
    result: str = "geslaagd"

    @property
    def sentence(self) -> str:
        return f"{self.who} {self.did}".strip()


@dataclass(frozen=True)
class Period:
    """From and until which moment; None: open."""

    start: datetime | None = None
    end: datetime | None = None

    def of(self, rows: "QuerySet[Any]", column: str) -> "QuerySet[Any]":
        rows = rows.filter(**{f"{column}__gte": self.start}) if self.start else rows
        return rows.filter(**{f"{column}__lt": self.end}) if self.end else rows


def deeds(topic: Topic, period: Period, kinds: frozenset[str]) -> list[Deed]:
    """Newest first."""
    found = list(_of_drafts(topic, period)) if "draft" in kinds else []
    found += [deed for deed in _of_records(topic, period) if deed.kind in kinds]
    return sorted(found, key=lambda deed: deed.at)[::-1]


def _of_drafts(topic: Topic, period: Period) -> Iterator[Deed]:
    yield from _events(Topic, {"pgh_obj_id": topic.pk}, period)
    for model in (model for part in parts() for model in part.models):
        yield from _events(model, {"topic_id": topic.pk}, period)
        numbers = model.pgh_event_model.objects.filter(topic_id=topic.pk).values("pgh_obj_id")  # type: ignore[attr-defined]
        for name in model.record_children:
            related = getattr(model, name)
            parent = f"{related.field.attname}__in"
            yield from _events(related.rel.related_model, {parent: numbers}, period)


def _events(model: type[Recorded], of: dict[str, Any], period: Period) -> Iterator[Deed]:
    called = str(model._meta.verbose_name)
    rows: QuerySet[Any] = model.pgh_event_model.objects.filter(**of)  # type: ignore[attr-defined]
    for event in period.of(rows, "pgh_created_at").iterator():
        context = event.pgh_context or {}
        name = name_in({field: getattr(event, field) for field in model.record_fields}) or getattr(event, "slug", "")
        yield Deed(
            at=event.pgh_created_at,
            who=context.get("username") or SYSTEM,
            kind="draft",
            did=f"heeft {called} ‘{name or event.pgh_obj_id}’ {SAID.get(event.pgh_label, event.pgh_label)}",
            what=f"{model._meta.label} {event.pgh_obj_id} {getattr(event, 'slug', '')}".strip(),
            why=LIBRARY.get(context.get("why", ""), context.get("why", "")),
            url=_history(model, event.pgh_obj_id) if issubclass(model, Draft) else "",
            together=str(event.pgh_context_id or ""),
            called=str(model._meta.verbose_name_plural),
            account=context.get("user"),
        )


def _history(model: type[Recorded], number: int) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_history", args=[number])


def _of_records(topic: Topic, period: Period) -> Iterator[Deed]:
    of_topic: dict[str, Any] = {"submission__topic": topic}
    for one in _kept(Submission, {"topic": topic}, period, "submitted_at", "submitted_by"):
        yield _deed(
            (one.submitted_at, one.submitted_by), "submission", f"heeft inzending {one.pk} ingezonden", one, one.note
        )
    for one in _kept(Proof, of_topic, period, "at", "by"):
        yield _deed((one.at, one.by), "proof", f"liet inzending {one.submission_id} bewijzen", one.submission)
    for one in _kept(Comment, of_topic, period, "at", "by"):
        yield _deed(
            (one.at, one.by), "comment", f"reageerde op inzending {one.submission_id}", one.submission, one.text
        )
    for one in _kept(SendBack, of_topic, period, "at", "by"):
        did = f"heeft inzending {one.submission_id} teruggestuurd"
        yield _deed((one.at, one.by), "send-back", did, one.submission, one.why)
    for one in _kept(Release, {"topic": topic}, period, "approved_at", "approved_by"):
        did = f"heeft inzending {one.submission_id} goedgekeurd als uitgave {one.number}"
        yield _deed((one.approved_at, one.approved_by), "approval", did, one, one.why)
    for one in _kept(ClinicalReview, {"release__topic": topic}, period, "at", "by"):
        did = f"heeft uitgave {one.release.number} getekend als {one.get_profession_display()} ({one.name})"
        yield _deed((one.at, one.by), "signature", did, one.release)
    for one in _kept(Publication, {"topic": topic}, period, "at", "by"):
        yield _of_publication(one)
    for one in _kept(Export, {"topic": topic}, period, "at", "by"):
        yield _deed((one.at, one.by), "export", f"heeft de geschiedenis uitgevoerd ({one.chosen})", one)
    for one in period.of(Refusal.objects.filter(Q(topic=topic) | Q(topic=None)).select_related("by"), "at"):
        refused = _deed((one.at, one.by), "refusal", f"werd geweigerd: {one.about}", one, one.why)
        yield replace(refused, what=one.about, result="geweigerd")


def _kept(model: Any, of: dict[str, Any], period: Period, at: str, by: str) -> "QuerySet[Any]":
    also = {Proof: ("submission",), Comment: ("submission",), SendBack: ("submission",)}
    wanted = (by, *also.get(model, ()), *(("release",) if model in (ClinicalReview, Publication) else ()))
    return period.of(model.objects.filter(**of).select_related(*wanted), at)


def _of_publication(one: Publication) -> Deed:
    if one.event == Publication.Event.WITHDRAWN:
        did = f"heeft uitgave {one.release.number} {'teruggeroepen' if one.recall else 'ingetrokken'}"
        return _deed((one.at, one.by), "withdrawal", did, one.release, one.why)
    later = f", vanaf {one.effective_at.astimezone():%d-%m-%Y %H:%M}" if one.effective_at > one.at else ""
    return _deed(
        (one.at, one.by), "publication", f"heeft uitgave {one.release.number} gepubliceerd{later}", one.release, one.why
    )


def _deed(done: tuple[datetime, Any], kind: str, did: str, record: Any, why: str = "") -> Deed:
    at, by = done
    page = f"admin:content_{record._meta.model_name}_change"
    url = reverse(page, args=[record.pk]) if isinstance(record, Submission | Release) else ""
    what = f"{record._meta.label} {record.pk}"
    return Deed(at, by.get_username(), kind, did, what, why, url, account=by.pk)

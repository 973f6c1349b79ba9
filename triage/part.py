"""Triage's part of a document: the protocol, and the calendar that is computed when it is submitted."""

from collections.abc import Iterable
from datetime import date

from content.documents import Document, Records
from content.faults import Fault
from content.parts import Part
from triage.calendar import calendar
from triage.engine.codec import TRIAGE_KINDS, decode, encode
from triage.engine.faults import InvalidProtocol
from triage.engine.protocol import Protocol
from triage.models import (
    AdviceChoice,
    Outcome,
    Promise,
    ProtocolTexts,
    Question,
    Route,
    Rule,
    Screen,
    Vignette,
)

MODELS = (ProtocolTexts, Screen, Question, Rule, AdviceChoice, Route, Outcome, Promise, Vignette)


def has_triage(records: Records) -> bool:
    """A topic with content alone may be released; with any record of a protocol it must be a whole one."""
    return bool(TRIAGE_KINDS & {kind for kind, found in records.items() if found})


def read(records: Records) -> tuple[Records, tuple[Fault, ...]]:
    """The protocol's records in canonical form, and every fault; what they point to is looked up in the others."""
    if not has_triage(records):
        return {}, ()
    try:
        return encode(decode(records)), ()
    except InvalidProtocol as invalid:
        return {}, tuple(Fault(fault.kind, fault.slug, fault.path, fault.message) for fault in invalid.faults)


def check(document: Document) -> Iterable[Fault]:
    """Nothing more: a protocol that could be read holds together."""
    del document
    return ()


def complete(document: Document, on: date) -> Records:
    """The calendar, with the protocol's office hours, for a document that has a protocol."""
    notices = document.records.get("protocol", {}).get(document.topic)
    if not isinstance(notices, dict) or "officeHours" not in notices:
        return {}
    return {"calendar": {document.topic: {**calendar(on), "officeHours": notices["officeHours"]}}}


def compiled(document: Document) -> Protocol | None:
    """The protocol, ready to evaluate; None for a topic with content alone."""
    return decode(document.records) if has_triage(document.records) else None


PART = Part(
    name="triage",
    kinds=tuple(sorted(TRIAGE_KINDS)),
    models=MODELS,
    read=read,
    check=check,
    complete=complete,
    compile=compiled,
)

"""Triage's part of a document: the protocol, and the calendar that is computed when it is submitted."""

from collections.abc import Iterable
from datetime import date

from content.documents import Document, Records
from content.faults import Fault
from content.parts import Part
from triage.asking import remarks
from triage.calendar import calendar
from triage.compiling import compiled, has_triage
from triage.engine.codec import TRIAGE_KINDS, decode, encode
from triage.engine.faults import InvalidProtocol
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
from triage.proving import VERSION, proofs

MODELS = (ProtocolTexts, Screen, Question, Rule, AdviceChoice, Route, Outcome, Promise, Vignette)


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


PART = Part(
    name="triage",
    kinds=tuple(sorted(TRIAGE_KINDS)),
    models=MODELS,
    read=read,
    check=check,
    complete=complete,
    proofs=proofs,
    proof_version=VERSION,
    compile=compiled,
    remarks=remarks,
)

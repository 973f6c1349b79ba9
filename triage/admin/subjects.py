"""What can be tried and drawn: the draft of a topic, a submission, a release. From here on they are all documents."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from content.beside import Subject, Visitor
from content.documents import Document
from content.drafts import name_in
from content.faults import Fault
from content.models import Release, Submission, Topic
from content.parts import complete, draft_of, readable
from content.publishing import document_of
from triage.compiling import compiled
from triage.engine.faults import InvalidProtocol
from triage.engine.protocol import Protocol

MODELS: dict[str, type[Any]] = {"draft": Topic, "submission": Submission, "release": Release}


@dataclass(frozen=True)
class Tried:
    """`protocol` is None where nothing can be asked: `faults` say why, or the topic has content alone."""

    record: Subject
    topic: Topic
    document: Document
    protocol: Protocol | None
    faults: tuple[Fault, ...] = ()

    @property
    def kind(self) -> str:
        return kind_of(self.record)

    @property
    def name(self) -> str:
        called = name_in(self.topic.record()) or self.topic.slug
        if isinstance(self.record, Topic):
            return f"het concept van {called}"
        if isinstance(self.record, Submission):
            return f"inzending {self.record.pk} van {called}"
        return f"uitgave {self.record.number} van {called}"


def kind_of(record: Subject) -> str:
    return next(kind for kind, model in MODELS.items() if isinstance(record, model))


def topic_of(record: Subject) -> Topic:
    return record if isinstance(record, Topic) else record.topic


def may_look(kind: str, visitor: Visitor) -> bool:
    """Who may look at the thing itself."""
    model = MODELS[kind]._meta
    return bool(visitor.has_perm(f"{model.app_label}.view_{model.model_name}"))  # type: ignore[union-attr]


def address(page: str, record: Subject) -> str:
    return reverse(f"triage-admin:{page}", args=[kind_of(record), record.pk])


def tried(request: HttpRequest, kind: str, number: int) -> Tried:
    """What this address is about. Raises PermissionDenied, Http404."""
    if not may_look(kind, request.user):
        raise PermissionDenied
    record = MODELS[kind]._default_manager.filter(pk=number).first()
    if record is None:
        raise Http404
    return _read(record)


def _read(record: Subject) -> Tried:
    document, faults = _document(record)
    topic = topic_of(record)
    if faults:
        return Tried(record, topic, document, None, faults)
    try:
        return Tried(record, topic, document, compiled(document))
    except InvalidProtocol as invalid:
        found = (Fault(one.kind, one.slug, one.path, one.message) for one in invalid.faults)
        return Tried(record, topic, document, None, tuple(found))


def _document(record: Subject) -> tuple[Document, tuple[Fault, ...]]:
    if isinstance(record, Topic):
        return readable(complete(draft_of(record), timezone.localdate()))
    if isinstance(record, Submission):
        return Document.read(record.document, record.digest), ()
    return document_of(record), ()

"""What triage adds to the pages of content: links to try and to draw a protocol, and what its proofs measured."""

from collections.abc import Iterator

from django.urls import reverse

from content.beside import Beside, Link, Subject, Visitor
from content.models import Release, Topic
from triage.admin.shift import told
from triage.admin.subjects import address, kind_of, may_look, topic_of
from triage.models import Question


def links(record: Subject, visitor: Visitor) -> Iterator[Link]:
    if not may_look(kind_of(record), visitor) or not Question.objects.filter(topic=topic_of(record)).exists():
        return
    yield Link("Proberen als patiënt", address("try", record))
    yield Link("Tekening van de vragenlijst", address("picture", record))
    if isinstance(record, Topic | Release) and visitor.has_perm("triage.view_rule"):  # type: ignore[union-attr]
        yield Link("Beslistabel", _table(record))


def _table(record: Topic | Release) -> str:
    asked = f"?uitgave={record.number}" if isinstance(record, Release) else ""
    return reverse("admin:triage_rule_table", args=[topic_of(record).pk]) + asked


BESIDE = Beside(links, told)

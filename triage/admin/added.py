"""What triage adds to the pages of content: links to try and to draw a protocol, and what its proofs measured."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.http import urlencode

from content.beside import Beside, Link, Subject, Visitor
from content.models import Release, Topic
from content.proven import Finding
from triage.admin.shift import told
from triage.admin.subjects import address, kind_of, may_look, topic_of
from triage.models import Question, Vignette


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


def ways(finding: Finding, topic: Topic) -> Iterator[Link]:
    """A case is played, with what each answer does. Where no rule by itself made it so, all that changed is the way."""
    if finding.kind == "vignette" and Vignette.objects.filter(topic=topic, slug=finding.slug).exists():
        yield Link("Naspelen, met uitleg", f"{address('try', topic)}?{urlencode({'casus': finding.slug})}")
    if finding.kind == "topic":
        yield Link("Alles wat veranderde", reverse("admin:content_topic_changes", args=[topic.pk]))
        yield Link("Beslistabel", _table(topic))


BESIDE = Beside(links, told, ways)

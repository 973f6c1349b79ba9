"""The page of the decision table: of a draft, or of a release."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from content.documents import Document
from content.drafts import name_in
from content.models import Release, Topic
from content.parts import draft_of
from content.publishing import document_of
from triage.admin.rows.asking import asking_of
from triage.decision_table import TITLES, table_of
from triage.models import Rule


def page(request: HttpRequest, number: int) -> dict[str, Any]:
    """What the template needs. `uitgave` asks for a release, `vraag` and `urgentie` for a part of the table."""
    topic = get_object_or_404(Topic, pk=number)
    release = _release(request, topic)
    document = document_of(release) if release else draft_of(topic)
    question, urgency = (request.GET.get(name, "") for name in ("vraag", "urgentie"))
    table, forms = table_of(document), {} if release else _forms(topic)
    shown = table.only(question=question, urgency=urgency)
    return {
        "title": f"Beslistabel van {_name(document, topic)}",
        "object": topic,
        "release": release,
        "table": table,
        "shown": shown,
        "levels": [(level, [(rule, forms.get(rule.slug, "")) for rule in level.rules]) for level in shown.levels],
        "questions": asking_of(document.records).groups(),
        "urgencies": [(level.name, TITLES[level.name]) for level in table.levels],
        "question": question,
        "urgency": urgency,
    }


def _name(document: Document, topic: Topic) -> str:
    return name_in(document.records.get("topic", {}).get(topic.slug)) or topic.slug


def _release(request: HttpRequest, topic: Topic) -> Release | None:
    asked = request.GET.get("uitgave", "")
    if not asked:
        return None
    if not request.user.has_perm("content.view_release"):
        raise PermissionDenied
    if not re.fullmatch(r"[0-9]{1,9}", asked):
        raise Http404
    return get_object_or_404(Release, topic=topic, number=int(asked))


def _forms(topic: Topic) -> dict[str, str]:
    """Where each rule is changed."""
    rows = Rule.objects.filter(topic=topic).values_list("slug", "pk")
    return {slug: reverse("admin:triage_rule_change", args=[pk]) for slug, pk in rows}

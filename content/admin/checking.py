"""`Alles controleren`: every check and proof of the draft as it stands, one after another while the page comes in.

A streamed page and no script: each part is sent when it is done, so that whoever waits sees what is being looked at.
Nothing is stored, and nothing is submitted.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse

from content import beside
from content.admin.comparing import pending
from content.admin.mending import Mend, mends
from content.admin.proofs import Found, found_in
from content.drafts import name_in
from content.models import Topic
from content.parts import proofs
from content.proven import NOTHING_TO_PROVE, Proven, Step, Weight
from content.publishing import Candidate, candidate

_HERE = "<!-- what comes in -->"
_FAILED = (
    "Dit onderdeel is niet afgekomen. Er is dus niets bewezen. Probeer het nog eens, of meld het aan de beheerder."
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Checked:
    """One part that was looked at. `failed`: it could not be looked at."""

    faults: tuple[Mend, ...] = ()
    found: tuple[Found, ...] = ()
    failed: str = ""

    @property
    def sound(self) -> bool:
        return not (self.faults or self.found or self.failed)


@dataclass
class Tally:
    """What all parts found together."""

    proven: Proven = NOTHING_TO_PROVE
    faults: int = 0
    failed: bool = False
    steps: list[Checked] = field(default_factory=list)

    def add(self, checked: Checked) -> Checked:
        self.steps.append(checked)
        self.faults += len(checked.faults)
        self.failed = self.failed or bool(checked.failed)
        return checked

    def count(self, weight: Weight) -> int:
        return len(self.proven.of(weight))

    @property
    def to_mend(self) -> int:
        return self.faults + self.count(Weight.BLOCKS)

    @property
    def to_accept(self) -> int:
        return self.count(Weight.ACCEPT)

    @property
    def to_explain(self) -> int:
        return self.count(Weight.REASON)


def page(admin: Any, request: HttpRequest, object_id: str) -> HttpResponseBase:
    """What will be looked at, with the button; and after that the page that comes in."""
    topic = get_object_or_404(Topic, pk=object_id) if object_id.isdigit() else None
    if topic is None or not admin.has_view_permission(request, topic):
        raise PermissionDenied
    context = {
        **admin.admin_site.each_context(request),
        "title": f"Alles controleren: {name_in(topic.record()) or topic.slug}",
        "own_heading": True,
        "opts": admin.opts,
        "object": topic,
        "here": _HERE,
        "running": request.method == "POST",
    }
    if request.method != "POST":
        return TemplateResponse(request, "content/admin/checks.html", context)
    return _streamed(request, topic, render_to_string("content/admin/checks.html", context, request))


def _streamed(request: HttpRequest, topic: Topic, whole: str) -> HttpResponseBase:
    head, _, tail = whole.partition(_HERE)
    response = StreamingHttpResponse(_pieces(request, topic, head, tail))
    response["X-Accel-Buffering"] = "no"  # a proxy that waits for the end would hide that anything happens
    return response


def _pieces(request: HttpRequest, topic: Topic, head: str, tail: str) -> Iterator[str]:
    yield head
    tally = Tally()
    for template, context in _parts(topic, tally):
        yield render_to_string(f"content/admin/{template}.html", context, request)
    yield tail


Piece = tuple[str, dict[str, Any]]


def _parts(topic: Topic, tally: Tally) -> Iterator[Piece]:
    made: list[Candidate] = []

    def texts() -> Checked:
        made.append(candidate(topic))
        return Checked(tuple(mends(made[0].faults, topic)))

    yield from _looked_at("Teksten, verwijzingen en vertalingen", texts, tally)
    if made and not made[0].faults:
        for step in proofs(made[0].document, made[0].before):
            yield from _looked_at(step.title, _proving(step, topic, tally), tally)
    changes = len(pending(topic))
    figures = [*beside.told(tally.proven.figures, topic)]
    yield "checks_end", {"tally": tally, "object": topic, "changes": changes, "figures": figures}


def _proving(step: Step, topic: Topic, tally: Tally) -> Callable[[], Checked]:
    def run() -> Checked:
        proven = step.run()
        tally.proven += proven
        return Checked(found=tuple(found_in(proven.findings, topic)))

    return run


def _looked_at(title: str, look: Callable[[], Checked], tally: Tally) -> Iterator[Piece]:
    """Its name goes out before the work begins. Half a page was sent by then, so what goes wrong is said in it."""
    yield "checks_begin", {"title": title}
    try:
        checked = look()
    except Exception:
        logger.exception("A check of a draft failed.")
        checked = Checked(failed=_FAILED)
    yield "checks_done", {"checked": tally.add(checked)}

"""Changes as a page shows them: grouped by kind, each record with its lines."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from content.admin.names import kind_name, model_of
from content.admin.readable import Both, Line, lines_of_kind
from content.documents import Change, Document, difference
from content.drafts import Draft, name_in
from content.models import Submission, Topic
from content.parts import draft_kinds, draft_of
from content.publishing import document_of, pending_changes, tip_of

FEW = 6  # as many changes are shown opened; of more, their names first
_WHAT = {(True, False): "nieuw", (False, True): "verwijderd", (False, False): "gewijzigd"}


@dataclass(frozen=True)
class Shown:
    """One changed record. `key` is what a form sends back; `url` leads to its form."""

    key: str
    kind: str
    name: str
    slug: str
    what: str
    url: str
    read: Callable[[], tuple[Line, ...]]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Read when they are shown: of a first release there are hundreds."""
        return self.read()


def pending(topic: Topic) -> list[Shown]:
    """What the drafts say otherwise than the release that a submission would build on."""
    tip = tip_of(topic)
    both = Both(document_of(tip) if tip else None, draft_of(topic))
    return _shown(pending_changes(topic), both, topic)


def of_submission(submission: Submission) -> list[Shown]:
    """The frozen document beside the release that it builds on. What is computed at submission is no change."""
    before = document_of(submission.base) if submission.base else None
    after = Document.read(submission.document, submission.digest)
    return _shown(difference(before, after), Both(before, after), submission.topic)


def _shown(changes: Iterable[Change], both: Both, topic: Topic) -> list[Shown]:
    drafts = [change for change in changes if change.kind in draft_kinds()]
    addresses = {kind: addresses_of(kind, topic) for kind in {change.kind for change in drafts}}
    return [
        Shown(
            key=f"{change.kind}:{change.slug}",
            kind=kind_name(change.kind),
            name=name_in(change.after or change.before) or change.slug,
            slug=change.slug,
            what=_WHAT[change.before is None, change.after is None],
            url=addresses[change.kind].get(change.slug, ""),
            read=partial(lines_of_kind, change.kind, change.before, change.after, both),
        )
        for change in drafts
    ]


def addresses_of(kind: str, topic: Topic) -> dict[str, str]:
    """By slug, where the form of each draft of this kind is."""
    from django.urls import reverse

    model = model_of(kind)
    if model is None:
        return {}
    rows = model._default_manager.filter(topic=topic) if issubclass(model, Draft) else [topic]
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return {row.slug: reverse(name, args=[row.pk]) for row in rows}

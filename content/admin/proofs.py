"""What the proofs found of a submission, as the reviewer reads it, and the form on which each is accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from unfold.widgets import UnfoldAdminTextareaWidget

from content.admin.actions import PublishForm
from content.admin.mending import Mend, mends
from content.beside import Link, ways_from
from content.faults import Fault
from content.models import Proof, Topic
from content.proven import Acceptance, Finding, Weight

_ASKS = {Weight.BLOCKS: "moet beter", Weight.ACCEPT: "ter beoordeling", Weight.REASON: "vraagt een reden"}


@dataclass(frozen=True)
class Found:
    """A finding with a link to its record, `ways` to what explains it, and its tick box where it can be accepted."""

    finding: Finding
    mend: Mend
    field: BoundField | None = None
    ways: tuple[Link, ...] = ()

    @property
    def asks(self) -> str:
        return _ASKS[self.finding.weight]


def found(proof: Proof | None, topic: Topic, weight: Weight, form: "ApprovalForm | None" = None) -> list[Found]:
    return found_in(proof.proven.of(weight) if proof else (), topic, form)


def found_in(findings: Iterable[Finding], topic: Topic, form: "ApprovalForm | None" = None) -> list[Found]:
    return [
        Found(one, _mend(one, topic), form.tick(one) if form else None, tuple(ways_from(one, topic)))
        for one in findings
    ]


def _mend(finding: Finding, topic: Topic) -> Mend:
    return mends([Fault(finding.kind, finding.slug, "", finding.title)], topic)[0]


class ApprovalForm(PublishForm):
    """One tick box for each finding to accept, and a reason where the budget is exceeded. The door itself insists."""

    def __init__(self, proof: Proof | None, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        proven = proof.proven if proof else None
        self.to_accept = proven.of(Weight.ACCEPT) if proven else ()
        for number, _finding in enumerate(self.to_accept):
            self.fields[f"accept-{number}"] = forms.BooleanField(label="Bekeken, en dit is goed zo", required=False)
        if proven and proven.of(Weight.REASON):
            self.fields["why_over_budget"] = forms.CharField(
                label="Waarom is dit toch goed?",
                widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
                error_messages={"required": "Schrijf op waarom er meer mensen naar een dokter mogen."},
            )

    def tick(self, finding: Finding) -> BoundField:
        return self[f"accept-{self.to_accept.index(finding)}"]

    @property
    def acceptance(self) -> Acceptance:
        ticked = {one.name for place, one in enumerate(self.to_accept) if self.cleaned_data[f"accept-{place}"]}
        return Acceptance(frozenset(ticked), self.cleaned_data.get("why_over_budget", ""))

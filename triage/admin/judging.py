"""At the end of a walk: what one other answer would have changed, and whether a case ended as it should."""

from collections.abc import Iterable
from dataclasses import dataclass

from triage.admin.playing import Turn
from triage.admin.tracing import Forms, Level, Line
from triage.engine.alternatives import Alternative, alternatives
from triage.engine.outcome import Outcome
from triage.engine.protocol import Protocol
from triage.engine.records import Vignette
from triage.engine.urgency import Urgency
from triage.engine.vignettes import answer_from
from triage.stories import answered
from triage.vocabulary import LABELS


@dataclass(frozen=True)
class Judged:
    """`expected` is what the case wants; `kept` whether that came; `strayed` how many of its answers were changed."""

    others: tuple[Level, ...]
    expected: str = ""
    kept: bool = True
    strayed: int = 0


def judged(protocol: Protocol, turn: Turn, vignette: Vignette | None, forms: Forms) -> Judged | None:
    outcome = turn.assessment.outcome if turn.assessment else None
    if outcome is None or turn.at is None:
        return None
    others = _levels(protocol, alternatives(turn.answers, turn.at), forms)
    if vignette is None:
        return Judged(others)
    return Judged(others, _expected(vignette), _is_kept(vignette, outcome), _strayed(protocol, turn, vignette))


def _levels(protocol: Protocol, others: Iterable[Alternative], forms: Forms) -> tuple[Level, ...]:
    """The most urgent first; last, where more would be asked."""
    found: dict[str, list[Line]] = {}
    for one in others:
        found.setdefault("" if one.urgency is None else one.urgency.json_name, []).append(_line(protocol, one, forms))
    order = [*(one.json_name for one in reversed(Urgency)), ""]
    return tuple(Level(level, tuple(found[level])) for level in order if level in found)


def _line(protocol: Protocol, other: Alternative, forms: Forms) -> Line:
    question = protocol.index.questions[other.question]
    text = f"‘{question.text.nl}’ {answered(question, other.answer)}"
    return Line(text, forms.of("question", question.slug))


def _expected(vignette: Vignette) -> str:
    who = "" if vignette.expected_who is None else f", met als contact ‘{LABELS[vignette.expected_who.value]}’"
    return f"‘{LABELS[vignette.expected_urgency.json_name]}’{who}"


def _is_kept(vignette: Vignette, outcome: Outcome) -> bool:
    return outcome.urgency is vignette.expected_urgency and vignette.expected_who in (None, outcome.contact.who)


def _strayed(protocol: Protocol, turn: Turn, vignette: Vignette) -> int:
    sheet = dict(vignette.answers)
    return sum(
        answer != answer_from(sheet, protocol.index.questions[slug], vignette.rest)
        for slug, answer in turn.answers.given.items()
    )

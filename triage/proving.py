"""Triage's part of the proof of a document: promises, vignettes, and the comparison with the release before it."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from content.documents import Document
from content.proven import NOTHING_TO_PROVE, Finding, Proven, Step, Weight
from content.texts import digest
from triage import budget, figures
from triage.compiling import compiled
from triage.engine import ENGINE_VERSION
from triage.engine.atoms import Atom
from triage.engine.calendar import NoMoment
from triage.engine.proofs import PROOFS_VERSION
from triage.engine.proofs.comparison import less_urgent
from triage.engine.proofs.proving import prove as prove_protocol
from triage.engine.proofs.solver import NotProved
from triage.engine.protocol import Protocol
from triage.engine.quality import Case
from triage.engine.records import Promise, PromiseKind, Vignette
from triage.engine.urgency import Urgency
from triage.engine.vignettes import EndlessInterview, Interview, walked
from triage.remembered import Remembered
from triage.stories import comparison, comparison_upward, sentence, story
from triage.vocabulary import LABELS

_NOT_PROVED = "not-proved"
VERSION = f"{ENGINE_VERSION}/{PROOFS_VERSION}"


def prove(document: Document, before: Document | None) -> Proven:
    """Every promise that is not kept, every vignette that goes wrong, and whatever became less safe."""
    return sum((step.run() for step in proofs(document, before)), NOTHING_TO_PROVE)


def proofs(document: Document, before: Document | None) -> Iterator[Step]:
    """The same, one step at a time. What was found of these very documents a moment ago is found again at once."""
    protocol = compiled(document)
    if protocol is None:
        return
    earlier = compiled(before) if before else None
    of = (document.digest, before.digest if before else "")
    for step in _steps(protocol, earlier):
        yield Step(step.title, partial(_FOUND.get, (step.title, *of), step.run, _was_proved))


_FOUND: Final[Remembered[Proven]] = Remembered(16)


def _was_proved(proven: Proven) -> bool:
    return not any(finding.name == _NOT_PROVED for finding in proven.findings)


def _steps(protocol: Protocol, earlier: Protocol | None) -> Iterator[Step]:
    yield Step("Elke belofte en elke regel, voor elke patiënt die er kan zijn", lambda: _kept(protocol))
    if earlier is not None:
        yield Step("Voor wie het minder of juist dringender wordt", lambda: _moved(earlier, protocol))
    yield Step("De casussen, van het eerste scherm tot de uitkomst", lambda: _of_vignettes(protocol))
    yield Step("Waar een bedachte bevolking terechtkomt", lambda: _of_population(protocol, earlier))


def _kept(protocol: Protocol) -> Proven:
    return Proven(_or_not_proved(protocol, _failures(protocol)))


def _moved(before: Protocol, after: Protocol) -> Proven:
    return Proven(_or_not_proved(after, less_safe(before, after)), {"moreUrgent": _more_urgent(before, after)})


def _or_not_proved(protocol: Protocol, findings: Iterator[Finding]) -> tuple[Finding, ...]:
    try:
        return tuple(findings)
    except NotProved as error:
        return (Finding(Weight.BLOCKS, _NOT_PROVED, "protocol", protocol.topic, str(error)),)


def _more_urgent(before: Protocol, after: Protocol) -> list[dict[str, Any]]:
    """For people to read; nobody has to accept it. The comparison the other way around."""
    try:
        found = less_urgent(after, before)
    except NotProved:
        return []
    told = ((one, comparison_upward(before, after, one)) for one in found)
    return [{"rule": one.rule or "", "title": title, "story": list(story)} for one, (title, story) in told]


def _of_vignettes(protocol: Protocol) -> Proven:
    wrong, cases = _vignettes(protocol)
    return Proven(tuple(wrong), {"quality": figures.quality(protocol, cases)})


def _of_population(protocol: Protocol, earlier: Protocol | None) -> Proven:
    moved = budget.shares(protocol, earlier)
    over = () if moved is None else budget.over_budget(moved, protocol.topic)
    return Proven(tuple(over), {"population": budget.as_json(moved)})


def _failures(protocol: Protocol) -> Iterator[Finding]:
    for failure in prove_protocol(protocol):
        told = () if failure.case is None else story(protocol, failure.case)
        name = f"{failure.check}:{failure.slug}"
        yield Finding(Weight.BLOCKS, name, failure.kind, failure.slug, sentence(protocol, failure), told)


# What became less safe than the release before it: somebody else looks at each.


def less_safe(before: Protocol, after: Protocol) -> Iterator[Finding]:
    """Each thing to accept. Raises NotProved."""
    for found in less_urgent(before, after):
        title, told = comparison(before, after, found)
        name = f"less-urgent:{found.rule or '-'}:{found.was.json_name}>{found.becomes.json_name}"
        yield Finding(Weight.ACCEPT, name, "rule" if found.rule else "topic", found.rule or after.topic, title, told)
    yield from _promises_gone(before, after)
    yield from _vignettes_gone(before, after)
    yield from _withholdings_gone(before, after)


def _promises_gone(before: Protocol, after: Protocol) -> Iterator[Finding]:
    for promise in before.promises:
        if not any(_as_strong(other, promise) for other in after.promises):
            title = f"De belofte ‘{promise.title.nl}’ is weg, of belooft minder."
            yield Finding(Weight.ACCEPT, f"promise-gone:{promise.slug}", "promise", promise.slug, title)


def _as_strong(other: Promise, promise: Promise) -> bool:
    """For the same patients, a floor no lower or a ceiling no higher."""
    if (other.kind, other.when) != (promise.kind, promise.when):
        return False
    floor = promise.kind is PromiseKind.FLOOR
    return other.urgency >= promise.urgency if floor else other.urgency <= promise.urgency


def _vignettes_gone(before: Protocol, after: Protocol) -> Iterator[Finding]:
    expected = {(one.answers, one.rest): one.expected_urgency for one in after.vignettes}
    for vignette in before.vignettes:
        if expected.get((vignette.answers, vignette.rest), Urgency.SELF_CARE) < vignette.expected_urgency:
            title = f"De casus ‘{vignette.title.nl}’ is weg, of verwacht iets minder dringends."
            yield Finding(Weight.ACCEPT, f"vignette-gone:{vignette.slug}", "vignette", vignette.slug, title)


def _withholdings_gone(before: Protocol, after: Protocol) -> Iterator[Finding]:
    """No promise holds these: a medicine is withheld from somebody only where a row says so, in whatever row."""
    kept = _withholdings(after)
    shown = {row.advice for row in after.advice_choices}
    for (advice, when), because in _withholdings(before).items():
        if advice in shown and (advice, when) not in kept:
            title = f"Advies `{advice}` wordt niet meer, of bij minder mensen, onthouden met: ‘{because}’"
            name = f"withheld-gone:{advice}:{digest(repr(when).encode())[7:15]}"
            yield Finding(Weight.ACCEPT, name, "advice", advice, title)


def _withholdings(protocol: Protocol) -> dict[tuple[str, tuple[Atom, ...]], str]:
    """For each advice: when it is not given, and why."""
    return {(row.advice, one.when): one.because.nl for row in protocol.advice_choices for one in row.withheld_when}


# Vignettes.


def _vignettes(protocol: Protocol) -> tuple[list[Finding], list[Case]]:
    wrong: list[Finding] = []
    cases: list[Case] = []
    for vignette in protocol.vignettes:
        try:
            interview = walked(protocol, vignette)
        except (NoMoment, EndlessInterview) as error:
            wrong.append(_vignette(vignette, f"De casus ‘{vignette.title.nl}’ loopt vast: {error}."))
            continue
        cases.append(Case(vignette, interview.outcome.urgency, len(interview.screens)))
        wrong.extend(_unexpected(vignette, interview))
    return wrong, cases


def _unexpected(vignette: Vignette, interview: Interview) -> Iterator[Finding]:
    outcome, expected = interview.outcome, vignette.expected_urgency
    called = f"De casus ‘{vignette.title.nl}’"
    if outcome.urgency is not expected:
        was, becomes = LABELS[expected.json_name], LABELS[outcome.urgency.json_name]
        yield _vignette(vignette, f"{called} hoort ‘{was}’ te worden, en wordt ‘{becomes}’.")
    elif vignette.expected_who not in (None, outcome.contact.who):
        was, becomes = LABELS[str(vignette.expected_who)], LABELS[str(outcome.contact.who)]
        yield _vignette(vignette, f"{called} hoort te gaan naar: {was}; en gaat naar: {becomes}.")


def _vignette(vignette: Vignette, title: str) -> Finding:
    return Finding(Weight.BLOCKS, f"vignette:{vignette.slug}", "vignette", vignette.slug, title, (vignette.story.nl,))

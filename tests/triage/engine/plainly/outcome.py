"""What somebody is told at the end: where to go, why, what to do, and what to tell. Texts keep all their languages."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.triage.engine.plainly.facts import Facts
from tests.triage.engine.plainly.verdict import Firing, Verdict
from triage.engine.conditions import Conditions, matches, matches_in
from triage.engine.given import Answer, Chosen, Measured
from triage.engine.protocol import Contraindication
from triage.engine.records import Contact, Moment, OutcomeText, Question, Text
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency

MAXIMUM_SIGNS = 4
_COUNTS = (Truth.TRUE, Truth.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Given:
    question: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired, and the answers that it fired on."""

    rule: str
    urgency: Urgency
    uncertain: bool
    text: Text
    sources: tuple[str, ...]
    because: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class WithheldAdvice:
    advice: str
    because: Text


@dataclass(frozen=True, slots=True)
class Sign:
    text: Text
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Tell:
    """The three lines for a doctor or triagist: facts, signs, and what to ask."""

    facts: tuple[Text, ...]
    signs: tuple[Sign, ...]
    ask: Text


@dataclass(frozen=True, slots=True)
class Outcome:
    """`route` is the one that was chosen; `record.route` is the default's where that one has no text of its own."""

    urgency: Urgency
    route: str
    moment: Moment
    record: OutcomeText
    contact: Contact
    reasons: tuple[Reason, ...]
    advice: tuple[str, ...]
    withheld_advice: tuple[WithheldAdvice, ...]
    tell: Tell


def outcome_of(facts: Facts, verdict: Verdict, moment: Moment) -> Outcome:
    route = _route(facts, verdict)
    outcomes = facts.index.outcomes
    own = outcomes.get((route, verdict.urgency))
    record = own if own is not None else outcomes[facts.index.default_route, verdict.urgency]
    shown, withheld = _advice(facts, verdict.urgency)
    return Outcome(
        urgency=verdict.urgency,
        route=route,
        moment=moment,
        record=record,
        contact=next(contact for contact in record.contacts if moment in contact.moments),
        reasons=tuple(_reason(facts, firing) for firing in verdict.firings),
        advice=shown,
        withheld_advice=withheld,
        tell=Tell(_facts_to_tell(facts), _signs(verdict), record.ask),
    )


def _route(facts: Facts, verdict: Verdict) -> str:
    """The one that every rule at the top names; else the first whose conditions hold; else the default."""
    named = {firing.rule.route for firing in verdict.firings if firing.urgency is verdict.urgency}
    if len(named) == 1 and (only := named.pop()) is not None:
        return only
    for route, conditions in facts.index.routes:
        if facts.truth(conditions) is Truth.TRUE:
            return route.slug
    return facts.index.default_route


def _reason(facts: Facts, firing: Firing) -> Reason:
    rule = firing.rule
    conditions = next(when for one, when in facts.index.rules if one.slug == rule.slug)
    because = tuple(because_of(facts, conditions))
    return Reason(rule.slug, firing.urgency, firing.uncertain, rule.reason, rule.sources, because)


def because_of(facts: Facts, conditions: Conditions) -> Iterator[Given]:
    """The answers in question order, each once; after a clarified question comes the one that clarified it."""
    found = matches_in(conditions)
    named = {match.question for match in found if matches(match, facts.readings[match.question]) in _COUNTS}
    for slug in facts.index.questions:
        for one in (slug, _clarifier(facts, slug)) if slug in named else ():
            if one in facts.given:
                yield Given(one, facts.given[one])


def _clarifier(facts: Facts, slug: str) -> str:
    clarifying = facts.index.clarifier.get(slug)
    return "" if clarifying is None else clarifying.slug


def _advice(facts: Facts, urgency: Urgency) -> tuple[tuple[str, ...], tuple[WithheldAdvice, ...]]:
    """What is shown and what is withheld, each advice once, in the order of the rows."""
    shown: dict[str, None] = {}
    withheld: dict[str, WithheldAdvice] = {}
    for row, shown_when in facts.index.advice:
        if urgency not in row.urgencies or facts.truth(shown_when) is not Truth.TRUE:
            continue
        against = _contraindication(facts, row.advice)
        if against is None:
            shown[row.advice] = None
        else:
            withheld[row.advice] = WithheldAdvice(row.advice, against.because)
    return tuple(shown), tuple(withheld.values())


def _contraindication(facts: Facts, advice: str) -> Contraindication | None:
    """The first that is not definitely absent: yes, "weet ik niet" and not asked all withhold."""
    found = facts.index.contraindications[advice]
    return next((one for one in found if facts.truth(one.when) is not Truth.FALSE), None)


def _facts_to_tell(facts: Facts) -> tuple[Text, ...]:
    told = [_told(question, facts.given.get(question.slug)) for question in facts.index.questions.values()]
    return tuple(text for texts in told for text in texts)


def _told(question: Question, answer: Answer | None) -> tuple[Text, ...]:
    if isinstance(answer, Measured) and question.tell_number is not None:
        return (_with_number(question.tell_number, answer.number),)
    if isinstance(answer, Chosen):
        texts = dict(question.tell_choices)
        return tuple(texts[value] for value in question.values if value in answer.choices and value in texts)
    return ()


def _with_number(text: Text, number: int) -> Text:
    others = tuple((language, value.replace("{number}", str(number))) for language, value in text.others)
    return Text(text.nl.replace("{number}", str(number)), others)


def _signs(verdict: Verdict) -> tuple[Sign, ...]:
    """Most urgent first, and no more than somebody can say on the phone."""
    told = [Sign(one.rule.tell, one.uncertain) for one in verdict.firings if one.rule.tell is not None]
    return tuple(told[:MAXIMUM_SIGNS])

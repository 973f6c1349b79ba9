"""What somebody is told at the end: where to go, why, what to do, and what to tell. Texts keep all their languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from triage.engine.conditions import Conditions, Match, matches, matches_in
from triage.engine.facts import Facts
from triage.engine.given import Answer, Chosen, Measured
from triage.engine.records import Contact, Moment, OutcomeText, Text
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency
from triage.engine.verdict import Firing, Verdict
from triage.engine.weights import lowest

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
    taken = (slug for slug, clause in facts.index.weights.routes if not clause & facts.not_true)
    return next(taken, facts.index.default_route)


def _reason(facts: Facts, firing: Firing) -> Reason:
    rule = firing.rule
    because = tuple(because_of(facts, firing.when))
    return Reason(rule.slug, firing.urgency, firing.uncertain, rule.reason, rule.sources, because)


def because_of(facts: Facts, conditions: Conditions) -> Iterator[Given]:
    """The answers in question order, each once; after a clarified question comes the one that clarified it."""
    places = facts.index.layout.by_slug
    found = [places[match.question] for match in matches_in(conditions) if _counts(facts, match)]
    for _, place in sorted({place.bit: place for place in found}.items(), key=itemgetter(0)):
        if place.slug in facts.given:
            yield Given(place.slug, facts.given[place.slug])
        if place.clarified_by & facts.answered:
            clarifying = facts.index.clarifier[place.slug].slug
            yield Given(clarifying, facts.given[clarifying])


def _counts(facts: Facts, match: Match) -> bool:
    return matches(match, facts.reading_of(facts.index.layout.by_slug[match.question])) in _COUNTS


def _advice(facts: Facts, urgency: Urgency) -> tuple[tuple[str, ...], tuple[WithheldAdvice, ...]]:
    """What is shown and what is withheld, each advice once, in the order of the rows."""
    shown: dict[str, None] = {}
    withheld: dict[str, WithheldAdvice] = {}
    weights, not_true = facts.index.weights, facts.not_true
    for advice, clause, against, _, _ in weights.rows[urgency]:
        if not clause & not_true:
            # The first that is not definitely absent: yes, "weet ik niet" and not asked all withhold.
            if held := lowest(against & ~facts.false):
                because = facts.index.against[held.bit_length() - 1 - weights.first_against].because
                withheld[advice] = WithheldAdvice(advice, because)
            else:
                shown[advice] = None
    return tuple(shown), tuple(withheld.values())


def _facts_to_tell(facts: Facts) -> tuple[Text, ...]:
    told: list[Text] = []
    for slug, number, texts in facts.index.telling:
        answer = facts.given.get(slug)
        if isinstance(answer, Chosen):
            told += [text for value, text in texts if value in answer.choices]
        elif isinstance(answer, Measured) and number is not None:
            told.append(_with_number(number, answer.number))
    return tuple(told)


def _with_number(text: Text, number: int) -> Text:
    others = tuple((language, value.replace("{number}", str(number))) for language, value in text.others)
    return Text(text.nl.replace("{number}", str(number)), others)


def _signs(verdict: Verdict) -> tuple[Sign, ...]:
    """Most urgent first, and no more than somebody can say on the phone."""
    told = [Sign(one.rule.tell, one.uncertain) for one in verdict.firings if one.rule.tell is not None]
    return tuple(told[:MAXIMUM_SIGNS])

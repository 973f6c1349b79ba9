"""What somebody is told at the end: where to go, why, what to do, and what to tell. Texts keep all their languages."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from triage.engine.bits import each, lowest
from triage.engine.facts import Facts
from triage.engine.given import Answer, Chosen, Measured
from triage.engine.records import Contact, Moment, OutcomeText, Text
from triage.engine.urgency import Urgency
from triage.engine.verdict import Firing, Verdict

MAXIMUM_SIGNS = 4


class Given(NamedTuple):
    question: str
    answer: Answer


class Reason(NamedTuple):
    """A rule that fired, and the answers that it fired on."""

    rule: str
    urgency: Urgency
    uncertain: bool
    text: Text
    sources: tuple[str, ...]
    because: tuple[Given, ...]


class WithheldAdvice(NamedTuple):
    advice: str
    because: Text


class Sign(NamedTuple):
    text: Text
    uncertain: bool


class Tell(NamedTuple):
    """The three lines for a doctor or triagist: facts, signs, and what to ask."""

    facts: tuple[Text, ...]
    signs: tuple[Sign, ...]
    ask: Text


class Outcome(NamedTuple):
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
    firings = verdict.firings
    route = _route(facts, firings)
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
        reasons=tuple([_reason(facts, firing) for firing in firings]),
        advice=shown,
        withheld_advice=withheld,
        tell=Tell(_facts_to_tell(facts), _signs(firings), record.ask),
    )


def _route(facts: Facts, firings: Sequence[Firing]) -> str:
    """The one that every rule at the top names; else the first whose conditions hold; else the default."""
    top = takewhile(lambda one: one.urgency is firings[0].urgency, firings)
    named = {firing.rule.route for firing in top}
    if len(named) == 1 and (only := named.pop()) is not None:
        return only
    not_true = facts.not_true
    taken = (slug for slug, clause in facts.index.weights.routes if not clause & not_true)
    return next(taken, facts.index.default_route)


def _reason(facts: Facts, firing: Firing) -> Reason:
    rule, number, urgency, uncertain = firing
    return Reason(rule.slug, urgency, uncertain, rule.reason, rule.sources, tuple(because_of(facts, number)))


def because_of(facts: Facts, rule: int) -> list[Given]:
    """The answers that count in this rule, in question order; after a clarified question comes what clarified it."""
    shift, mask, places = facts.index.layout.because[rule]
    given, found = facts.given, list[Given]()
    for number in each(facts.because >> shift & mask):
        place = places[number]
        if place.slug in given:
            found.append(Given(place.slug, given[place.slug]))
        if place.clarified_by & facts.answered:
            clarifying = facts.index.clarifier[place.slug].slug
            found.append(Given(clarifying, given[clarifying]))
    return found


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
        if type(answer) is Chosen:
            told += [texts[value] for value in _in_order(answer.choices, texts)]
        elif type(answer) is Measured and number is not None:
            told.append(_with_number(number, answer.number))
    return tuple(told)


def _in_order(chosen: tuple[str, ...], texts: Mapping[str, Text]) -> Iterable[str]:
    """Those that have words, in the order of the question."""
    if len(chosen) == 1:
        return chosen if chosen[0] in texts else ()
    return [value for value in texts if value in chosen]


def _with_number(text: Text, number: int) -> Text:
    others = tuple((language, value.replace("{number}", str(number))) for language, value in text.others)
    return Text(text.nl.replace("{number}", str(number)), others)


def _signs(firings: Iterable[Firing]) -> tuple[Sign, ...]:
    """Most urgent first, and no more than somebody can say on the phone."""
    told = (Sign(one.rule.tell, one.uncertain) for one in firings if one.rule.tell is not None)
    return tuple(islice(told, MAXIMUM_SIGNS))

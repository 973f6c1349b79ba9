"""What somebody is told at the end."""

from datetime import UTC, datetime

import pytest

from tests.triage.engine.example import PROTOCOL, Records, assess_healthy, changed, example, is_yes
from triage.engine.answers import Chosen, Unknown
from triage.engine.codec import decode
from triage.engine.outcome import Given, Outcome, Sign, WithheldAdvice
from triage.engine.protocol import Protocol
from triage.engine.records import Moment, Text, Who
from triage.engine.urgency import Urgency


def _outcome(protocol: Protocol = PROTOCOL, /, **other: object) -> Outcome:
    return _of(assess_healthy(protocol, **other).outcome)


def _of(outcome: Outcome | None) -> Outcome:
    if outcome is None:
        raise AssertionError("the interview is not finished")
    return outcome


def _advice(records: Records, **other: object) -> tuple[tuple[str, ...], list[str]]:
    outcome = _outcome(decode(records), **other)
    return outcome.advice, [one.advice for one in outcome.withheld_advice]


MOMENTS = [
    (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), Moment.OFFICE_HOURS, Who.OWN_GP),
    (datetime(2026, 11, 23, 21, 0, tzinfo=UTC), Moment.NIGHT, Who.GP_OUT_OF_HOURS),
    (datetime(2026, 11, 22, 9, 0, tzinfo=UTC), Moment.WEEKEND, Who.GP_OUT_OF_HOURS),
    (datetime(2026, 12, 25, 9, 0, tzinfo=UTC), Moment.HOLIDAY, Who.GP_OUT_OF_HOURS),
]


@pytest.mark.parametrize(("at", "moment", "who"), MOMENTS)
def test_the_contact_goes_by_the_moment(at: datetime, moment: Moment, who: Who) -> None:
    outcome = _of(assess_healthy(PROTOCOL, at, fever="yes").outcome)
    assert (outcome.moment, outcome.contact.who) == (moment, who)


def test_the_default_route() -> None:
    outcome = _outcome(fever="yes")
    assert (outcome.route, outcome.record.slug) == ("usual", "same-day")


def test_a_route_whose_conditions_hold() -> None:
    outcome = _outcome(fever="yes", pregnant="yes")
    assert (outcome.route, outcome.record.slug) == ("pregnancy", "pregnancy-same-day")


def test_a_route_without_a_text_for_this_urgency_uses_the_default() -> None:
    outcome = _outcome(leg_weakness="yes", pregnant="yes")
    assert (outcome.route, outcome.record.slug) == ("pregnancy", "immediate")


def test_the_first_route_that_holds_is_taken() -> None:
    extra = {"order": 15, "when": [{"question": "place", "is": "high"}], "title": "Borst"}
    protocol = decode(changed("route", "chest", to=extra))
    assert _outcome(protocol, fever="yes", pregnant="yes", place="high").route == "chest"
    assert _outcome(protocol, fever="yes", pregnant="yes", place="low").route == "pregnancy"


def test_a_route_that_may_hold_is_not_taken() -> None:
    protocol = decode(changed("question", "pregnant", "allowsUnknown", to=True))
    assert _outcome(protocol, fever="yes", pregnant=None).route == "usual"


def test_the_route_that_every_rule_at_the_top_names() -> None:
    records = changed("rule", "fever", "route", to="pregnancy")
    assert _outcome(decode(records), fever="yes").route == "pregnancy"
    both: dict[str, object] = {"fever": "yes", "past_cancer": "yes", "night_pain": "yes"}
    assert _outcome(decode(records), **both).route == "usual"
    records["rule"]["factors-together"]["route"] = "pregnancy"
    assert _outcome(decode(records), **both).route == "pregnancy"


def test_a_route_of_a_rule_below_the_top_does_not_count() -> None:
    protocol = decode(changed("rule", "limited", "route", to="pregnancy"))
    assert _outcome(protocol, fever="yes", limits="most").route == "usual"


def test_reasons_name_the_rule_and_the_answers_it_fired_on() -> None:
    (reason,) = _outcome(fever="yes").reasons
    assert (reason.rule, reason.urgency, reason.uncertain) == ("fever", Urgency.SAME_DAY, False)
    assert reason.because == (Given("fever", Chosen(("yes",))),)
    assert reason.sources == ("guideline",)


def test_a_count_names_only_what_held_or_may_hold() -> None:
    (reason,) = _outcome(past_cancer="yes", night_pain=None).reasons
    assert (reason.rule, reason.uncertain) == ("factors-together", True)
    assert reason.because == (Given("past-cancer", Chosen(("yes",))), Given("night-pain", Unknown()))


def test_a_clarified_answer_names_both() -> None:
    (reason,) = _outcome(leg_weakness=None, leg_test="no").reasons
    assert not reason.uncertain
    assert reason.because == (Given("leg-weakness", Unknown()), Given("leg-test", Chosen(("no",))))


def test_reasons_go_from_most_to_least_urgent() -> None:
    reasons = _outcome(fever="yes", leg_weakness="yes", limits="most").reasons
    assert [reason.rule for reason in reasons] == ["leg-weakness", "fever", "limited"]


def test_advice_that_fits_is_shown_in_order() -> None:
    assert _outcome().advice == ("stay-active", "ibuprofen")


def test_advice_for_another_urgency_is_not_shown() -> None:
    assert _outcome(limits="most").advice == ("stay-active",)


@pytest.mark.parametrize("place", ["high", None])
def test_advice_is_shown_only_when_certainly_meant(place: str | None) -> None:
    assert _outcome(place=place).advice == ("ibuprofen",)


@pytest.mark.parametrize("medicines", [("blood-thinner",), ("prednisone", "blood-thinner"), None])
def test_advice_is_withheld_on_yes_and_on_unknown(medicines: object) -> None:
    outcome = _outcome(medicines=medicines)
    assert outcome.advice == ("stay-active",)
    assert outcome.withheld_advice == (WithheldAdvice("ibuprofen", Text("Vraag uw apotheker.")),)


def test_the_first_contraindication_gives_the_reason() -> None:
    (withheld,) = _outcome(medicines=("blood-thinner",), pregnant="yes").withheld_advice
    assert withheld.because == Text("Vraag uw apotheker.")


def test_advice_is_withheld_when_a_contraindication_was_not_asked() -> None:
    records = changed("adviceChoice", "ibuprofen", "urgencies", to=["immediate"])
    outcome = _outcome(decode(records), leg_weakness="yes", medicines=...)
    assert outcome.advice == ()
    assert [one.advice for one in outcome.withheld_advice] == ["ibuprofen"]


@pytest.mark.parametrize("order", [1, 99])
def test_what_withholds_in_one_row_withholds_in_every_row_of_that_advice(order: int) -> None:
    """Also in a row for another urgency: what is dangerous there is dangerous here."""
    records = example()
    row = records["adviceChoice"]["ibuprofen"]
    again = {**row, "order": order, "urgencies": ["withinDays"], "withheldWhen": []}
    records["adviceChoice"]["ibuprofen-again"] = again
    assert _advice(records, limits="most", medicines=("blood-thinner",)) == (("stay-active",), ["ibuprofen"])
    assert set(_advice(records, limits="most")[0]) == {"stay-active", "ibuprofen"}


def test_advice_in_two_rows_is_shown_once() -> None:
    records = example()
    records["adviceChoice"]["again"] = {**records["adviceChoice"]["stay-active"], "order": 30}
    assert _outcome(decode(records)).advice == ("stay-active", "ibuprofen")


def test_the_facts_to_tell() -> None:
    assert _outcome(place="high").tell.facts == (
        Text("40 jaar", (("en", "40 years old"),)),
        Text("pijn boven in de rug"),
    )


def test_an_unknown_fact_is_not_told() -> None:
    assert [text.nl for text in _outcome(place=None).tell.facts] == ["40 jaar"]


def test_the_signs_to_tell_mark_the_uncertain_ones() -> None:
    assert _outcome(leg_weakness=None, leg_test=None, fever="yes").tell.signs == (
        Sign(Text("koorts"), uncertain=False),
        Sign(Text("een zwakker been"), uncertain=True),
    )


def test_at_most_four_signs_are_told() -> None:
    records = example()
    for number in range(5):
        records["rule"][f"fever-{number}"] = {
            **records["rule"]["limited"],
            "when": [is_yes("fever")],
            "tell": "nog iets",
        }
    assert [sign.text.nl for sign in _outcome(decode(records), fever="yes").tell.signs] == ["koorts", *["nog iets"] * 3]


def test_the_third_line_is_what_to_ask() -> None:
    assert _outcome().tell.ask == Text("Wat moet ik nu doen?")

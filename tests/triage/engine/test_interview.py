"""Which screen comes next."""

from typing import Any

from tests.triage.engine.example import (
    PROTOCOL,
    Records,
    assess,
    assess_healthy,
    changed,
    example,
    is_yes,
    rule,
    yes_no,
)
from tests.triage.engine.interviews import interview
from triage.engine.answers import Answer, Chosen, Measured, Unknown
from triage.engine.codec import decode
from triage.engine.evaluate import Assessment, Status
from triage.engine.protocol import Protocol


def _asked(assessment: Assessment) -> tuple[str, list[str]] | None:
    screen = assessment.next_screen
    return None if screen is None else (screen.screen.slug, [question.slug for question in screen.questions])


def _screens(assessments: list[Assessment]) -> list[str]:
    return [one.next_screen.screen.slug for one in assessments if one.next_screen is not None]


def _says(**other: Answer) -> dict[str, Answer]:
    """Somebody with ordinary back pain, but for these answers."""
    no = Chosen(("no",))
    says: dict[str, Answer] = {question.slug: no for question in PROTOCOL.questions}
    says |= {"age": Measured(40), "place": Chosen(("low",)), "limits": Chosen(("nothing",))}
    says |= {"medicines": Chosen(("none",)), "weight-loss": Measured(0)}
    return says | {name.replace("_", "-"): answer for name, answer in other.items()}


def test_emergencies_come_first_whatever_the_order_of_the_screens() -> None:
    assert _asked(assess()) == ("danger", ["breathless", "fever"])


def test_then_the_next_most_urgent() -> None:
    assert _asked(assess(breathless="no", fever="no")) == ("leg", ["leg-weakness"])


def test_screens_with_equal_urgency_go_in_order() -> None:
    records = changed("rule", "breathless", "atLeast", to="immediate")
    records["alarmSign"]["breathless"]["urgency"] = "immediate"
    assert _asked(assess(decode(records))) == ("danger", ["breathless", "fever"])
    records["screen"]["danger"]["order"] = 35
    assert _asked(assess(decode(records))) == ("leg", ["leg-weakness"])


def test_a_gate_comes_with_what_it_gates() -> None:
    """Age leads to `withinDays` by itself, and to `sameDay` through weight loss, which it gates."""
    assert _asked(assess(breathless="no", fever="no", leg_weakness="no", past_cancer="yes", night_pain="no")) == (
        "about-you",
        ["age", "place"],
    )


def test_the_whole_ordinary_interview() -> None:
    assert _screens(interview(PROTOCOL, _says())) == ["danger", "leg", "about-you", "background", "medicines"]


def test_an_emergency_ends_the_interview_at_once() -> None:
    assessment = assess(breathless="yes")
    assert assessment.status is Status.OUTCOME
    assert assessment.progress.screens_at_most == 0


def test_from_immediate_up_only_emergencies_are_asked() -> None:
    assert _asked(assess(leg_weakness="yes")) == ("danger", ["breathless"])
    assert assess(leg_weakness="yes", breathless="no").status is Status.OUTCOME


def test_rules_up_to_the_urgency_so_far_are_not_asked() -> None:
    asked = _asked(assess_healthy(fever="yes", limits=..., night_pain=..., worried=...))
    assert asked is None


def test_an_open_raise_is_asked_below_immediate() -> None:
    assert _asked(assess_healthy(fever="yes", past_cancer="yes", worried=...)) == ("background", ["worried"])
    assert _asked(assess_healthy(leg_weakness="yes", past_cancer="yes", worried=...)) is None


def test_a_raise_that_cannot_be_certain_any_more_is_not_asked() -> None:
    assert _asked(assess_healthy(fever="yes", past_cancer=None, worried=...)) is None


def test_after_a_raise_another_is_not_asked() -> None:
    records = changed("question", "lonely", to=yes_no("background", 60, "Bent u veel alleen?", role="worry"))
    extra = {**records["rule"]["worried-about-cancer"], "when": [is_yes("lonely")], "order": 80}
    records["rule"]["lonely"] = extra
    protocol = decode(records)
    assert _asked(assess_healthy(protocol)) == ("background", ["lonely"])
    assert _asked(assess_healthy(protocol, past_cancer="yes", worried="yes")) is None


def test_after_a_raise_the_next_level_is_still_asked_because_it_is_raised_too() -> None:
    raised: dict[str, Any] = {"past_cancer": "yes", "worried": "yes"}
    assert _asked(assess_healthy(**raised, limits=...)) == ("background", ["limits"])


def test_what_advice_would_ask_at_a_higher_urgency_is_asked_along() -> None:
    records = changed("adviceChoice", "ibuprofen", "urgencies", to=["withinDays"])
    del records["route"]["pregnancy"], records["outcome"]["pregnancy-same-day"]
    records["question"]["medicines"]["screen"] = "background"
    records["rule"]["limited"]["order"] = 1
    protocol = decode(records)
    assert _asked(assess_healthy(protocol, limits=..., medicines=...)) == ("background", ["medicines", "limits"])
    assert _asked(assess_healthy(protocol, medicines=...)) is None


def test_a_hidden_question_is_not_asked() -> None:
    background: dict[str, Any] = dict.fromkeys(("past_cancer", "night_pain", "limits", "worried"), ...)
    young, old = assess_healthy(**background), assess_healthy(age=50, **background)
    assert _asked(young) == ("background", ["past-cancer", "night-pain", "limits", "worried"])
    assert _asked(old) == ("background", ["past-cancer", "night-pain", "weight-loss", "limits", "worried"])


def test_an_unknown_gate_asks() -> None:
    protocol = decode(changed("question", "age", "allowsUnknown", to=True))
    assert _asked(assess_healthy(protocol, age=None, past_cancer="yes")) == ("background", ["weight-loss"])


def test_a_count_that_is_decided_is_not_asked_any_further() -> None:
    decided = assess_healthy(age=50, limits=...)
    assert _asked(decided) == ("background", ["limits"])


def test_unknown_brings_the_clarifying_question() -> None:
    assert _asked(assess_healthy(leg_weakness=None)) == ("leg-test", ["leg-test"])


def test_a_clarifying_question_that_does_not_matter_any_more_is_not_asked() -> None:
    assert _asked(assess_healthy(leg_weakness=None, breathless=None)) is None


def test_a_clarified_interview_goes_on() -> None:
    screens = _screens(interview(PROTOCOL, _says(leg_weakness=Unknown(), leg_test=Chosen(("yes",)))))
    assert screens == ["danger", "leg", "leg-test", "about-you", "background", "medicines"]


def test_after_unknown_a_rule_asks_no_further_than_if_uncertain_can_reach() -> None:
    """Fever unknown: the rule can only become possible, and `withinDays` is reached already."""
    records = changed("rule", "fever", "when", to=[is_yes("fever"), is_yes("worried")])
    protocol = decode(records)
    assert _asked(assess_healthy(protocol, fever=None, limits="most", worried=...)) is None
    assert _asked(assess_healthy(protocol, fever="yes", limits="most", worried=...)) == ("background", ["worried"])


def test_advice_asks_only_at_its_own_urgency() -> None:
    assert _asked(assess_healthy(medicines=..., pregnant=...)) == ("medicines", ["medicines", "pregnant"])
    without_routes: Records = example()
    del without_routes["route"]["pregnancy"], without_routes["outcome"]["pregnancy-same-day"]
    protocol = decode(without_routes)
    assert _asked(assess_healthy(protocol, medicines=..., pregnant=...)) == ("medicines", ["medicines", "pregnant"])
    assert _asked(assess_healthy(protocol, fever="yes", medicines=..., pregnant=...)) is None


def test_a_settled_contraindication_ends_the_questions_about_that_advice() -> None:
    without_routes: Records = example()
    del without_routes["route"]["pregnancy"], without_routes["outcome"]["pregnancy-same-day"]
    protocol = decode(without_routes)
    assert _asked(assess_healthy(protocol, medicines=("blood-thinner",), pregnant=...)) is None
    assert _asked(assess_healthy(protocol, medicines=None, pregnant=...)) is None


def test_an_open_route_is_asked_below_immediate() -> None:
    assert _asked(assess_healthy(fever="yes", pregnant=...)) == ("medicines", ["pregnant"])
    assert _asked(assess_healthy(leg_weakness="yes", pregnant=...)) is None


def test_an_unfinished_interview_promises_a_number_of_screens() -> None:
    steps = interview(PROTOCOL, _says(leg_weakness=Unknown()))
    promised = [step.progress.screens_at_most for step in steps]
    assert promised[-1] == 0
    assert promised == sorted(promised, reverse=True)


def test_many_gates_do_not_make_the_interview_slow() -> None:
    """Each question gated by all questions before it: without a memory this doubles with every screen."""
    records = example()
    gates: list[dict[str, object]] = []
    for number in range(30):
        slug = f"step-{number}"
        records["screen"][slug] = {"order": 100 + number, "title": "Stap", "noneOfThese": False}
        records["question"][slug] = yes_no(slug, 1, "Nog iets?", **({"askedWhen": list(gates)} if gates else {}))
        gates.append(is_yes(slug))
    records["rule"]["last-step"] = {**records["rule"]["limited"], "when": [is_yes("step-29")]}
    protocol: Protocol = decode(records)
    assert _asked(assess_healthy(protocol)) == ("step-0", ["step-0"])


def _emergency(*when: dict[str, object]) -> dict[str, Any]:
    return rule(1, *when, atLeast="emergency")


def _screens_promised_and_shown(records: Records, **says: Answer) -> tuple[int, list[str]]:
    protocol = decode(records)
    all_no: dict[str, Answer] = {question.slug: Chosen(("no",)) for question in protocol.questions}
    steps = interview(protocol, all_no | _says(**says))
    return steps[0].progress.screens_at_most, _screens(steps)


def test_the_promise_counts_a_screen_twice_when_a_gate_may_first_have_to_be_clarified() -> None:
    records = changed("screen", "later", to={"order": 35, "title": "Later", "noneOfThese": False})
    records["question"] |= {
        "leg-pain": yes_no("leg", 20, "Doet uw been pijn?"),
        "first": yes_no("later", 10, "Dit?", askedWhen=[is_yes("leg-pain")]),
        "second": yes_no("later", 20, "Dat?", askedWhen=[is_yes("leg-weakness")]),
    }
    records["rule"] |= {"first": _emergency(is_yes("first")), "second": _emergency(is_yes("second"))}
    says: dict[str, Answer] = {"leg_pain": Chosen(("yes",)), "leg_weakness": Unknown(), "leg_test": Chosen(("no",))}
    promised, shown = _screens_promised_and_shown(records, **says)
    assert shown.count("later") == 2
    only_later = _showings_promised(records, "later")
    assert only_later == 2
    assert promised >= len(shown)


def test_the_promise_counts_a_screen_twice_when_a_count_may_be_decided_early() -> None:
    records = changed("screen", "later", to={"order": 70, "title": "Later", "noneOfThese": False})
    count = {"atLeastOf": 1, "atoms": [is_yes("breathless"), is_yes("worried")]}
    records["question"] |= {
        "first": yes_no("later", 10, "Dit?", askedWhen=[count]),
        "second": yes_no("later", 20, "Dat?", askedWhen=[is_yes("fever"), is_yes("night-pain")]),
    }
    records["rule"]["first"] = _emergency(is_yes("first"))
    records["rule"]["second"] = {**_emergency(is_yes("second")), "atLeast": "immediate"}
    assert _showings_promised(records, "later") == 2


def _showings_promised(records: Records, screen: str) -> int:
    """How many of the promised screens are this one: the promise less the promise without its questions."""
    with_screen = assess(decode(records)).progress.screens_at_most
    gone = [slug for slug, one in records["question"].items() if one["screen"] == screen]
    for kind in ("question", "rule"):
        records = {**records, kind: {slug: one for slug, one in records[kind].items() if slug not in gone}}
    records = {**records, "screen": {slug: one for slug, one in records["screen"].items() if slug != screen}}
    return with_screen - assess(decode(records)).progress.screens_at_most

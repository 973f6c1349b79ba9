"""An invalid protocol cannot be built: every way in which records do not fit together."""

from dataclasses import replace

import pytest

from tests.triage.engine.codec.test_codec import faults
from tests.triage.engine.example import PROTOCOL, Records, changed, contact, example, is_yes, outcome, rule, yes_no
from triage.engine.codec import decode
from triage.engine.faults import InvalidProtocol
from triage.engine.urgency import Urgency

Place = tuple[str | int, ...]


def _fault(records: Records, kind: str, slug: str, path: str, code: str) -> None:
    assert (kind, slug, path, code) in faults(records)


SIMPLE: list[tuple[Place, object, str, str, str]] = [
    # what is changed in the example, to what, and the fault: slug, path, code
    # References.
    (("question", "fever", "screen"), "nowhere", "fever", "/screen", "unknown-reference"),
    (("question", "fever", "sources"), ["nothing"], "fever", "/sources/0", "unknown-reference"),
    (("rule", "fever", "when"), [is_yes("koorts")], "fever", "/when/0/question", "unknown-reference"),
    (("rule", "fever", "sources"), ["nothing"], "fever", "/sources/0", "unknown-reference"),
    (("rule", "fever", "sources"), ["guideline", "guideline"], "fever", "/sources/1", "duplicate-value"),
    (("rule", "fever", "alarmSign"), "koorts", "fever", "/alarmSign", "unknown-reference"),
    (("rule", "fever", "route"), "nowhere", "fever", "/route", "unknown-reference"),
    (("adviceChoice", "ibuprofen", "advice"), "aspirin", "ibuprofen", "/advice", "unknown-reference"),
    (("outcome", "same-day", "route"), "nowhere", "same-day", "/route", "unknown-reference"),
    (("promise", "fever-is-seen", "sources"), ["nothing"], "fever-is-seen", "/sources/0", "unknown-reference"),
    (("vignette", "fever", "sources"), ["nothing"], "fever", "/sources/0", "unknown-reference"),
    (("vignette", "fever", "answers", "koorts"), "yes", "fever", "/answers/koorts", "unknown-reference"),
    # Questions.
    (
        ("question", "fever", "number"),
        {"minimum": 0, "maximum": 1, "unit": "x"},
        "fever",
        "/number",
        "field-not-for-kind",
    ),
    (("question", "age", "choices"), [{"value": "a", "label": "A"}], "age", "/choices", "field-not-for-kind"),
    (("question", "age", "number"), ..., "age", "", "field-needed-for-kind"),
    (("question", "age", "number", "maximum"), 0, "age", "/number", "minimum-above-maximum"),
    (("question", "age", "worse"), "last", "age", "/worse", "worse-not-for-kind"),
    (("question", "fever", "worse"), "higher", "fever", "/worse", "worse-not-for-kind"),
    (("question", "limits", "worse"), "more", "limits", "/worse", "worse-not-for-kind"),
    (("question", "medicines", "worse"), "last", "medicines", "/worse", "worse-not-for-kind"),
    (
        ("question", "fever", "choices"),
        [{"value": "no", "label": "Nee"}, {"value": "yes", "label": "Ja"}],
        "fever",
        "/choices",
        "yes-no-choices",
    ),
    (("question", "limits", "choices"), ..., "limits", "/choices", "number-of-choices"),
    (
        ("question", "limits", "choices"),
        [{"value": f"c{n}", "label": "C"} for n in range(9)],
        "limits",
        "/choices",
        "number-of-choices",
    ),
    (("question", "limits", "choices", 0, "value"), "most", "limits", "/choices/2", "duplicate-value"),
    (("question", "limits", "choices", 0, "value"), "unknown", "limits", "/choices/0", "reserved-choice"),
    (("question", "limits", "choices", 0, "exclusive"), True, "limits", "/choices", "exclusive-not-for-kind"),
    (("question", "medicines", "choices", 2, "exclusive"), ..., "medicines", "/choices", "exclusive-not-one"),
    (("question", "medicines", "choices", 0, "exclusive"), True, "medicines", "/choices", "exclusive-not-one"),
    (("question", "medicines", "choices", 2, "baseline"), ..., "medicines", "/choices/2", "exclusive-not-baseline"),
    (("question", "age", "tell"), "jaren", "age", "/tell/nl", "number-placeholder-missing"),
    (
        ("question", "age", "tell"),
        {"nl": "{number} jaar", "en": "years"},
        "age",
        "/tell/en",
        "number-placeholder-missing",
    ),
    (("question", "age", "tell"), {"a": "x"}, "age", "/tell", "field-not-for-kind"),
    (("question", "fever", "tell"), "koorts", "fever", "/tell", "field-not-for-kind"),
    (("question", "fever", "tell"), {"ja": "koorts"}, "fever", "/tell", "not-a-choice"),
    # Screens and gates.
    (("screen", "empty"), {"order": 1, "title": "Leeg", "noneOfThese": False}, "empty", "", "screen-without-questions"),
    (("question", "fever", "worse"), "no", "danger", "/noneOfThese", "none-of-these-impossible"),
    (
        ("question", "weight-loss", "askedWhen"),
        [is_yes("night-pain")],
        "weight-loss",
        "/askedWhen/0/question",
        "not-an-earlier-screen",
    ),
    (("question", "age", "askedWhen"), [is_yes("fever")], "age", "/askedWhen/0/question", "not-an-earlier-screen"),
    (
        ("question", "age", "askedWhen"),
        [{"atLeastOf": 1, "atoms": [is_yes("fever")]}],
        "age",
        "/askedWhen/0/atoms/0/question",
        "not-an-earlier-screen",
    ),
    (
        ("question", "weight-loss", "askedWhen"),
        [{"question": "fever", "is": "no"}],
        "weight-loss",
        "/askedWhen/0/is",
        "not-the-worse-side",
    ),
    # Clarifying questions.
    (("question", "leg-test", "clarifies"), "koorts", "leg-test", "/clarifies", "unknown-reference"),
    (("question", "leg-test", "worse"), ..., "leg-test", "", "clarifies-not-yes-no"),
    (("question", "leg-test", "askedWhen"), [is_yes("fever")], "leg-test", "/askedWhen", "clarifies-with-gate"),
    (("question", "leg-test", "clarifies"), "age", "leg-test", "/clarifies", "clarifies-wrong-target"),
    (("question", "leg-weakness", "worse"), ..., "leg-test", "/clarifies", "clarifies-wrong-target"),
    (("question", "leg-weakness", "allowsUnknown"), False, "leg-test", "/clarifies", "clarifies-wrong-target"),
    (("question", "leg-test", "clarifies"), "leg-test", "leg-test", "/clarifies", "clarifies-wrong-target"),
    (("question", "leg-test", "screen"), "leg", "leg-test", "/screen", "clarifies-not-later"),
    (("question", "night-pain", "clarifies"), "leg-weakness", "leg-test", "/clarifies", "clarified-twice"),
    (
        ("rule", "fever", "when"),
        [{"question": "leg-test", "is": "no"}],
        "fever",
        "/when/0/question",
        "names-clarifying-question",
    ),
    # Rules.
    (("rule", "fever", "raises"), True, "fever", "", "at-least-or-raises"),
    (("rule", "limited", "atLeast"), ..., "limited", "", "at-least-or-raises"),
    (("rule", "limited", "atLeast"), "selfCare", "limited", "/atLeast", "at-least-self-care"),
    (("rule", "limited", "when"), [], "limited", "/when", "no-conditions"),
    (("rule", "limited", "sources"), [], "limited", "/sources", "empty-list"),
    (("rule", "fever", "ifUncertain"), ..., "fever", "", "if-uncertain-missing"),
    (("rule", "fever", "ifUncertain"), "selfCare", "fever", "/ifUncertain", "if-uncertain-self-care"),
    (("rule", "fever", "ifUncertain"), "immediate", "fever", "/ifUncertain", "if-uncertain-above-rule"),
    (
        ("rule", "worried-about-cancer", "ifUncertain"),
        "sameDay",
        "worried-about-cancer",
        "/ifUncertain",
        "if-uncertain-with-raises",
    ),
    (
        ("rule", "worried-about-cancer", "alarmSign"),
        "fever",
        "worried-about-cancer",
        "/alarmSign",
        "alarm-sign-with-raises",
    ),
    (("rule", "leg-weakness", "atLeast"), "sameDay", "leg-weakness", "/atLeast", "below-alarm-sign"),
    # Advice, routes.
    (("adviceChoice", "ibuprofen", "urgencies"), [], "ibuprofen", "/urgencies", "empty-list"),
    (("adviceChoice", "ibuprofen", "urgencies"), ["selfCare"] * 2, "ibuprofen", "/urgencies/1", "duplicate-value"),
    (
        ("adviceChoice", "ibuprofen", "withheldWhen", 0, "when"),
        [],
        "ibuprofen",
        "/withheldWhen/0/when",
        "no-conditions",
    ),
    (
        ("adviceChoice", "ibuprofen", "withheldWhen", 0, "when"),
        [{"question": "medicines", "contains": "none"}],
        "ibuprofen",
        "/withheldWhen/0/when/0/contains",
        "not-the-worse-side",
    ),
    (("route", "usual", "when"), [is_yes("fever")], "usual", "/when", "default-route-with-conditions"),
    (("route", "pregnancy", "when"), [], "pregnancy", "/when", "no-conditions"),
    (("route", "pregnancy"), {"order": 1, "default": True, "title": "x"}, "", "", "default-route-not-one"),
    (("route", "usual", "default"), ..., "", "", "default-route-not-one"),
    # Outcomes.
    (("outcome", "same-day"), ..., "usual", "", "outcome-missing"),
    (("outcome", "again"), outcome("usual", "selfCare", contact("self")), "again", "", "outcome-twice"),
    (("outcome", "immediate", "alone"), ..., "immediate", "", "needed-for-urgency"),
    (("outcome", "emergency", "ifNotReached"), ..., "emergency", "", "needed-for-urgency"),
    (("outcome", "immediate", "reassessAfterHours"), 4, "immediate", "", "not-for-urgency"),
    (("outcome", "same-day", "reassessAfterHours"), ..., "same-day", "", "needed-for-urgency"),
    (
        ("outcome", "same-day", "contacts", 1, "moments"),
        ["night", "weekend"],
        "same-day",
        "/contacts",
        "moment-missing",
    ),
    (
        ("outcome", "same-day", "contacts", 0, "moments"),
        ["officeHours", "night"],
        "same-day",
        "/contacts",
        "moment-twice",
    ),
    (("outcome", "self-care", "contacts", 0, "callWithin"), "PT1H", "self-care", "/contacts/0", "self-with-duration"),
    (("outcome", "within-days", "contacts", 0, "who"), "self", "within-days", "/contacts/0/who", "self-not-allowed"),
    (
        ("outcome", "within-days", "contacts", 0, "seenWithin"),
        ...,
        "within-days",
        "/contacts/0",
        "contact-without-time",
    ),
    (("outcome", "within-days", "contacts", 0, "callWithin"), "P4D", "within-days", "/contacts/0", "call-after-seen"),
    # The rest.
    (("protocol", "rugpijn", "officeHours", "to"), "08:00", "rugpijn", "/officeHours", "closes-before-opening"),
    (("vignette", "fever", "answers", "fever"), "ja", "fever", "/answers/fever", "vignette-answer"),
    (("vignette", "fever", "answers", "age"), "unknown", "fever", "/answers/age", "vignette-answer"),
    (("vignette", "fever", "answers", "age"), 999, "fever", "/answers/age", "vignette-answer"),
    (("calendar", "rugpijn", "officeHours", "to"), "18:00", "rugpijn", "/officeHours", "calendar-other-hours"),
    (("calendar", "rugpijn", "validUntil"), "2025-12-31", "rugpijn", "/validUntil", "calendar-reversed"),
    (("calendar", "rugpijn", "validFrom"), "2025-01-01", "rugpijn", "/offsets", "calendar-gap"),
    (
        ("calendar", "rugpijn", "offsets", 0, "from"),
        "2026-03-29T01:00:00Z",
        "rugpijn",
        "/offsets",
        "calendar-unordered",
    ),
    (("calendar", "rugpijn", "holidays", 0, "date"), "2026-12-27", "rugpijn", "/holidays", "calendar-unordered"),
]


@pytest.mark.parametrize(("where", "value", "slug", "path", "code"), SIMPLE)
def test_a_fault(where: Place, value: object, slug: str, path: str, code: str) -> None:
    found = {fault[1:] for fault in faults(changed(*where, to=value))}
    assert (slug, path, code) in found


ATOMS: list[tuple[dict[str, object], str, str]] = [
    # in a rule                                       the path         the fault
    ({"question": "fever", "is": "ja"}, "/is", "not-a-choice"),
    ({"question": "fever", "anyOf": ["yes"]}, "/anyOf", "wrong-operator"),
    ({"question": "fever", "contains": "yes"}, "/contains", "wrong-operator"),
    ({"question": "fever", "atLeast": "yes"}, "/atLeast", "wrong-operator"),
    ({"question": "place", "contains": "neck"}, "/contains", "wrong-operator"),
    ({"question": "place", "atLeast": "neck"}, "/atLeast", "wrong-operator"),
    ({"question": "medicines", "is": "prednisone"}, "/is", "wrong-operator"),
    ({"question": "age", "is": "yes"}, "/is", "wrong-operator"),
    ({"question": "age", "atLeast": 121}, "/atLeast", "not-in-range"),
    ({"question": "age", "atMost": -1}, "/atMost", "not-in-range"),
    ({"question": "age", "atLeast": "old"}, "/atLeast", "value-wrong-type"),
    ({"question": "limits", "atLeast": 2}, "/atLeast", "value-wrong-type"),
    ({"question": "limits", "atLeast": "all"}, "/atLeast", "not-a-choice"),
    ({"question": "place", "anyOf": ["neck", "leg"]}, "/anyOf", "not-a-choice"),
    ({"question": "place", "anyOf": ["neck", "neck"]}, "/anyOf/1", "duplicate-value"),
    ({"question": "age", "atLeast": 0}, "/atLeast", "always-true"),
    ({"question": "age", "atMost": 120}, "/atMost", "always-true"),
    ({"question": "place", "anyOf": ["low", "high", "neck"]}, "/anyOf", "always-true"),
    ({"question": "limits", "atLeast": "nothing"}, "/atLeast", "always-true"),
    # The better side of an ordered question.
    ({"question": "fever", "is": "no"}, "/is", "not-the-worse-side"),
    ({"question": "limits", "is": "some"}, "/is", "not-the-worse-side"),
    ({"question": "limits", "anyOf": ["nothing", "most"]}, "/anyOf", "not-the-worse-side"),
    ({"question": "limits", "atMost": "some"}, "/atMost", "not-the-worse-side"),
    ({"question": "weight-loss", "atMost": 5}, "/atMost", "not-the-worse-side"),
    ({"question": "medicines", "contains": "none"}, "/contains", "not-the-worse-side"),
    ({"question": "medicines", "anyOf": ["none", "prednisone"]}, "/anyOf", "not-the-worse-side"),
]


@pytest.mark.parametrize(("atom", "path", "code"), ATOMS)
def test_an_atom_that_does_not_fit_its_question(atom: dict[str, object], path: str, code: str) -> None:
    _fault(changed("rule", "limited", "when", to=[atom]), "rule", "limited", f"/when/0{path}", code)
    count = {"atLeastOf": 1, "atoms": [is_yes("fever"), atom]}
    _fault(changed("rule", "limited", "when", to=[count]), "rule", "limited", f"/when/0/atoms/1{path}", code)


FITTING: list[dict[str, object]] = [
    {"question": "fever", "is": "yes"},
    {"question": "limits", "is": "most"},
    {"question": "limits", "anyOf": ["most", "some"]},
    {"question": "limits", "atLeast": "some"},
    {"question": "weight-loss", "atLeast": 5},
    {"question": "medicines", "contains": "prednisone"},
    {"question": "medicines", "anyOf": ["prednisone", "blood-thinner"]},
    {"question": "age", "atLeast": 1},
    {"question": "age", "atMost": 17},
    {"question": "place", "is": "low"},
    {"question": "place", "anyOf": ["low", "neck"]},
    {"question": "pregnant", "is": "no"},
]


@pytest.mark.parametrize("atom", FITTING)
def test_an_atom_that_fits(atom: dict[str, object]) -> None:
    decode(changed("rule", "limited", "when", to=[atom]))


def test_lower_is_worse_turns_the_sides() -> None:
    records = changed("question", "weight-loss", "worse", to="lower")
    del records["rule"]["factors-together"]
    records["rule"]["limited"]["when"] = [{"question": "weight-loss", "atMost": 5}]
    decode(records)
    records["rule"]["limited"]["when"] = [{"question": "weight-loss", "atLeast": 5}]
    _fault(records, "rule", "limited", "/when/0/atLeast", "not-the-worse-side")


@pytest.mark.parametrize("kind", ["promise", "route", "adviceChoice"])
def test_promises_routes_and_advice_may_name_the_better_side(kind: str) -> None:
    slug, field = {
        "promise": ("fever-is-seen", "when"),
        "route": ("pregnancy", "when"),
        "adviceChoice": ("ibuprofen", "shownWhen"),
    }[kind]
    decode(changed(kind, slug, field, to=[{"question": "fever", "is": "no"}]))
    wrong = changed(kind, slug, field, to=[{"question": "fever", "is": "nee"}])
    _fault(wrong, kind, slug, f"/{field}/0/is", "not-a-choice")


@pytest.mark.parametrize(("count", "operator"), [(0, "atLeastOf"), (3, "atLeastOf"), (-1, "atMostOf"), (3, "atMostOf")])
def test_a_count_lies_between_its_bounds(count: int, operator: str) -> None:
    atom = {operator: count, "atoms": [is_yes("fever"), is_yes("worried")]}
    records = changed("promise", "fever-is-seen", "when", to=[atom])
    _fault(records, "promise", "fever-is-seen", f"/when/0/{operator}", "count-out-of-range")


def test_the_same_condition_counts_once() -> None:
    atom = {"atLeastOf": 2, "atoms": [is_yes("fever"), is_yes("fever")]}
    _fault(changed("rule", "limited", "when", to=[atom]), "rule", "limited", "/when/0/atoms/1", "duplicate-value")


def test_every_alarm_sign_of_the_article_has_a_rule() -> None:
    records = changed("alarmSign", "saddle-numbness", to={"urgency": "immediate"})
    _fault(records, "alarmSign", "saddle-numbness", "", "alarm-sign-without-rule")


@pytest.mark.parametrize("kind", ["screen", "question", "rule", "outcome"])
def test_a_protocol_has_at_least_one_of_each(kind: str) -> None:
    _fault({**example(), kind: {}}, kind, "", "", "nothing-at-all")


def test_equal_orders_are_fine() -> None:
    records = example()
    for kind in ("question", "rule", "adviceChoice", "route"):
        for record in records[kind].values():
            record["order"] = 1
    assert [question.slug for question in decode(records).questions][:2] == ["age", "place"]


def test_a_clarifying_question_may_stand_among_none_of_these() -> None:
    extra = yes_no("background", 90, "Zakt u door uw been?", clarifies="fever")
    decode(changed("question", "knees-give-way", to=extra))


def test_a_protocol_made_in_code_is_checked_too() -> None:
    harmless = replace(PROTOCOL.rules[1], at_least=Urgency.SELF_CARE)
    with pytest.raises(InvalidProtocol):
        replace(PROTOCOL, rules=(*PROTOCOL.rules, harmless))
    with pytest.raises(InvalidProtocol) as caught:
        replace(PROTOCOL, rules=(*PROTOCOL.rules, PROTOCOL.rules[0]))
    assert [fault.code for fault in caught.value.faults] == ["duplicate-slug"]


def test_a_rule_for_the_whole_example_is_sound() -> None:
    decode(changed("rule", "extra", to=rule(1, is_yes("fever"), is_yes("worried"), atLeast="sameDay")))

"""The library as a protocol: accepted whole, and every alarm sign well kept."""

import pytest

from tests.triage.library.reader import Record, library, named, protocol
from triage.engine.codec import decode, encode
from triage.engine.urgency import URGENCIES

ALARM_SIGNS = [pytest.param(slug, sign, id=slug) for slug, sign in named("alarmSign")]
RULES = [pytest.param(rule, id=slug) for slug, rule in named("rule")]
SOURCE_KIND_FOR = {
    "guideline": {"guideline", "patientInformation"},
    "study": {"study", "guideline"},
    "article": {"article"},
}
COMMON_FACTORS = ("cancer", "osteoporosis", "steroids", "tuberculosis", "diabetes")


def rules_of(alarm_sign: str) -> list[Record]:
    return [rule for _, rule in named("rule") if rule.get("alarmSign") == alarm_sign]


def test_the_library_is_a_sound_protocol() -> None:
    assert decode(library()).topic == "rugpijn"


def test_the_protocol_can_be_written_down_again_without_loss() -> None:
    content = {kind: found for kind, found in library().items() if kind in ("alarmSign", "advice", "source")}
    assert decode({**encode(protocol()), **content}) == protocol()


@pytest.mark.parametrize(("slug", "sign"), ALARM_SIGNS)
def test_an_alarm_sign_has_a_rule_as_urgent_as_it_says(slug: str, sign: Record) -> None:
    assert rules_of(slug)
    assert all(URGENCIES[rule["atLeast"]] >= URGENCIES[sign["urgency"]] for rule in rules_of(slug))


@pytest.mark.parametrize(("slug", "sign"), ALARM_SIGNS)
def test_an_alarm_sign_that_is_unknown_is_never_self_care(slug: str, sign: Record) -> None:
    assert all(URGENCIES[rule["ifUncertain"]] >= URGENCIES["sameDay"] for rule in rules_of(slug))


@pytest.mark.parametrize(("slug", "sign"), ALARM_SIGNS)
def test_an_alarm_sign_has_a_floor(slug: str, sign: Record) -> None:
    floors = [one["when"] for _, one in named("promise") if one["kind"] == "floor"]
    assert all(rule["when"] in floors for rule in rules_of(slug))


@pytest.mark.parametrize("rule", [case for case in RULES if "atLeast" in case.values[0]])  # type: ignore[operator]
def test_every_rule_has_a_floor_so_that_no_edit_loses_it_unseen(rule: Record) -> None:
    floors = [one for _, one in named("promise") if one["kind"] == "floor" and one["when"] == rule["when"]]
    assert [URGENCIES[one["urgency"]] for one in floors if one["urgency"] == rule["atLeast"]]


@pytest.mark.parametrize("rule", RULES)
def test_evidence_is_of_the_kind_that_it_says(rule: Record) -> None:
    kinds = {library()["source"][source]["kind"] for source in rule["sources"]}
    assert kinds & SOURCE_KIND_FOR.get(rule["evidence"], kinds)


@pytest.mark.parametrize("rule", RULES)
def test_what_only_practice_says_is_unverified(rule: Record) -> None:
    if rule["sources"] == ["clinical-practice"]:
        assert rule["evidence"] == "unverified"


@pytest.mark.parametrize("factor", COMMON_FACTORS)
def test_a_common_factor_sends_nobody_to_a_doctor_alone(factor: str) -> None:
    alone = [slug for slug, rule in named("rule") if rule["when"] == [{"question": "history", "contains": factor}]]
    assert not alone


def test_ibuprofen_is_withheld_for_everything_that_makes_it_dangerous() -> None:
    rows = [row for _, row in named("adviceChoice") if row["advice"] == "ibuprofen"]
    against = [str(one["when"]) for row in rows for one in row["withheldWhen"]]
    for danger in (
        "'atLeast': 70", "pregnant", "blood-thinner", "stomach-ulcer", "kidney-disease", "heart-failure",
        "blood-pressure", "interacting-medicine", "'steroids'", "nsaid-asthma", "liver-or-low-weight", "'painkillers'",
    ):  # fmt: skip
        assert any(danger in one for one in against), danger


def test_warmth_is_never_withheld() -> None:
    assert not any(row["withheldWhen"] for _, row in named("adviceChoice") if row["advice"] == "warmth")


def test_there_are_enough_vignettes_of_every_urgency() -> None:
    expected = [vignette["expected"]["urgency"] for _, vignette in named("vignette")]
    assert len(expected) >= 80
    assert all(expected.count(urgency) >= 5 for urgency in URGENCIES)


def test_no_vignette_claims_a_clinician() -> None:
    assert {vignette["labelledBy"] for _, vignette in named("vignette")} == {"rugpijn-redactie (geen clinicus)"}

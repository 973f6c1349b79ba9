"""Records <-> protocol: strict, every fault at once, and one canonical form."""

import copy
import json
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.engine.example import PROTOCOL, Records, changed, example
from triage.engine.codec import CONTENT_KINDS, TRIAGE_KINDS, decode, encode
from triage.engine.faults import InvalidProtocol
from triage.engine.protocol import Protocol
from triage.engine.records import Text


def faults(records: object) -> list[tuple[str, str, str, str]]:
    with pytest.raises(InvalidProtocol) as caught:
        decode(records)
    return [(fault.kind, fault.slug, fault.path, fault.code) for fault in caught.value.faults]


def _content(records: Records) -> Records:
    return {kind: by_slug for kind, by_slug in records.items() if kind in CONTENT_KINDS}


def _again(records: Records, protocol: Protocol) -> Protocol:
    return decode({**_content(records), **encode(protocol)})


def test_encoding_and_decoding_keeps_the_protocol() -> None:
    assert _again(example(), PROTOCOL) == PROTOCOL


def test_encoding_is_stable() -> None:
    assert encode(_again(example(), PROTOCOL)) == encode(PROTOCOL)


def test_encoding_gives_plain_json_of_the_triage_part() -> None:
    records = encode(PROTOCOL)
    assert json.loads(json.dumps(records)) == records
    assert set(records) == TRIAGE_KINDS


def test_canonical_records_are_encoded_as_they_were() -> None:
    canonical = encode(PROTOCOL)
    before = copy.deepcopy(canonical)
    assert encode(decode({**_content(example()), **canonical})) == before


def test_a_plain_string_is_dutch() -> None:
    assert encode(PROTOCOL)["screen"]["danger"]["title"] == {"nl": "Gevaar"}


def test_a_text_keeps_its_languages_and_their_origin() -> None:
    origin = {"en": "sha256:" + "a" * 64}
    text = {"nl": "Gevaar", "en": "Danger", "translatedFrom": origin}
    protocol = decode(changed("screen", "danger", "title", to=text))
    title = next(screen.title for screen in protocol.screens if screen.slug == "danger")
    assert title == Text("Gevaar", (("en", "Danger"),), tuple(origin.items()))
    assert (title.in_language("en"), title.in_language("fr")) == ("Danger", "Gevaar")
    assert encode(protocol)["screen"]["danger"]["title"] == text


def test_the_default_choices_of_a_yes_no_question_are_left_out() -> None:
    labels = [{"value": "yes", "label": {"nl": "Ja", "en": "Yes"}}, {"value": "no", "label": {"nl": "Nee", "en": "No"}}]
    protocol = decode(changed("question", "fever", "choices", to=labels))
    assert protocol == PROTOCOL
    assert "choices" not in encode(protocol)["question"]["fever"]


def test_other_labels_of_a_yes_no_question_are_kept() -> None:
    labels = [{"value": "yes", "label": {"nl": "Ja, koorts"}}, {"value": "no", "label": {"nl": "Nee"}}]
    assert encode(decode(changed("question", "fever", "choices", to=labels)))["question"]["fever"]["choices"] == labels


def test_what_is_empty_or_absent_is_left_out() -> None:
    protocol = decode(changed("question", "fever", "sources", to=[]))
    assert "sources" not in encode(protocol)["question"]["fever"]
    assert None not in encode(protocol)["question"]["fever"].values()


def test_a_moment_is_encoded_in_utc() -> None:
    protocol = decode(changed("vignette", "fever", "at", to="2026-11-23T10:00:00+01:00"))
    assert encode(protocol)["vignette"]["fever"]["at"] == "2026-11-23T09:00:00Z"


def test_the_order_of_records_does_not_matter() -> None:
    records = {kind: dict(reversed(by_slug.items())) for kind, by_slug in reversed(example().items())}
    assert decode(records) == PROTOCOL


def test_kinds_without_records_may_be_absent() -> None:
    records = example()
    for kind in ("promise", "vignette", "calendar", "adviceChoice"):
        del records[kind]
    protocol = decode(records)
    assert set(encode(protocol)) == TRIAGE_KINDS - {"promise", "vignette", "calendar", "adviceChoice"}


SHAPES: list[tuple[tuple[str | int, ...], object, str, str]] = [
    # where in the example                          what is put there       the path                 the fault
    (("rule", "fever", "atleast"), "sameDay", "", "unknown-key"),
    (("rule", "fever", "reason"), ..., "", "missing-key"),
    (("rule", "fever", "reason"), None, "/reason", "not-a-string"),
    (("rule", "fever", "reason"), "  ", "/reason", "empty-text"),
    (("rule", "fever", "reason"), "a" * 10_001, "/reason", "text-too-long"),
    (("rule", "fever", "reason"), "a\x00b", "/reason", "unusable-text"),
    (("rule", "fever", "reason"), "\ud800", "/reason", "unusable-text"),
    (("rule", "fever", "reason"), {"en": "Because"}, "/reason", "missing-key"),
    (("rule", "fever", "reason"), {"nl": "Ja", "EN": "Yes"}, "/reason", "unknown-key"),
    (("rule", "fever", "reason"), {"nl": "Ja", "en": 3}, "/reason/en", "not-a-string"),
    (
        ("rule", "fever", "reason"),
        {"nl": "Ja", "translatedFrom": {"en": "x"}},
        "/reason/translatedFrom/en",
        "wrong-format",
    ),
    (("rule", "fever", "order"), True, "/order", "not-an-integer"),
    (("rule", "fever", "order"), 1.0, "/order", "not-an-integer"),
    (("rule", "fever", "order"), -1, "/order", "too-small"),
    (("rule", "fever", "order"), 10**4000, "/order", "too-large"),
    (("rule", "fever", "raises"), False, "/raises", "not-true"),
    (("rule", "fever", "atLeast"), "urgent", "/atLeast", "not-one-of"),
    (("rule", "fever", "atLeast"), ["sameDay"], "/atLeast", "not-one-of"),
    (("rule", "fever", "sources"), "guideline", "/sources", "not-a-list"),
    (("rule", "fever", "sources"), ["Guide line"], "/sources/0", "not-a-slug"),
    (("rule", "fever", "sources"), ["a" * 61], "/sources/0", "not-a-slug"),
    (("rule", "fever", "when"), {}, "/when", "not-a-list"),
    (("rule", "fever", "when"), [None], "/when/0", "not-an-object"),
    (("rule", "fever", "when"), [{"question": "fever"}], "/when/0", "unknown-operator"),
    (("rule", "fever", "when"), [{"question": "fever", "isNot": "no"}], "/when/0", "unknown-operator"),
    (("rule", "fever", "when"), [{"question": "fever", "is": "yes", "anyOf": ["yes"]}], "/when/0", "unknown-operator"),
    (("rule", "fever", "when"), [{"question": "fever", "is": True}], "/when/0/is", "not-a-slug"),
    (("rule", "fever", "when"), [{"is": "yes"}], "/when/0", "missing-key"),
    (("rule", "fever", "when"), [{"question": "age", "atLeast": 6.5}], "/when/0/atLeast", "not-an-integer"),
    (("rule", "fever", "when"), [{"question": "place", "anyOf": []}], "/when/0/anyOf", "empty-list"),
    (("rule", "fever", "when"), [{"atLeastOf": 1, "atoms": []}], "/when/0/atoms", "empty-list"),
    (
        ("rule", "fever", "when"),
        [{"atLeastOf": "1", "atoms": [{"question": "fever", "is": "yes"}]}],
        "/when/0/atLeastOf",
        "not-an-integer",
    ),
    (
        ("rule", "fever", "when"),
        [{"atLeastOf": 1, "atoms": [{"atLeastOf": 1, "atoms": []}]}],
        "/when/0/atoms/0",
        "unknown-operator",
    ),
    (
        ("rule", "fever", "when"),
        [{"atMostOf": 1, "atoms": [{"question": "fever", "is": "yes"}]}],
        "/when/0",
        "unknown-operator",
    ),
    (("screen", "danger", "noneOfThese"), "yes", "/noneOfThese", "not-a-boolean"),
    (("question", "fever", "kind"), "yesno", "/kind", "not-one-of"),
    (("question", "limits", "choices", 0, "baseline"), False, "/choices/0/baseline", "not-true"),
    (("question", "age", "number", "minimum"), "0", "/number/minimum", "not-an-integer"),
    (("question", "place", "tell"), {"Neck": "nek"}, "/tell", "unknown-key"),
    (("outcome", "same-day", "contacts", 0, "callWithin"), "1 hour", "/contacts/0/callWithin", "wrong-format"),
    (("outcome", "same-day", "contacts", 0, "callWithin"), "PT", "/contacts/0/callWithin", "wrong-format"),
    (("outcome", "same-day", "contacts", 0, "moments"), ["evening"], "/contacts/0/moments/0", "not-one-of"),
    (("outcome", "same-day", "contacts", 0, "phone"), "bel 112", "/contacts/0/phone", "wrong-format"),
    (("outcome", "same-day", "contacts"), [], "/contacts", "empty-list"),
    (("outcome", "same-day", "reassessAfterHours"), 0, "/reassessAfterHours", "too-small"),
    (("protocol", "rugpijn", "officeHours", "from"), "8:00", "/officeHours/from", "wrong-format"),
    (("protocol", "rugpijn", "officeHours", "from"), "25:00", "/officeHours/from", "wrong-format"),
    (("vignette", "fever", "at"), "2026-11-23T09:00:00", "/at", "wrong-format"),
    (("vignette", "fever", "at"), "2026-02-30T09:00:00Z", "/at", "wrong-format"),
    (("vignette", "fever", "answers", "fever"), True, "/answers/fever", "not-an-integer"),
    (("vignette", "fever", "rest"), False, "/rest", "not-one-of"),
    (("calendar", "rugpijn", "validFrom"), "0001-01-01", "/validFrom", "wrong-format"),
    (("calendar", "rugpijn", "offsets", 0, "minutes"), 5000, "/offsets/0/minutes", "too-large"),
]


@pytest.mark.parametrize(("where", "value", "path", "code"), SHAPES)
def test_a_wrong_shape_is_a_fault(where: tuple[str | int, ...], value: object, path: str, code: str) -> None:
    assert (where[0], where[1], path, code) in faults(changed(*where, to=value))


def test_true_as_a_key_is_a_fault() -> None:
    """YAML reads an unquoted `yes:` as true."""
    records = changed("question", "fever", "tell", to={True: "koorts"})
    assert ("question", "fever", "/tell", "unknown-key") in faults(records)


@pytest.mark.parametrize("kind", sorted(TRIAGE_KINDS))
def test_no_record_may_have_a_field_more(kind: str) -> None:
    records = example()
    slug = next(iter(records[kind]))
    records[kind][slug]["extra"] = "x"
    assert (kind, slug, "", "unknown-key") in faults(records)


def test_a_misspelt_kind_is_a_fault_because_its_records_would_be_lost() -> None:
    assert ("", "", "", "unknown-kind") in faults({**example(), "rules": {}})


def test_kinds_of_another_part_can_be_allowed() -> None:
    assert decode({**example(), "exercise": {}}, other_kinds={*CONTENT_KINDS, "exercise"}) == PROTOCOL


@pytest.mark.parametrize("kind", sorted(TRIAGE_KINDS))
@pytest.mark.parametrize("value", [None, [], "x", {"Not A Slug": {}}, {"a": None}])
def test_a_kind_that_is_no_object_of_records_is_a_fault(kind: str, value: object) -> None:
    assert faults({**example(), kind: value})


@pytest.mark.parametrize("records", [None, [], "x", 3, {}, {3: {}}, {"\ud800": {}}])
def test_what_is_no_records_at_all_is_a_fault(records: object) -> None:
    assert faults(records)


def test_every_fault_at_once_and_no_fault_that_follows_from_another() -> None:
    records = changed("rule", "fever", "order", to="x")
    records["screen"]["danger"]["extra"] = "x"
    records["question"]["leg-weakness"]["worse"] = "worst"
    records["adviceChoice"]["ibuprofen"]["advice"] = "aspirin"
    assert faults(records) == [
        ("adviceChoice", "ibuprofen", "/advice", "unknown-reference"),
        ("question", "leg-weakness", "/worse", "not-one-of"),
        ("rule", "fever", "/order", "not-an-integer"),
        ("screen", "danger", "", "unknown-key"),
    ]


@pytest.mark.parametrize("kind", ["protocol", "calendar"])
def test_there_is_one_of_these_and_it_has_the_name_of_the_topic(kind: str) -> None:
    records = example()
    one = records[kind]["rugpijn"]
    assert (kind, "", "", "not-exactly-one") in faults({**records, kind: {"rugpijn": one, "nekpijn": one}})
    assert (kind, "nekpijn", "", "not-the-topic") in faults({**records, kind: {"nekpijn": one}})


def test_without_a_protocol_record_there_is_no_protocol() -> None:
    assert ("protocol", "", "", "not-exactly-one") in faults(changed("protocol", to=...))


_KEYS = st.sampled_from(["order", "when", "is", "question", "nl", "rule", "kind", "fever", "x", "\ud800"])
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("yes")
_JSON = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3), max_leaves=8
)
_GARBLED = settings(max_examples=120, deadline=None, database=None)


def _decodes_or_faults(records: object) -> None:
    try:
        decode(records)
    except InvalidProtocol as invalid:
        assert invalid.faults
        assert str(invalid).encode()


@_GARBLED
@given(_JSON | st.dictionaries(st.sampled_from(sorted(TRIAGE_KINDS)), _JSON))
def test_any_json_gives_a_protocol_or_faults_and_nothing_else(records: object) -> None:
    _decodes_or_faults(records)


@_GARBLED
@given(st.integers(0, 2**32), st.lists(_JSON, min_size=1, max_size=3))
def test_a_protocol_with_any_values_garbled_gives_faults_and_nothing_else(seed: int, values: list[object]) -> None:
    chance, records = Random(seed), example()
    for value in values:
        _garble(chance, records, value)
    _decodes_or_faults(records)


def _garble(chance: Random, holder: Any, value: object) -> None:
    """Walk down to a random place, and put the value there or take away what is there."""
    key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    below = holder[key]
    if isinstance(below, dict | list) and below and chance.random() < 0.9:
        _garble(chance, below, value)
    elif chance.random() < 0.2:
        del holder[key]
    else:
        holder[key] = value


def test_deep_nesting_does_no_harm() -> None:
    deep: object = "yes"
    for _ in range(100_000):
        deep = [deep]
    assert ("rule", "fever", "/when/0", "not-an-object") in faults(changed("rule", "fever", "when", to=[deep]))

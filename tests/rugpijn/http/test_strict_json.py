import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rugpijn.http.strict_json import DEEPEST, LARGEST, NotJsonError, UnsafeJsonError, loads, usual

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-LARGEST, LARGEST)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    lambda children: (
        st.lists(children) | st.dictionaries(st.text(st.characters(codec="utf-8", exclude_characters="\0")), children)
    ),
    max_leaves=20,
)


def faults(content: str | bytes) -> dict[str | None, str]:
    with pytest.raises(UnsafeJsonError) as raised:
        loads(content.encode() if isinstance(content, str) else content)
    return {fault.pointer: fault.code for fault in raised.value.faults}


@given(VALUES, st.booleans())
def test_reads_what_python_reads(value: Any, ascii_only: bool) -> None:
    assert loads(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


@given(st.binary(max_size=200))
def test_never_fails_in_an_unforeseen_way(content: bytes) -> None:
    with contextlib.suppress(NotJsonError, UnsafeJsonError):
        loads(content)


@given(st.text(alphabet='[]{}",:\\u0d81', max_size=80))
def test_almost_json_never_fails_in_an_unforeseen_way(content: str) -> None:
    with contextlib.suppress(NotJsonError, UnsafeJsonError):
        loads(content.encode())


def test_duplicate_key_is_named_with_its_object() -> None:
    assert faults('{"answers":[{"question":"a"},{"question":"b","question":"c"}]}') == {"/answers/1": "duplicate-key"}


def test_duplicate_key_in_another_spelling() -> None:
    assert faults(r'{"a":1,"\u0061":2}') == {"": "duplicate-key"}


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 5000, str(LARGEST + 1)])
def test_number_that_is_none(number: str) -> None:
    assert faults(f'{{"answers":[{{"number":{number}}}]}}') == {"/answers/0/number": "invalid-number"}


@pytest.mark.parametrize(("number", "value"), [(str(LARGEST), LARGEST), (f"-{LARGEST}", -LARGEST), ("1e3", 1000.0)])
def test_number_at_the_edge(number: str, value: float) -> None:
    assert loads(number.encode()) == value


@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff", r"\udc00\ud800", r"\u0000"])
def test_half_character_in_a_value(escape: str) -> None:
    assert faults(f'{{"answers":["{escape}"]}}') == {"/answers/0": "invalid-character"}


@pytest.mark.parametrize("escape", [r"\ud800", r"\u0000"])
def test_half_character_in_a_key_is_named_by_its_object(escape: str) -> None:
    assert faults(f'{{"answers":{{"{escape}":1}}}}') == {"/answers": "invalid-character"}


def test_whole_character_in_two_escapes_is_read() -> None:
    assert loads(rb'"\ud83d\ude00"') == "\U0001f600"


def test_every_fault_at_once() -> None:
    assert faults(r'{"a":NaN,"b":"\ud800","c":{"d":1,"d":2}}') == {
        "/a": "invalid-number",
        "/b": "invalid-character",
        "/c": "duplicate-key",
    }


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")])
def test_deepest_that_is_read(opening: str, closing: str) -> None:
    times = DEEPEST // (len(closing))
    loads(f"{opening * times}1{closing * times}".encode())
    assert "too-deep" in faults(f"{opening * (times + 1)}1{closing * (times + 1)}").values()


@pytest.mark.parametrize("depth", [500, 5000, 30_000])
def test_thousands_of_levels(depth: int) -> None:
    assert "too-deep" in faults("[" * depth + "]" * depth).values()


def test_brackets_inside_text_are_no_levels() -> None:
    assert loads(b'{"a":"' + b"[" * 100 + b'"}') == {"a": "[" * 100}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" ",
        b"{",
        b"{]",
        b"{'a':1}",
        b'{"a":1,}',
        b'"\n"',
        b'"\0"',
        b"\xef\xbb\xbf{}",
        b"{}{}",
        b"nul",
        b"01",
        b"+1",
    ],
)
def test_what_is_not_json(content: bytes) -> None:
    with pytest.raises(NotJsonError):
        loads(content)


@pytest.mark.parametrize(
    "content", [b'"\xff"', b'"\xed\xa0\x80"', b'"\xc0\xaf"', '"é"'.encode("latin-1"), b"\xff\xfe{\x00"]
)
def test_what_is_not_utf8(content: bytes) -> None:
    with pytest.raises(NotJsonError):
        loads(content)


def test_place_is_told_and_content_is_not() -> None:
    with pytest.raises(NotJsonError) as raised:
        loads(b'{"fever":\n "yes" "no"}')
    assert "regel 2, " not in str(raised.value)
    assert raised.value.detail.nl == "De inhoud is geen geldige JSON: kijk op regel 2 bij teken 8."


def test_place_of_a_wrong_byte() -> None:
    with pytest.raises(NotJsonError) as raised:
        loads(b'{"a":\n"\xff"}')
    assert "regel 2 bij teken 2." in raised.value.detail.nl


SPACES = [(",", ":"), (", ", ": "), (" ,\t", " :\r\n")]


@given(VALUES, st.sampled_from(SPACES), st.sampled_from([None, 1]))
def test_the_usual_is_read_in_whatever_space(value: Any, separators: tuple[str, str], indent: int | None) -> None:
    content = json.dumps(value, ensure_ascii=False, separators=separators, indent=indent).encode()
    if b"\\u" not in content:  # a character has more spellings than one
        assert json.dumps(usual(content)) == json.dumps(value)


@given(st.text(alphabet='[]{}",: 01.-\u0d81', max_size=40))
def test_what_is_usual_is_read_as_strictly(content: str) -> None:
    found = usual(content.encode())
    assert found is None or json.dumps(found) == json.dumps(loads(content.encode()))


@pytest.mark.parametrize(
    "content",
    [
        '{"a":1,"a":1}',
        '{"a":1, "a": 2}',
        '{"a b":1,"ab":2,"a b":3}',
        "[1.00]",
        "[1e2]",
        "[01]",
        "[NaN]",
        '["\\u0061"]',
        '["\\u0000"]',
        '["\\ud800"]',
        '["a\nb"]',
        "[1 2]",
        "[1] [2]",
    ],
)
def test_what_could_be_read_in_two_ways_is_not_usual(content: str) -> None:
    assert usual(content.encode()) is None

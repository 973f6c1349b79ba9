"""What an editor reads about a fault."""

import re
from pathlib import Path

import pytest

import triage.engine
from tests.triage.engine.example import changed
from triage.engine.codec import decode
from triage.engine.fault_messages import MESSAGES
from triage.engine.faults import Fault, InvalidProtocol, Place

SOURCES = "\n".join(path.read_text() for path in Path(triage.engine.__file__).parent.rglob("*.py"))
NOTED = dict(re.findall(r'\.fault\(\s*"([a-z-]+)"((?:[^()]|\([^()]*\))*)\)', SOURCES))


def test_every_fault_has_a_message_and_every_message_a_fault() -> None:
    assert set(NOTED) == set(MESSAGES)


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_message_uses_only_the_details_that_are_given(code: str) -> None:
    named = set(re.findall(r"(?<!\{)\{(\w+)\}(?!\})", MESSAGES[code]))
    assert named <= set(re.findall(r"(\w+)=", NOTED[code]))


def test_a_fault_says_where_what_and_how_to_mend_it() -> None:
    with pytest.raises(InvalidProtocol) as caught:
        decode(changed("rule", "fever", "atLeast", to="selfCare"))
    assert "rule/fever/atLeast: Een regel met selfCare verandert niets. Kies een hogere urgentie" in str(caught.value)


def test_a_path_is_a_json_pointer() -> None:
    assert Place("rule", "fever", []).at("when", 0, "a/b~c").path == "/when/0/a~1b~0c"


@pytest.mark.parametrize("value", ["\ud800", "\x00", "x" * 500, pytest.param(10**5000, id="huge")])
def test_a_message_can_always_be_sent(value: object) -> None:
    faults: list[Fault] = []
    Place("rule", "fever", faults).fault("unknown-key", key=value)
    assert len(faults[0].message.encode()) < 300
    assert "\x00" not in faults[0].message

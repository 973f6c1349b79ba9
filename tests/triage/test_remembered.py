"""What was computed a moment ago is not computed again, and never mistaken for something else."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from content.documents import Document
from content.proven import Finding, Proven, Weight
from tests.triage.conftest import small_records
from triage import budget, proving
from triage.compiling import compiled
from triage.engine.proofs.solver import NotProved
from triage.engine.protocol import Protocol
from triage.remembered import Remembered


def protocol(change: Callable[[Any], None] = lambda _: None) -> Protocol:
    found = compiled(document(change))
    assert found is not None
    return found


def document(change: Callable[[Any], None] = lambda _: None) -> Document:
    records = deepcopy(dict(small_records()))
    change(records)
    return Document("knie", records)


def logic(change: Callable[[Any], None] = lambda _: None) -> str:
    made = protocol(change)
    return budget.logic_of((made.questions, made.rules))


def test_only_the_last_are_kept() -> None:
    kept, made = Remembered[int](2), list[int]()

    def make(number: int) -> int:
        made.append(number)
        return number

    for number in (1, 2, 1, 3, 1, 2):
        assert kept.get(number, lambda number=number: make(number)) == number  # type: ignore[misc]
    assert made == [1, 2, 3, 2]


def test_what_is_not_worth_it_is_made_again() -> None:
    kept, made = Remembered[int](2), list[int]()

    def make() -> int:
        made.append(1)
        return 0

    for _ in range(2):
        kept.get("x", make, lambda _: False)
    assert made == [1, 1]


@pytest.mark.parametrize(
    "change",
    [
        lambda records: records["question"]["fever"].update(text="Is het warm?"),
        lambda records: records["rule"]["fever"].update(reason="Anders gezegd."),
    ],
    ids=["question", "reason"],
)
def test_other_words_move_nobody(change: Callable[[Any], None]) -> None:
    assert logic(change) == logic()


@pytest.mark.parametrize(
    "change",
    [
        lambda records: records["rule"]["limited"].update(atLeast="sameDay"),
        lambda records: records["rule"]["limited"]["when"][0].update(atLeast="some"),
        lambda records: records["rule"].pop("limited"),
        lambda records: records["question"]["age"]["number"].update(maximum=119),
        lambda records: records["question"]["place"]["choices"].append({"value": "knee", "label": "Knie"}),
    ],
    ids=["urgency", "condition", "rule", "bound", "choice"],
)
def test_another_rule_or_question_is_another_thing(change: Callable[[Any], None]) -> None:
    assert logic(change) != logic()


def test_nobody_is_asked_twice_where_only_words_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Protocol] = []

    def count(one: Protocol) -> budget.Counted:
        asked.append(one)
        return budget.Counted((), ())

    monkeypatch.setattr(budget, "represents", lambda _: True)
    monkeypatch.setattr(budget, "_count", count)
    monkeypatch.setattr(budget, "_shares", lambda _: {})
    now = protocol()
    worded = replace(now, rules=tuple(replace(one, reason=now.rules[0].reason) for one in now.rules))
    budget.shares(worded, now)
    budget.shares(now, None)
    assert asked == [worded]


def test_the_same_documents_are_proved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[Protocol] = []

    def kept(one: Protocol) -> Proven:
        ran.append(one)
        return Proven()

    monkeypatch.setattr(proving, "_kept", kept)
    before, after = document(), document(lambda records: records["rule"]["limited"].update(atLeast="sameDay"))
    for pair in ((after, before), (after, before), (after, None), (before, after)):
        next(iter(proving.proofs(*pair))).run()
    assert len(ran) == 3


def test_what_could_not_be_proved_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[int] = []

    def fails(_protocol: Protocol) -> Any:
        ran.append(1)
        raise NotProved("te veel werk")

    monkeypatch.setattr(proving, "prove_protocol", fails)
    for _ in range(2):
        (found,) = next(iter(proving.proofs(document(), None))).run().findings
        assert (found.name, found.weight) == ("not-proved", Weight.BLOCKS)
        assert isinstance(found, Finding)
    assert len(ran) == 2

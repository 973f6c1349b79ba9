"""What is remembered is what was proved, of this document and no other."""

from pathlib import Path

from content.documents import Document
from content.proven import Finding, Proven, Weight
from tests.proved_once import LARGE, proved_once

FOUND = Proven((Finding(Weight.ACCEPT, "a", "rule", "b", "c", ("d", "e")),), {"cases": 3})


class Counting:
    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, document: Document, before: Document | None) -> Proven:
        self.asked += 1
        return FOUND


def document(size: int, title: str = "Rug") -> Document:
    return Document("rugpijn", {"term": {f"t{number}": {"term": {"nl": title}} for number in range(size)}})


def test_a_large_document_is_proved_once(tmp_path: Path) -> None:
    real = Counting()
    prove = proved_once(real, tmp_path)
    assert [prove(document(LARGE), None) for _ in range(3)] == [FOUND] * 3
    assert real.asked == 1


def test_another_document_or_another_base_is_proved_anew(tmp_path: Path) -> None:
    real = Counting()
    prove = proved_once(real, tmp_path)
    for now, before in ((document(LARGE), None), (document(LARGE, "Nek"), None), (document(LARGE), document(1))):
        prove(now, before)
    assert real.asked == 3


def test_a_small_one_is_proved_each_time(tmp_path: Path) -> None:
    real = Counting()
    prove = proved_once(real, tmp_path)
    prove(document(LARGE - 1), None)
    prove(document(LARGE - 1), None)
    assert real.asked == 2

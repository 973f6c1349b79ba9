"""How a question reads. The shipped questions are read in `tests/triage/library/test_wording.py`."""

import pytest

from tests.triage.library.reader import dutch, named
from triage.asking import remarks


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hebt u geen koorts?", "‘geen’"),
        ("Hebt u koorts of rillingen?", "twee dingen tegelijk"),
        ("Hebt u koorts", "vraagteken"),
        ("Hebt u koorts? En rillingen?", "vraagteken"),
        ("Hebt u sinds gisteren of eergisteren koorts van meer dan 38 graden gehad?", "13 woorden"),
    ],
)
def test_what_is_better_asked_in_another_way(text: str, told: str) -> None:
    assert any(told in remark for remark in remarks("question", "text", text))


@pytest.mark.parametrize(("slug", "question"), named("question"))
def test_nothing_is_said_of_a_shipped_question(slug: str, question: dict[str, object]) -> None:
    assert list(remarks("question", "text", dutch(question["text"]))) == [], slug


def test_help_with_a_question_reads_as_any_text() -> None:
    assert any("Een zin van" in remark for remark in remarks("question", "help", "en dan nog " * 10))


def test_clinicians_have_words_of_their_own() -> None:
    assert list(remarks("vignette", "story", "Men ziet een caudasyndroom!")) == []

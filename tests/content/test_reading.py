"""What to write in another way. The shipped texts, which keep these rules, are read in `tests/content/library`."""

import pytest
import textstat

from content.reading import ease, phones, remarks
from tests.content.library.reader import markdown_of, records

WELL = "Blijf in beweging. Rustig wandelen helpt vaak."


def said(text: str, kind: str = "advice", field: str = "body") -> list[str]:
    return list(remarks(kind, field, text))


def test_nothing_is_said_of_a_text_that_reads_well() -> None:
    assert said(WELL) == []


def test_a_long_sentence_is_told_with_its_length() -> None:
    (remark,) = said("Rust " + "goed uit en loop dan weer " * 5 + "rond.")
    assert remark.startswith("Een zin van 32 woorden is lang.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("U moet rusten.", "beveelt of verwijt"),
        ("Men loopt dan weer.", "onpersoonlijk"),
        ("Neem je rust.", "met u"),
        ("Er is niets aan de hand.", "zonder grond"),
        ("Loop door!", "uitroepteken"),
        ("Bel de huisartspost.", "huisartsenpost"),
        ("Bel 020 1234567.", "geen nummer dat wij kennen"),
    ],
)
def test_what_is_better_said_in_another_way(text: str, told: str) -> None:
    (remark,) = said(text)
    assert told in remark


def test_having_to_pass_urine_is_no_order() -> None:
    assert said("Soms voelt u niet dat u moet plassen.") == []


def test_a_text_longer_than_people_read() -> None:
    (remark,) = said(" ".join(["Loop rustig."] * 6), "alarmSign", "title")
    assert remark == "Dit zijn 12 woorden. Meer dan 8 leest bijna niemand."


def test_a_hard_text_is_told_with_its_measure() -> None:
    (remark,) = said("Multidisciplinaire interventies verminderen arbeidsongeschiktheid. " * 5)
    assert remark.startswith("Dit leest moeilijk (")


def test_a_name_is_no_sentence() -> None:
    assert said("Multidisciplinaire arbeidsongeschiktheidsinterventies " * 10, "topic", "title") == []


def test_nothing_is_said_of_no_text() -> None:
    assert said("") == []
    with pytest.raises(ValueError, match="nothing to read"):
        ease(" ")


@pytest.mark.parametrize("number", ["0900-8844", "020 1234567", "+31 20 123 45 67", "144", "088-1234567"])
def test_another_telephone_number_is_noticed(number: str) -> None:
    assert phones(f"Bel {number} voor hulp.")


@pytest.mark.parametrize("amount", ["125 milligram", "150 minuten"])
def test_an_amount_is_no_telephone_number(amount: str) -> None:
    assert not phones(f"Neem {amount} per dag.")


def test_the_measure_is_that_of_textstat() -> None:
    """Which counts syllables by the same dictionary, and sentences in a way of its own."""
    textstat.set_lang("nl")
    text = " ".join(markdown_of(record).replace("\n", " ") for record in records("alarmSign"))
    assert ease(text) == pytest.approx(textstat.flesch_reading_ease(text), abs=3)

"""How the texts read: easy, short, kind, careful. Every fault names its file, its record and its sentence."""

import re

import pytest
import textstat

from tests.content.library import reader
from tests.content.library.reader import Passage, Record

EASY_ON_AVERAGE = 60.0
HARDEST_TEXT = 50.0
LONGEST_SENTENCE = 22
SENTENCE_ON_AVERAGE = 15.0

# What no text says, and why. Each is a regular expression, matched without regard to case.
NEVER = {
    r"\bu moet\b|\bmoet u\b|\bu had\b.{0,20}\bmoeten\b": "orders or blames; say what a person can do",
    r"\bten gevolge van\b|\bmiddels\b|\bdient u\b|\bteneinde\b|\bindien\b|\bechter\b": "stiff; use an everyday word",
    r"\bmen\b": "impersonal; say who does it",
    r"\b(je|jij|jouw|jullie)\b": "address the reader as u",
    r"\b(uw|eigen) schuld\b(?<!niet uw schuld)": "blames the reader",
    r"!": "no exclamation marks",
    r"\b(back ?pain|stretch\w*|core|red flags?|self-?care|lifestyle|coping|tips?|triage|mindset|workout)\b": "English",
    r"\bniets aan de hand\b|\bgeen zorgen\b|\bonschuldig\b|\bkan geen kwaad\b|\bgarantie\b|\bgarandeert\b": "reassures",
    r"\bmaakt? u zich geen\b|\bgeen paniek\b|\baltijd veilig\b|\baltijd onschuldig\b": "reassures absolutely",
    r"\bverlamd\b|\bverlamming\b|\bdodelijk\b|\blevensbedreigend\b|\brolstoel\b": "frightens without need",
    r"\bu (hebt|heeft) (waarschijnlijk|zeker|vast) een\b|\bde diagnose is\b": "gives a diagnosis",
    r"\bhuisartsen post\b|\bhuisartspost\b|\bhap\b|\bspoedpost\b": "the word is huisartsenpost",
    r"\b(morfine|tramadol|oxycodon|fentanyl|codeïne|opiaten|opioïden|diazepam|oxazepam)\b": "never advised here",
    r"\bslachtoffer\b|\blijdt aan\b|\bklagen\b|\bklaagt\b": "labels the reader",
}
PHONES = {"112", "0800-0113", "0800-2000"}
_PHONE = re.compile(r"(?<![\d-])(?:\+31[\d -]{8,}|0[89]00[- ]?\d{4}|0\d{1,3}[- ]?\d{6,8}|1\d{2})(?![\d-]|\.\w)")
_UNIT = re.compile(r"\s*(?:gram|milligram|graden|minuten|mensen|jaar|uur|procent)\b")


def running_text(record: Record) -> str:
    """The sentences of a record as one text, each ended, so that a list does not count as one long sentence."""
    found = [sentence for passage in passages_with_sentences(record) for sentence in reader.sentences(passage.text)]
    return " ".join(sentence if sentence[-1] in ".?!" else f"{sentence.rstrip(':;,')}." for sentence in found)


def passages_with_sentences(record: Record) -> list[Passage]:
    return [passage for passage in reader.passages_of(record) if not passage.is_heading]


def ease(text: str) -> float:
    """Flesch-Douma: about 60 is plain, 80 is easy."""
    textstat.set_lang("nl")
    return float(textstat.flesch_reading_ease(text))


def test_the_texts_are_easy_to_read_on_average() -> None:
    whole = " ".join(running_text(record) for record in reader.records(*reader.READ))
    assert ease(whole) >= EASY_ON_AVERAGE


@pytest.mark.parametrize("kind", ["topic", "section", "advice", "alarmSign", "faq", "term"])
def test_no_text_is_hard_to_read(kind: str) -> None:
    measured = {record.where: ease(running_text(record)) for record in reader.records(kind)}
    hard = [f"{where}: Flesch-Douma {value:.0f}" for where, value in measured.items() if value < HARDEST_TEXT]
    assert not hard, "\n".join(hard)


def test_no_sentence_is_long() -> None:
    long = [
        f"{passage.where}: {len(reader.words(sentence))} words: {sentence}"
        for passage in reader.passages()
        for sentence in reader.sentences(passage.text)
        if len(reader.words(sentence)) > LONGEST_SENTENCE
    ]
    assert not long, "\n".join(long)


def test_sentences_are_short_on_average() -> None:
    found = [
        len(reader.words(sentence))
        for passage in reader.passages()
        if not passage.is_heading
        for sentence in reader.sentences(passage.text)
    ]
    assert sum(found) / len(found) <= SENTENCE_ON_AVERAGE


@pytest.mark.parametrize(("pattern", "why"), NEVER.items())
def test_no_text_says(pattern: str, why: str) -> None:
    said = [
        f"{passage.where}: {match.group()} ({why}): {sentence}"
        for passage in reader.passages()
        for sentence in reader.sentences(passage.text)
        for match in re.finditer(pattern, sentence, re.IGNORECASE)
    ]
    assert not said, "\n".join(said)


def phones(text: str) -> set[str]:
    """What looks like a telephone number; a number with a unit behind it is an amount."""
    return {match.group().strip() for match in _PHONE.finditer(text) if not _UNIT.match(text, match.end())}


def test_only_the_national_numbers_are_given() -> None:
    unknown = [
        f"{passage.where}: {number}" for passage in reader.passages() for number in phones(passage.text) - PHONES
    ]
    assert not unknown, "\n".join(unknown)


@pytest.mark.parametrize("number", ["0900-8844", "020 1234567", "+31 20 123 45 67", "144", "088-1234567"])
def test_another_telephone_number_is_noticed(number: str) -> None:
    assert phones(f"Bel {number} voor hulp.")


@pytest.mark.parametrize("amount", ["125 milligram", "150 minuten"])
def test_an_amount_is_no_telephone_number(amount: str) -> None:
    assert not phones(f"Neem {amount} per dag.")


LENGTHS: dict[tuple[str, str], int] = {
    ("alarmSign", "title"): 8,
    ("alarmSign", "text"): 30,
    ("alarmSign", "pointsTo"): 16,
    ("advice", "title"): 10,
    ("advice", "body"): 140,
    ("faq", "question"): 12,
    ("faq", "answer"): 120,
    ("section", "title"): 8,
    ("section", "summary"): 20,
    ("term", "definition"): 30,
}


@pytest.mark.parametrize(("kind", "field"), LENGTHS)
def test_no_text_is_longer_than_a_person_reads(kind: str, field: str) -> None:
    counted = {
        passage.where: len(reader.words(reader.plain(passage.text)))
        for passage in reader.passages(kind)
        if passage.field == field
    }
    most = LENGTHS[kind, field]
    over = [f"{where}: {count} words, at most {most}" for where, count in counted.items() if count > most]
    assert not over, "\n".join(over)


def test_an_advice_says_more_than_its_title() -> None:
    thin = [record.where for record in reader.records("advice") if len(reader.sentences(record.fields["body"])) < 2]
    assert not thin, "\n".join(thin)


def test_an_alarm_sign_points_and_does_not_diagnose() -> None:
    pointed = {sign.where: str(sign.fields["pointsTo"]) for sign in reader.records("alarmSign")}
    bold = [f"{where}: {text}" for where, text in pointed.items() if not text.startswith("Kan wijzen op ")]
    assert not bold, "\n".join(bold)


def test_sentences_end_properly() -> None:
    """A paragraph ends with a mark; an item of a list may end with a semicolon."""
    open_ended = [
        f"{passage.where}: {line}"
        for passage in reader.passages()
        if not passage.is_heading
        for line in reader.lines(passage.text)
        if line[-1] not in '.?:;"'
    ]
    assert not open_ended, "\n".join(open_ended)

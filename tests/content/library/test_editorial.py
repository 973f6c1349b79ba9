"""How the texts read: easy, short, kind, careful. Every fault names its file, its record and its sentence."""

import re

import pytest
import textstat

from content.reading import HARDEST_TEXT, LENGTHS, LONGEST_SENTENCE, NEVER, PHONES, lines, phones, sentences, words
from tests.content.library import reader
from tests.content.library.reader import Passage, Record

EASY_ON_AVERAGE = 60.0
SENTENCE_ON_AVERAGE = 15.0


def running_text(record: Record) -> str:
    """The sentences of a record as one text, each ended, so that a list does not count as one long sentence."""
    found = [sentence for passage in passages_with_sentences(record) for sentence in sentences(passage.text)]
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
        f"{passage.where}: {len(words(sentence))} words: {sentence}"
        for passage in reader.passages()
        for sentence in sentences(passage.text)
        if len(words(sentence)) > LONGEST_SENTENCE
    ]
    assert not long, "\n".join(long)


def test_sentences_are_short_on_average() -> None:
    found = [
        len(words(sentence))
        for passage in reader.passages()
        if not passage.is_heading
        for sentence in sentences(passage.text)
    ]
    assert sum(found) / len(found) <= SENTENCE_ON_AVERAGE


@pytest.mark.parametrize(("pattern", "why"), NEVER.items())
def test_no_text_says(pattern: str, why: str) -> None:
    said = [
        f"{passage.where}: {match.group()} ({why}): {sentence}"
        for passage in reader.passages()
        for sentence in sentences(passage.text)
        for match in re.finditer(pattern, sentence, re.IGNORECASE)
    ]
    assert not said, "\n".join(said)


def test_only_the_national_numbers_are_given() -> None:
    unknown = [
        f"{passage.where}: {number}" for passage in reader.passages() for number in phones(passage.text) - PHONES
    ]
    assert not unknown, "\n".join(unknown)


@pytest.mark.parametrize(("kind", "field"), LENGTHS)
def test_no_text_is_longer_than_a_person_reads(kind: str, field: str) -> None:
    counted = {
        passage.where: len(words(reader.plain(passage.text)))
        for passage in reader.passages(kind)
        if passage.field == field
    }
    most = LENGTHS[kind, field]
    over = [f"{where}: {count} words, at most {most}" for where, count in counted.items() if count > most]
    assert not over, "\n".join(over)


def test_an_advice_says_more_than_its_title() -> None:
    thin = [record.where for record in reader.records("advice") if len(sentences(record.fields["body"])) < 2]
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
        for line in lines(passage.text)
        if line[-1] not in '.?:;"'
    ]
    assert not open_ended, "\n".join(open_ended)

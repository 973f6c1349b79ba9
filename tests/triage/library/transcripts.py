"""Nine interviews to read aloud as if to your own family: `python -m tests.triage.library.transcripts`."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.triage.library.patients import Interview, Sheet, interviewed
from tests.triage.library.reader import dutch, library, protocol
from triage.engine.answers import Answer, Chosen, Measured
from triage.engine.records import Question, Rest

MORNING = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 1, 10, tzinfo=UTC)
WEEKEND = datetime(2026, 11, 28, 14, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Transcript:
    title: str
    sheet: Sheet = field(hash=False)
    at: datetime = MORNING


ADVICE: tuple[str, ...] = ("painkiller-advice",)

TRANSCRIPTS = {
    "three-days": Transcript("Gewone rugpijn, drie dagen", {"age": 38, "onset": "movement", "general-health": ADVICE}),
    "fever": Transcript("Rugpijn met koorts, in de nacht", {"age": 45, "fever": "yes"}, NIGHT),
    "both-legs-numb": Transcript("Geen gevoel in beide benen", {"age": 52, "leg-numbness": "both-legs"}, WEEKEND),
    "seven-weeks": Transcript("Zeven weken rugpijn", {"age": 49, "duration": "six-to-twelve-weeks"}),
    "unknown-alarm-sign": Transcript(
        "Weet niet of er zwakte is",
        {"age": 57, "new-leg-weakness": "unknown", "toes-and-heels": "unknown"},
        NIGHT,
    ),
    "pregnant": Transcript("Zwanger", {"age": 31, "situation": ("pregnant",), "general-health": ADVICE}),
    "sudden-at-seventy": Transcript(
        "Plotselinge rug- en buikpijn, 70 jaar",
        {"age": 70, "place": "back-and-belly", "onset": "sudden", "sudden-back-and-belly-pain": "yes"},
    ),
    "thoughts-of-suicide": Transcript(
        "Denkt aan zelfdoding", {"age": 35, "course": ("low-mood",), "thoughts-of-suicide": "yes"}, NIGHT
    ),
    "neck": Transcript("Nekpijn", {"age": 35, "place": "neck"}),
}


def interview_of(transcript: Transcript) -> Interview:
    return interviewed(protocol(), transcript.sheet, Rest.NO, transcript.at)


def lines(transcript: Transcript) -> Iterator[str]:
    interview = interview_of(transcript)
    yield f"# {transcript.title}"
    for number, (screen, asked) in enumerate(interview.screens, 1):
        yield from ("", f"{number}. {dutch(library()['screen'][screen]['title'])}")
        for slug in asked:
            question = protocol().index.questions[slug]
            yield f"   {question.text.nl} {_said(question, interview.given[slug])}"
    yield from ("", *_concluded(interview))


def _said(question: Question, answer: Answer) -> str:
    if isinstance(answer, Measured):
        return f"{answer.number}."
    if not isinstance(answer, Chosen):
        return "Weet ik niet."
    labels = {choice.value: choice.label.nl for choice in question.choices}
    return f"{' + '.join(labels.get(choice, choice) for choice in answer.choices)}."


def _concluded(interview: Interview) -> Iterator[str]:
    outcome, record = interview.outcome, interview.outcome.record
    yield f"## {record.title.nl} ({outcome.urgency.name}, {outcome.contact.who})"
    yield from (text.nl for text in (record.message, outcome.contact.text, record.alone) if text)
    yield from (f"Waarom: {one.text.nl}{' (weet u niet zeker)' if one.uncertain else ''}" for one in outcome.reasons)
    yield from (f"Advies: {dutch(library()['advice'][one]['title'])}" for one in outcome.advice)
    yield from (f"Niet: {one.advice}. {one.because.nl}" for one in outcome.withheld_advice)
    yield f"Let op: {record.safety_net.nl}"
    yield from (f"Geen gehoor? {text.nl}" for text in (record.if_not_reached,) if text)
    signs = (f"{one.text.nl}{' (weet het niet zeker)' if one.uncertain else ''}" for one in outcome.tell.signs)
    yield f"Zo vertelt u het: {', '.join(one.nl for one in outcome.tell.facts)}. {'; '.join(signs)}. {record.ask.nl}"


def main() -> None:
    for transcript in TRANSCRIPTS.values():
        sys.stdout.write("\n".join(lines(transcript)) + "\n\n\n")


if __name__ == "__main__":
    main()

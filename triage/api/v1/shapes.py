"""An assessment and a protocol as the API shows them, in one language: plain values, nothing else."""

from collections.abc import Iterable
from typing import Any

from content.api.v1.shapes import one
from content.documents import Document
from rugpijn.http.problems import Text as Phrase
from triage.api.v1 import wording
from triage.engine.alternatives import Alternative
from triage.engine.answers import Answer, Answers, Chosen, Measured
from triage.engine.evaluate import Assessment
from triage.engine.interview import NextScreen
from triage.engine.outcome import Given, Outcome, Reason, Tell, WithheldAdvice
from triage.engine.records import Notices, Question, Text

Shape = dict[str, Any]


def said(text: Text | None, language: str) -> str | None:
    """A text of the protocol in this language."""
    return None if text is None else text.in_language(language)


class Phrases:
    """What a document says in one language, each thing made at the first need and given again as it is: never change
    it. Of the document only what is told with an outcome is held on to.

    `beginning`: what is told to who has not answered anything yet, which is the same for everybody.
    """

    def __init__(self, document: Document, language: str) -> None:
        titles = document.records["topic"][document.topic]["title"]
        self.language, self.title = language, str(titles.get(language) or titles["nl"])
        self._records = document.records.get("advice", {})
        self.beginning: Shape | None = None
        self._questions: dict[str, Shape] = {}
        self._advice: dict[str, Shape] = {}

    def question(self, asked: Question) -> Shape:
        """One question of the document's protocol, as an app asks it."""
        found = self._questions.get(asked.slug)
        if found is None:
            found = self._questions[asked.slug] = question(asked, self.language)
        return found

    def advice(self, slug: str) -> Shape:
        """With slug, title and body."""
        found = self._advice.get(slug)
        if found is None:
            shown = one("advice", slug, self._records[slug], self.language)
            found = self._advice[slug] = {name: shown[name] for name in ("slug", "title", "body")}
        return found


def assessment(found: Assessment, answers: Answers, phrases: Phrases, *, worse: bool = False) -> Shape:
    """What an assessment says, without the envelope that names the release. `answers`: those that somebody gave.

    `worse`: that somebody is worse than last time counted as well.
    """
    urgency, notices, language = found.urgency_so_far, answers.protocol.notices, phrases.language
    return {
        "emergencyNotice": said(notices.emergency_notice, language),
        "interruptedText": said(notices.interrupted_text, language),
        "status": found.status.value,
        "urgencySoFar": None if urgency is None else urgency.json_name,
        "progress": {"answered": len(answers.given), "screensAtMost": found.progress.screens_at_most},
        "nextScreen": None if found.next_screen is None else _screen(found.next_screen, notices, phrases),
        "outcome": None if found.outcome is None else outcome(found.outcome, answers, phrases, worse=worse),
    }


def _screen(shown: NextScreen, notices: Notices, phrases: Phrases) -> Shape:
    none_of_these, language = notices.none_of_these_label if shown.screen.none_of_these else None, phrases.language
    return {
        "slug": shown.screen.slug,
        "title": said(shown.screen.title, language),
        "intro": said(shown.screen.intro, language),
        "questions": [phrases.question(asked) for asked in shown.questions],
        "noneOfThese": said(none_of_these, language),
        "unknownLabel": said(notices.unknown_label, language),
    }


def question(asked: Question, language: str) -> Shape:
    """One question as an app asks it."""
    limits = asked.number
    return {
        "slug": asked.slug,
        "kind": asked.kind.value,
        "text": said(asked.text, language),
        "help": said(asked.help, language),
        "speech": said(asked.speech or asked.text, language),
        "choices": [{"value": choice.value, "label": said(choice.label, language)} for choice in asked.choices],
        "exclusiveChoice": asked.exclusive,
        "number": None
        if limits is None
        else {"minimum": limits.minimum, "maximum": limits.maximum, "unit": said(limits.unit, language)},
        "allowsUnknown": asked.allows_unknown,
    }


def outcome(found: Outcome, answers: Answers, phrases: Phrases, *, worse: bool = False) -> Shape:
    """What somebody is told at the end. Its canonical JSON is the same for the same input, always."""
    record, contact, language = found.record, found.contact, phrases.language
    return {
        "urgency": found.urgency.json_name,
        "route": found.route,
        "moment": found.moment.value,
        "title": said(record.title, language),
        "message": said(record.message, language),
        "contact": {
            "who": contact.who.value,
            "text": said(contact.text, language),
            "phone": contact.phone,
            "callWithin": contact.call_within,
            "seenWithin": contact.seen_within,
            "alone": said(record.alone, language),
        },
        "reasons": [_reason(reason, answers, language) for reason in found.reasons],
        "advice": [phrases.advice(slug) for slug in found.advice],
        "withheldAdvice": [_withheld(held, phrases) for held in found.withheld_advice],
        "safetyNet": {
            "text": said(record.safety_net, language),
            "reassessAfterHours": record.reassess_after_hours,
            "ifNotReached": said(record.if_not_reached, language),
        },
        "tellTheTriagist": _told(found.tell, phrases, unsure=bool(answers.unknown), worse=worse),
    }


def _withheld(held: WithheldAdvice, phrases: Phrases) -> Shape:
    shown = phrases.advice(held.advice)
    return {"slug": shown["slug"], "title": shown["title"], "because": said(held.because, phrases.language)}


def _reason(reason: Reason, answers: Answers, language: str) -> Shape:
    """What followed from the comparison with last time stands apart from what somebody answered."""
    because = [(given.question, answers.given.get(given.question)) for given in reason.because]
    compared = [found for given in reason.because if (found := _from_earlier(given, answers))]
    return {
        "rule": reason.rule,
        "urgency": reason.urgency.json_name,
        "text": said(reason.text, language),
        "uncertain": reason.uncertain,
        "sources": list(reason.sources),
        "because": [answer(question, own) for question, own in because if own is not None],
        **({"fromEarlier": compared} if compared else {}),
    }


def _from_earlier(given: Given, answers: Answers) -> Shape | None:
    """The choices that somebody did not choose."""
    own = answers.given.get(given.question)
    if own == given.answer or not isinstance(given.answer, Chosen):
        return None
    chosen = own.choices if isinstance(own, Chosen) else ()
    return {"question": given.question, "choices": [one for one in given.answer.choices if one not in chosen]}


def answer(question: str, given: Answer) -> Shape:
    """An answer as it was sent."""
    if isinstance(given, Chosen):
        return {"question": question, "choices": list(given.choices)}
    if isinstance(given, Measured):
        return {"question": question, "number": given.number}
    return {"question": question, "unknown": True}


def alternative(other: Alternative) -> Shape:
    """The other answer, as it would be sent; where more would then be asked, no urgency is known."""
    said: Shape = {"answer": answer(other.question, other.answer)}
    return said if other.urgency is None else {**said, "urgency": other.urgency.json_name}


def _told(tell: Tell, phrases: Phrases, *, unsure: bool, worse: bool) -> list[str]:
    """Three lines to read out on the phone: who and what, the signs, and what to ask."""
    title, language = phrases.title, phrases.language
    compared = [_phrase(wording.WORSE, language)] if worse else []
    facts = _listed([*(fact.in_language(language) for fact in tell.facts), *compared], ", ")
    return [
        f"{title}: {facts}." if facts else f"{title}.",
        _signs(tell, language, unsure=unsure),
        tell.ask.in_language(language),
    ]


def _signs(tell: Tell, language: str, *, unsure: bool) -> str:
    """Not knowing is told too, also when a clarifying question settled it."""
    signs = _listed((_sign(sign.text, sign.uncertain, language) for sign in tell.signs), "; ")
    if signs:
        return f"{_phrase(wording.SIGNS, language)}: {signs}."
    return _phrase(wording.NO_SIGNS_BUT_UNSURE if unsure else wording.NO_SIGNS, language)


def _sign(text: Text, uncertain: bool, language: str) -> str:
    words = text.in_language(language)
    return f"{words} ({_phrase(wording.UNCERTAIN, language)})" if uncertain else words


def _phrase(phrase: Phrase, language: str) -> str:
    return phrase.to(language)


def _listed(words: Iterable[str], between: str) -> str:
    return between.join(word.rstrip(".") for word in words)

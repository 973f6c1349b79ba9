"""A small protocol, written by hand: one of everything, so that each test can name what it is about."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from triage.engine.answers import Answers, read_answers
from triage.engine.codec import decode
from triage.engine.evaluate import Assessment, evaluate
from triage.engine.protocol import Protocol

Records = dict[str, dict[str, dict[str, Any]]]

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_MOMENTS = ["officeHours", "night", "weekend", "holiday"]


def contact(who: str, *moments: str, **more: str) -> dict[str, Any]:
    return {"moments": list(moments or _MOMENTS), "who": who, "text": "Bel en vertel wat u hier las.", **more}


def outcome(route: str, urgency: str, *contacts: dict[str, Any]) -> dict[str, Any]:
    urgent = urgency in ("immediate", "emergency")
    safe = {"alone": "Blijf niet alleen.", "ifNotReached": "Krijgt u niemand? Bel 112."}
    return {
        "route": route,
        "urgency": urgency,
        "title": f"Uitkomst {urgency}",
        "message": "Dit kunt u nu doen.",
        "safetyNet": "Wordt het erger? Bel dan opnieuw.",
        "ask": "Wat moet ik nu doen?",
        "contacts": list(contacts),
        **(safe if urgent else {"reassessAfterHours": 48}),
    }


def yes_no(screen: str, order: int, text: str, **more: Any) -> dict[str, Any]:
    fields = {"kind": "yesNo", "role": "alarmSign", "worse": "yes", "allowsUnknown": True, **more}
    return {"screen": screen, "order": order, "text": text, **fields}


def rule(order: int, *when: dict[str, Any], **more: Any) -> dict[str, Any]:
    fields = {
        "order": order,
        "when": list(when),
        "reason": "Daarom.",
        "sources": ["guideline"],
        "evidence": "guideline",
    }
    return {**fields, **more}


def is_yes(question: str) -> dict[str, Any]:
    return {"question": question, "is": "yes"}


_OFFICE_HOURS = {"from": "08:00", "to": "17:00"}
_GP = (
    contact("ownGp", "officeHours", callWithin="PT1H"),
    contact("gpOutOfHours", "night", "weekend", "holiday", callWithin="PT1H"),
)

_EXAMPLE: Records = {
    "alarmSign": {
        "breathless": {"urgency": "emergency"},
        "leg-weakness": {"urgency": "immediate"},
        "fever": {"urgency": "sameDay"},
    },
    "advice": {"stay-active": {}, "ibuprofen": {}, "rest-a-little": {}},
    "source": {"guideline": {}},
    "topic": {"rugpijn": {}},
    "protocol": {
        "rugpijn": {
            "emergencyNotice": "Bel 112 als iemand in levensgevaar is.",
            "interruptedText": "U bent nog niet klaar.",
            "demonstrationNotice": "Niet voor gebruik bij patiënten.",
            "withdrawnText": "Begin opnieuw.",
            "officeHours": dict(_OFFICE_HOURS),
            "unknownLabel": "Weet ik niet",
            "noneOfTheseLabel": "Geen van deze",
            "consentText": "Mogen wij uw antwoorden bewaren?",
            "ageQuestion": "age",
            "earlier": {"question": "limits", "choices": ["most"], "ignores": [{"question": "past-cancer"}]},
        }
    },
    "screen": {
        "about-you": {"order": 10, "title": "Over u", "noneOfThese": False},
        "danger": {"order": 20, "title": "Gevaar", "noneOfThese": True, "intro": "Eerst het belangrijkste."},
        "leg": {"order": 30, "title": "Uw been", "noneOfThese": False},
        "leg-test": {"order": 40, "title": "Uw been proberen", "noneOfThese": False},
        "background": {"order": 50, "title": "Meer over u", "noneOfThese": False},
        "medicines": {"order": 60, "title": "Medicijnen", "noneOfThese": False},
    },
    "question": {
        "age": {
            "screen": "about-you",
            "order": 10,
            "kind": "number",
            "role": "scope",
            "text": {"nl": "Hoe oud bent u?", "en": "How old are you?"},
            "number": {"minimum": 0, "maximum": 120, "unit": {"nl": "jaar", "en": "years"}},
            "allowsUnknown": False,
            "tell": {"nl": "{number} jaar", "en": "{number} years old"},
        },
        "place": {
            "screen": "about-you",
            "order": 20,
            "kind": "single",
            "role": "scope",
            "text": "Waar zit de pijn?",
            "choices": [
                {"value": "low", "label": "Onder in de rug", "baseline": True},
                {"value": "high", "label": "Boven in de rug"},
                {"value": "neck", "label": "Nek"},
            ],
            "allowsUnknown": True,
            "tell": {"high": "pijn boven in de rug", "neck": "pijn in de nek"},
        },
        "breathless": yes_no("danger", 10, "Bent u in rust benauwd?"),
        "fever": yes_no("danger", 20, "Hebt u koorts?"),
        "leg-weakness": yes_no("leg", 10, "Is uw been zwakker geworden?"),
        "leg-test": yes_no(
            "leg-test", 10, "Kunt u op uw tenen lopen?", role="factor", worse="no", clarifies="leg-weakness"
        ),
        "past-cancer": yes_no("background", 10, "Hebt u kanker gehad?", role="factor"),
        "night-pain": yes_no("background", 20, "Wordt u wakker van de pijn?", role="factor"),
        "weight-loss": {
            "screen": "background",
            "order": 30,
            "kind": "number",
            "role": "factor",
            "text": "Hoeveel kilo bent u afgevallen?",
            "number": {"minimum": 0, "maximum": 50, "unit": "kilo"},
            "worse": "higher",
            "allowsUnknown": True,
            "askedWhen": [{"question": "age", "atLeast": 50}],
        },
        "limits": {
            "screen": "background",
            "order": 40,
            "kind": "single",
            "role": "reviewReason",
            "text": "Wat kunt u niet meer?",
            "choices": [
                {"value": "nothing", "label": "Ik kan alles", "baseline": True},
                {"value": "some", "label": "Sommige dingen", "baseline": True},
                {"value": "most", "label": "De meeste dingen"},
            ],
            "worse": "last",
            "allowsUnknown": True,
        },
        "worried": yes_no("background", 50, "Maakt u zich veel zorgen?", role="worry"),
        "medicines": {
            "screen": "medicines",
            "order": 10,
            "kind": "multiple",
            "role": "contraindication",
            "text": "Welke medicijnen gebruikt u?",
            "choices": [
                {"value": "blood-thinner", "label": "Bloedverdunner"},
                {"value": "prednisone", "label": "Prednison"},
                {"value": "none", "label": "Geen van deze", "baseline": True, "exclusive": True},
            ],
            "worse": "more",
            "allowsUnknown": True,
        },
        "pregnant": yes_no("medicines", 20, "Bent u zwanger?", role="scope", worse=None, allowsUnknown=False),
    },
    "rule": {
        "breathless": rule(
            10, is_yes("breathless"), atLeast="emergency", ifUncertain="immediate", alarmSign="breathless"
        ),
        "fever": rule(
            20, is_yes("fever"), atLeast="sameDay", ifUncertain="withinDays", alarmSign="fever", tell="koorts"
        ),
        "leg-weakness": rule(
            30,
            is_yes("leg-weakness"),
            atLeast="immediate",
            ifUncertain="sameDay",
            alarmSign="leg-weakness",
            tell="een zwakker been",
        ),
        "factors-together": rule(
            40,
            {
                "atLeastOf": 2,
                "atoms": [is_yes("past-cancer"), is_yes("night-pain"), {"question": "weight-loss", "atLeast": 5}],
            },
            atLeast="sameDay",
            ifUncertain="withinDays",
            tell="meer dan één reden tot zorg",
        ),
        "limited": rule(50, {"question": "limits", "atLeast": "most"}, atLeast="withinDays"),
        "under-18": rule(60, {"question": "age", "atMost": 17}, atLeast="withinDays"),
        "worried-about-cancer": rule(70, is_yes("worried"), is_yes("past-cancer"), raises=True),
    },
    "adviceChoice": {
        "stay-active": {
            "order": 10,
            "advice": "stay-active",
            "urgencies": ["selfCare", "withinDays"],
            "shownWhen": [{"question": "place", "is": "low"}],
            "withheldWhen": [],
        },
        "ibuprofen": {
            "order": 20,
            "advice": "ibuprofen",
            "urgencies": ["selfCare"],
            "shownWhen": [],
            "withheldWhen": [
                {
                    "when": [{"question": "medicines", "anyOf": ["blood-thinner", "prednisone"]}],
                    "because": "Vraag uw apotheker.",
                },
                {"when": [{"question": "pregnant", "is": "yes"}], "because": "Vraag uw verloskundige."},
            ],
        },
    },
    "route": {
        "usual": {"order": 10, "default": True, "title": "Huisarts"},
        "pregnancy": {"order": 20, "when": [{"question": "pregnant", "is": "yes"}], "title": "Verloskundige"},
    },
    "outcome": {
        "self-care": outcome("usual", "selfCare", contact("self")),
        "within-days": outcome("usual", "withinDays", contact("ownGp", seenWithin="P3D")),
        "same-day": outcome("usual", "sameDay", *_GP),
        "immediate": outcome("usual", "immediate", *_GP),
        "emergency": outcome("usual", "emergency", contact("emergency112", phone="112", callWithin="PT0S")),
        "pregnancy-same-day": outcome("pregnancy", "sameDay", contact("midwife", callWithin="PT1H", seenWithin="PT8H")),
    },
    "promise": {
        "fever-is-seen": {
            "order": 10,
            "kind": "floor",
            "when": [is_yes("fever")],
            "urgency": "sameDay",
            "title": "Koorts wordt dezelfde dag gezien",
            "sources": ["guideline"],
        },
        "breathless-is-seen": {
            "order": 11,
            "kind": "floor",
            "when": [is_yes("breathless")],
            "urgency": "emergency",
            "title": "Benauwd is spoed",
            "sources": [],
        },
        "leg-weakness-is-seen": {
            "order": 12,
            "kind": "floor",
            "when": [is_yes("leg-weakness")],
            "urgency": "immediate",
            "title": "Een zwak been wordt meteen gezien",
            "sources": [],
        },
        "ordinary-pain-stays-home": {
            "order": 20,
            "kind": "ceiling",
            "when": [
                {"question": "breathless", "is": "no"},
                {"question": "fever", "is": "no"},
                {"atMostOf": 1, "atoms": [is_yes("past-cancer"), is_yes("night-pain")]},
            ],
            "urgency": "immediate",
            "title": "Gewone rugpijn geeft geen spoed",
            "sources": [],
        },
    },
    "vignette": {
        "fever": {
            "order": 10,
            "title": "Koorts",
            "story": "Een man van 40 heeft rugpijn en koorts.",
            "answers": {"age": 40, "place": "low", "fever": "yes", "medicines": ["none"], "leg-weakness": "unknown"},
            "rest": "no",
            "at": "2026-11-23T09:00:00Z",
            "expected": {"urgency": "sameDay", "who": "ownGp"},
            "sources": ["guideline"],
            "labelledBy": "voorbeeld",
        }
    },
    "calendar": {
        "rugpijn": {
            "timeZone": "Europe/Amsterdam",
            "officeHours": dict(_OFFICE_HOURS),
            "holidays": [
                {"date": "2026-12-25", "name": "Eerste kerstdag"},
                {"date": "2026-12-26", "name": "Tweede kerstdag"},
            ],
            "offsets": [
                {"from": "2025-10-26T01:00:00Z", "minutes": 60},
                {"from": "2026-03-29T01:00:00Z", "minutes": 120},
                {"from": "2026-10-25T01:00:00Z", "minutes": 60},
                {"from": "2027-03-28T01:00:00Z", "minutes": 120},
                {"from": "2027-10-31T01:00:00Z", "minutes": 60},
            ],
            "validFrom": "2026-01-01",
            "validUntil": "2027-12-31",
        }
    },
}
del _EXAMPLE["question"]["pregnant"]["worse"]


def example() -> Records:
    """The records, for each test its own."""
    return deepcopy(_EXAMPLE)


PROTOCOL = decode(example())


def changed(*path: str | int, to: object, protocol: Records | None = None) -> Records:
    """The example with one value put in at this path; `...` takes the value away."""
    records = example() if protocol is None else protocol
    holder: Any = records
    for key in path[:-1]:
        holder = holder[key]
    if to is ...:
        del holder[path[-1]]
    else:
        holder[path[-1]] = to
    return records


def raw_answers(given: dict[str, object]) -> list[dict[str, object]]:
    return [raw_answer(question, value) for question, value in given.items()]


def raw_answer(question: str, value: object) -> dict[str, object]:
    """`None` is "weet ik niet"."""
    if value is None:
        return {"question": question, "unknown": True}
    if isinstance(value, int):
        return {"question": question, "number": value}
    return {"question": question, "choices": list(value) if isinstance(value, tuple) else [value]}


def answers(protocol: Protocol = PROTOCOL, /, **given: object) -> Answers:
    """Answers by keyword: `leg_weakness="yes"`, `age=40`, `medicines=("none",)`, `fever=None` for "weet ik niet"."""
    return read_answers(protocol, raw_answers({name.replace("_", "-"): value for name, value in given.items()}))


def assess(protocol: Protocol = PROTOCOL, at: datetime = MONDAY_MORNING, /, **given: object) -> Assessment:
    return evaluate(protocol, answers(protocol, **given), at)


HEALTHY: dict[str, object] = {
    "age": 40,
    "place": "low",
    "breathless": "no",
    "fever": "no",
    "leg_weakness": "no",
    "past_cancer": "no",
    "night_pain": "no",
    "limits": "nothing",
    "worried": "no",
    "medicines": ("none",),
    "pregnant": "no",
}
"""Ordinary back pain, nothing the matter: every question answered that gets asked."""


def assess_healthy(protocol: Protocol = PROTOCOL, at: datetime = MONDAY_MORNING, /, **other: object) -> Assessment:
    """Ordinary back pain, but for these answers. `...` takes an answer away."""
    given = {name: value for name, value in {**HEALTHY, **other}.items() if value is not ...}
    return assess(protocol, at, **given)

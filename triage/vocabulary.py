"""The words of the protocol, as drafts and the contract choose from them. The engine's enumerations are the source."""

from content.vocabulary import LABELS as CONTENT_LABELS
from triage.engine.evaluate import Status
from triage.engine.records import Moment, PromiseKind, QuestionKind, Role, Who

QUESTION_KINDS = tuple(kind.value for kind in QuestionKind)
QUESTION_ROLES = tuple(role.value for role in Role)
PROMISE_KINDS = tuple(kind.value for kind in PromiseKind)
ASSESSMENT_STATUSES = tuple(status.value for status in Status)
MOMENTS = tuple(moment.value for moment in Moment)
WHO = tuple(who.value for who in Who)
WORSE = ("yes", "no", "last", "more", "higher", "lower")
RESTS = ("no", "unknown")

# What these words are called where people edit and compare. A test holds that every word has one.
LABELS = CONTENT_LABELS | {
    "yesNo": "ja of nee",
    "single": "één keuze",
    "multiple": "meer keuzes",
    "number": "getal",
    "alarmSign": "alarmteken",
    "factor": "factor",
    "reviewReason": "reden voor een afspraak",
    "scope": "voor wie dit is",
    "phase": "duur en verloop",
    "contraindication": "reden om iets niet te gebruiken",
    "worry": "zorgen",
    "floor": "nooit minder dringend dan",
    "ceiling": "nooit dringender dan",
    "emergency112": "112",
    "gpOutOfHours": "huisartsenpost",
    "ownGp": "eigen huisarts",
    "midwife": "verloskundige",
    "treatingTeam": "behandelend team",
    "pharmacist": "apotheker",
    "physiotherapist": "fysiotherapeut",
    "crisisLine113": "113 Zelfmoordpreventie",
    "self": "niemand, zelf zorgen",
    "officeHours": "kantooruren",
    "night": "avond en nacht",
    "weekend": "weekend",
    "holiday": "feestdag",
    "yes": "ja",
    "no": "nee",
    "unknown": "weet ik niet",
    "last": "de laatste keuze",
    "more": "meer keuzes",
    "higher": "een hoger getal",
    "lower": "een lager getal",
}

"""What triage's lists of words in the contract are about, and what each word means."""

from content.api.v1.meanings import Meaning

MEANINGS: dict[str, Meaning] = {
    "QuestionKind": (
        "Het soort vraag.",
        {
            "yesNo": "ja of nee",
            "single": "één keuze",
            "multiple": "een of meer keuzes",
            "number": "een heel getal",
        },
    ),
    "QuestionRole": (
        "Waar een vraag voor dient.",
        {
            "alarmSign": "een alarmteken",
            "factor": "telt alleen mee samen met andere",
            "reviewReason": "een reden voor een afspraak",
            "scope": "voor wie dit protocol is",
            "phase": "hoelang het duurt en hoe het gaat",
            "contraindication": "een reden om een medicijn niet te gebruiken",
            "worry": "zorgen",
        },
    ),
    "PromiseKind": (
        "Het soort belofte.",
        {"floor": "nooit minder dringend dan `urgency`", "ceiling": "nooit dringender dan `urgency`"},
    ),
    "AssessmentStatus": (
        "Of er nog vragen zijn.",
        {"question": "er is een volgend scherm", "outcome": "dit is de uitkomst"},
    ),
    "Moment": (
        "Welk moment het in Nederland is: het bepaalt wie iemand belt.",
        {
            "officeHours": "kantooruren",
            "night": "avond of nacht",
            "weekend": "weekend",
            "holiday": "feestdag",
        },
    ),
    "Who": (
        "Met wie iemand contact opneemt.",
        {
            "emergency112": "112",
            "gpOutOfHours": "de huisartsenpost",
            "ownGp": "de eigen huisarts",
            "midwife": "de verloskundige",
            "treatingTeam": "het eigen behandelteam",
            "pharmacist": "de apotheker",
            "physiotherapist": "de fysiotherapeut",
            "crisisLine113": "113 Zelfmoordpreventie",
            "self": "niemand, zelf zorgen",
        },
    ),
}

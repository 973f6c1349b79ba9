"""What the lists of words in the contract are about, and what each word means. Dutch, as all that the contract says."""

Meaning = tuple[str, dict[str, str]]

MEANINGS: dict[str, Meaning] = {
    "Urgency": (
        "Hoe dringend het is, het dringendst eerst.",
        {
            "emergency": "levensgevaar, bel nu 112",
            "immediate": "bel meteen een arts, ook 's nachts",
            "sameDay": "bel vandaag nog een arts",
            "withinDays": "maak een afspraak voor de komende dagen",
            "selfCare": "voorlopig zelf zorgen",
        },
    ),
    "UrgencySoFar": (
        "Hoe dringend het nu al is, terwijl er nog vragen zijn. Wat minder dringend is, zegt een triage pas aan het "
        "eind.",
        {
            "emergency": "levensgevaar, bel nu 112",
            "immediate": "bel meteen een arts, ook 's nachts",
            "sameDay": "bel vandaag nog een arts",
        },
    ),
    "Evidence": (
        "Waar iets op rust.",
        {
            "guideline": "een richtlijn",
            "study": "onderzoek",
            "article": "een artikel",
            "unverified": "nog door geen zorgverlener bij de bron nagegaan",
        },
    ),
    "SectionKind": (
        "Waar een paragraaf over gaat, voor de vormgeving van een app.",
        {
            "introduction": "inleiding",
            "definition": "wat het is",
            "symptoms": "klachten",
            "causes": "oorzaken",
            "conditions": "aandoeningen",
            "prognosis": "hoe het verloopt",
            "selfCare": "wat u zelf kunt doen",
            "treatment": "behandeling",
            "whenToSeeDoctor": "wanneer u een arts belt",
            "riskFactors": "wat de kans groter maakt",
            "complications": "wat erbij kan komen",
            "lookAlikes": "wat erop lijkt",
        },
    ),
    "BlockKind": (
        "Het soort blok. Het soort bepaalt welke andere velden er zijn.",
        {
            "paragraph": "een alinea, met `text`",
            "callout": "een kader, met `text` en `tone`",
            "list": "een lijst, met `items`",
            "steps": "genummerde stappen, met `items`",
            "alarmSigns": "alarmtekens, met `refs`",
            "advice": "adviezen, met `refs`",
            "faqs": "veelgestelde vragen, met `refs`",
        },
    ),
    "SourceKind": (
        "Het soort bron.",
        {
            "guideline": "richtlijn",
            "study": "onderzoek",
            "patientInformation": "voorlichting",
            "article": "artikel",
            "practice": "wat zorgverleners in de praktijk doen",
        },
    ),
    "AdviceCategory": (
        "Waar een advies over gaat.",
        {
            "activity": "bewegen",
            "warmthAndCold": "warmte en kou",
            "posture": "houding",
            "sleep": "slapen",
            "exercise": "oefeningen",
            "stress": "stress",
            "medicine": "medicijnen",
            "lifestyle": "leefstijl",
            "contact": "hulp zoeken",
        },
    ),
    "CalloutTone": ("De toon van een kader.", {"info": "ter informatie", "warning": "waarschuwing"}),
    "ReleaseStatus": (
        "Hoe het met een uitgave staat.",
        {
            "live": "geldt nu",
            "superseded": "vervangen door een nieuwere",
            "withdrawn": "ingetrokken",
            "recalled": "teruggeroepen, toon haar meteen niet meer",
        },
    ),
    "Profession": (
        "Het beroep van een zorgverlener in het BIG-register.",
        {
            "doctor": "arts",
            "physiotherapist": "fysiotherapeut",
            "nurse": "verpleegkundige",
            "physicianAssistant": "physician assistant",
            "pharmacist": "apotheker",
            "midwife": "verloskundige",
            "psychologist": "gz-psycholoog",
        },
    ),
    "TextLanguage": ("De taal van een tekst.", {"nl": "Nederlands", "en": "Engels"}),
}

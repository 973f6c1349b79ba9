"""The words that content records choose from. They stand in documents and in the API as they are."""

SECTION_KINDS = (
    "introduction",
    "definition",
    "symptoms",
    "causes",
    "conditions",
    "prognosis",
    "selfCare",
    "treatment",
    "whenToSeeDoctor",
    "riskFactors",
    "complications",
    "lookAlikes",
)
ADVICE_CATEGORIES = (
    "activity",
    "warmthAndCold",
    "posture",
    "sleep",
    "exercise",
    "stress",
    "medicine",
    "lifestyle",
    "contact",
)
SOURCE_KINDS = ("guideline", "study", "patientInformation", "article", "practice")
# How well a clinical statement is founded. `unverified`: no clinician has confirmed it at the source yet.
EVIDENCE = ("guideline", "study", "article", "unverified")
# Most urgent first. The triage engine has the same five words; a test holds them together.
URGENCIES = ("emergency", "immediate", "sameDay", "withinDays", "selfCare")
# What an unfinished interview may already say: below this it must not reassure.
URGENCIES_SO_FAR = URGENCIES[:3]
CALLOUT_TONES = ("info", "warning")
# Blocks whose rows of detail are shown together, and blocks that show other records.
LIST_BLOCKS = ("list", "steps")
REFERENCE_BLOCKS = {"alarmSigns": "alarmSign", "advice": "advice", "faqs": "faq"}
BLOCK_KINDS = ("paragraph", "callout", *LIST_BLOCKS, *REFERENCE_BLOCKS)
# The professions of the BIG register (article 3) that may judge what is said about back pain.
PROFESSIONS = ("doctor", "physiotherapist", "nurse", "physicianAssistant", "pharmacist", "midwife", "psychologist")
RELEASE_STATUSES = ("live", "superseded", "withdrawn", "recalled")

# What these words are called where people edit and compare. A test holds that every word has one.
LABELS = {
    "introduction": "inleiding",
    "definition": "wat het is",
    "symptoms": "klachten",
    "causes": "oorzaken",
    "conditions": "aandoeningen",
    "prognosis": "verloop",
    "selfCare": "zelf zorgen",
    "treatment": "behandeling",
    "whenToSeeDoctor": "wanneer naar de dokter",
    "riskFactors": "risicofactoren",
    "complications": "complicaties",
    "lookAlikes": "lijkt erop",
    "activity": "bewegen",
    "warmthAndCold": "warmte en kou",
    "posture": "houding",
    "sleep": "slapen",
    "exercise": "oefeningen",
    "stress": "stress",
    "medicine": "medicijnen",
    "lifestyle": "leefstijl",
    "contact": "hulp zoeken",
    "guideline": "richtlijn",
    "study": "onderzoek",
    "patientInformation": "voorlichting",
    "article": "artikel",
    "practice": "praktijk",
    "unverified": "niet nagegaan",
    "emergency": "levensgevaar: 112",
    "immediate": "meteen bellen",
    "sameDay": "vandaag nog",
    "withinDays": "binnen enkele dagen",
    "info": "ter informatie",
    "warning": "waarschuwing",
    "paragraph": "alinea",
    "callout": "kader",
    "list": "lijst",
    "steps": "stappen",
    "alarmSigns": "alarmtekens",
    "advice": "adviezen",
    "faqs": "veelgestelde vragen",
    "doctor": "arts",
    "physiotherapist": "fysiotherapeut",
    "nurse": "verpleegkundige",
    "physicianAssistant": "physician assistant",
    "pharmacist": "apotheker",
    "midwife": "verloskundige",
    "psychologist": "gz-psycholoog",
    "nl": "Nederlands",
    "en": "Engels",
}

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
RELEASE_STATUSES = ("live", "superseded", "withdrawn", "recalled")

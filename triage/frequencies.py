"""How often people who ask help in primary care for a new episode of back pain give each answer.

Each frequency has its source; what nobody looked up says `UNVERIFIED`, and a clinician or an epidemiologist may correct
it here. `triage.population` draws people from these.
"""

from collections.abc import Mapping
from dataclasses import dataclass

UNVERIFIED = "unverified: our own estimate"
HENSCHKE_2009 = "Henschke 2009: 1,172 people with new low back pain in primary care, 0.9 % with serious disease"
HARDING_2005 = "Harding 2005: 213 of 482 people with back pain had pain at night, none of them serious disease"
VERHAGEN_2016 = (
    "Verhagen 2016, introduction: fracture about 4 %, malignancy under 1 %, cauda equina 0.04 %, infection 0.01 %"
)

# Of a question that has no frequency for it below, somebody says "weet ik niet". Unverified.
SHARE_UNKNOWN = 0.0005

# From, up to and including, share. The mean is that of the cohort of Henschke 2008, 973 people with new low back pain
# in primary care: 43.3 years. The bands are unverified.
AGES: tuple[tuple[int, int, float], ...] = (
    (1, 17, 0.02),
    (18, 39, 0.42),
    (40, 64, 0.45),
    (65, 79, 0.09),
    (80, 95, 0.02),
)


@dataclass(frozen=True)
class Frequency:
    """The share of people who give each answer, `unknown` among them.

    Of a single choice, the first takes what the others leave.
    """

    question: str
    shares: Mapping[str, float]
    source: str


FREQUENCIES: tuple[Frequency, ...] = (
    Frequency(
        "place",
        {
            "whole-back": 0.05,
            "buttock": 0.10,
            "hip-or-groin": 0.03,
            "back-and-belly": 0.01,
            "flank": 0.03,
            "upper-back": 0.08,
            "neck": 0.10,
        },
        UNVERIFIED,
    ),
    Frequency("onset", {"movement": 0.35, "injury": 0.05, "sudden": 0.02}, UNVERIFIED),
    Frequency(
        "duration",
        {"under-three-weeks": 0.60, "three-to-six-weeks": 0.12, "six-to-twelve-weeks": 0.02, "over-twelve-weeks": 0.01},
        f"{UNVERIFIED}; the cohort of {HENSCHKE_2009} had pain of less than six weeks",
    ),
    Frequency(
        "situation",
        {
            "someone-else": 0.05,
            "gave-birth": 0.005,
            "spinal-procedure": 0.003,
            "chemotherapy": 0.001,
            "spinal-cord-injury": 0.0005,
        },
        UNVERIFIED,
    ),
    Frequency(
        "general-health",
        {
            "blood-thinner": 0.08,
            "weight-loss": 0.003,
            "night-sweats": 0.003,
            "black-stools": 0.001,
            "painkillers": 0.40,
            "strong-painkillers": 0.01,
            "painkiller-advice": 0.25,
        },
        UNVERIFIED,
    ),
    Frequency(
        "course",
        {
            "daily-life-limited": 0.08,
            "worse-despite-self-care": 0.04,
            "no-position-helps": 0.01,
            "low-mood": 0.04,
            "worry": 0.05,
            "repeat-contact": 0.01,
        },
        UNVERIFIED,
    ),
    Frequency(
        "course", {"night-pain": 0.20}, f"{UNVERIFIED}; fewer than the 44 % of a back pain clinic: {HARDING_2005}"
    ),
    Frequency(
        "history", {"cancer": 0.04, "steroids": 0.01, "osteoporosis": 0.04}, f"{UNVERIFIED}, near {HENSCHKE_2009}"
    ),
    Frequency(
        "history", {"weak-immunity": 0.01, "infection-risk": 0.003, "tuberculosis": 0.002, "diabetes": 0.06}, UNVERIFIED
    ),
    Frequency(
        "painkiller-safety",
        {
            "blood-pressure": 0.15,
            "interacting-medicine": 0.06,
            "stomach-ulcer": 0.03,
            "kidney-disease": 0.02,
            "heart-failure": 0.01,
            "nsaid-asthma": 0.01,
            "liver-or-low-weight": 0.01,
        },
        UNVERIFIED,
    ),
    Frequency("leg-numbness", {"one-leg": 0.02, "both-legs": 0.001}, UNVERIFIED),
    Frequency("saddle-numbness", {"yes": 0.0008}, f"{VERHAGEN_2016}; twice that, as more people notice something"),
    Frequency("loss-of-bladder-control", {"yes": 0.0008}, f"{VERHAGEN_2016}; twice that"),
    Frequency("cannot-pass-urine", {"yes": 0.001}, UNVERIFIED),
    Frequency("loss-of-bowel-control", {"yes": 0.0005}, UNVERIFIED),
    Frequency("new-leg-weakness", {"yes": 0.004}, UNVERIFIED),
    Frequency("pain-both-legs", {"yes": 0.004}, UNVERIFIED),
    Frequency("unsteady-walking", {"yes": 0.002}, UNVERIFIED),
    Frequency("fever", {"yes": 0.006, "unknown": 0.08}, f"{UNVERIFIED}; many do not measure it"),
    Frequency("feels-feverish", {"yes": 0.02}, f"{UNVERIFIED}: of people who did not measure"),
    Frequency("rigors", {"yes": 0.001}, UNVERIFIED),
    Frequency("paracetamol-overdose", {"yes": 0.004}, UNVERIFIED),
    Frequency("severe-pain-after-injury", {"yes": 0.10}, f"{UNVERIFIED}: of people with an injury"),
    Frequency("bruise-after-injury", {"yes": 0.10}, f"{UNVERIFIED}: of people with an injury"),
    Frequency("deformity-after-injury", {"yes": 0.02}, f"{UNVERIFIED}: of people with an injury"),
    Frequency("steady-pain", {"yes": 0.20}, UNVERIFIED),
    Frequency("feels-ill", {"yes": 0.05}, UNVERIFIED),
    Frequency("needs-help-to-toilet", {"yes": 0.02}, UNVERIFIED),
    Frequency("painful-urination", {"yes": 0.05}, f"{UNVERIFIED}: of people with pain in the side or belly"),
)
# A question that has no frequency above: yes to an alarm sign, and yes to anything else. Unverified.
RARE_ALARM_SIGN, OTHER_YES = 0.0005, 0.01
# Of people from 18 to 45; and half as many who think they may be. Unverified.
PREGNANT = 0.01
# Each as often as the next. Unverified.
PAIN_SCORES = (2, 3, 4, 5, 5, 6, 6, 7, 7, 8)

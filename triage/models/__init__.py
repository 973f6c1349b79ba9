"""Drafts of the protocol: what is asked, what is concluded, what is said. And what is kept of use."""

from triage.models.conclude import AdviceChoice, Contact, Outcome, Promise, Route, Rule, Vignette, Withholding
from triage.models.interview import Option, ProtocolTexts, Question, Screen
from triage.models.stored import StoredAssessment
from triage.models.use import UseCount

__all__ = [
    "AdviceChoice",
    "Contact",
    "Option",
    "Outcome",
    "Promise",
    "ProtocolTexts",
    "Question",
    "Route",
    "Rule",
    "Screen",
    "StoredAssessment",
    "UseCount",
    "Vignette",
    "Withholding",
]

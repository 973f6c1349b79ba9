"""Drafts of the protocol: what is asked, what is concluded, what is said."""

from triage.models.conclude import AdviceChoice, Contact, Outcome, Promise, Route, Rule, Vignette, Withholding
from triage.models.interview import Option, ProtocolTexts, Question, Screen

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
    "Vignette",
    "Withholding",
]

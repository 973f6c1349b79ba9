"""Drafts (what clinicians edit) and the record (what was submitted, approved and published)."""

from content.models.accountability import Account, Export, Membership, Refusal, RolesHeld
from content.models.draft import Advice, AlarmSign, Faq, GlossaryTerm, Section, SectionBlock, Source, Topic
from content.models.record import ClinicalReview, Comment, Proof, Publication, Release, SendBack, Submission

__all__ = [
    "Account",
    "Advice",
    "AlarmSign",
    "ClinicalReview",
    "Comment",
    "Export",
    "Faq",
    "GlossaryTerm",
    "Membership",
    "Proof",
    "Publication",
    "Refusal",
    "Release",
    "RolesHeld",
    "Section",
    "SectionBlock",
    "SendBack",
    "Source",
    "Submission",
    "Topic",
]

"""Drafts (what clinicians edit) and the record (what was submitted, approved and published)."""

from content.models.draft import Advice, AlarmSign, Faq, GlossaryTerm, Section, SectionBlock, Source, Topic
from content.models.record import ClinicalReview, Comment, Proof, Publication, Release, SendBack, Submission

__all__ = [
    "Advice",
    "AlarmSign",
    "ClinicalReview",
    "Comment",
    "Faq",
    "GlossaryTerm",
    "Proof",
    "Publication",
    "Release",
    "Section",
    "SectionBlock",
    "SendBack",
    "Source",
    "Submission",
    "Topic",
]

"""The clinicians' desk for triage: forms of the protocol's drafts."""

from triage.admin import conclude, interview

__all__ = ["conclude", "interview"]

"""The clinicians' desk for triage: forms of the protocol's drafts, and what stands beside the pages of content."""

from content import beside
from triage.admin import added, conclude, interview

beside.register(added.BESIDE)

__all__ = ["conclude", "interview"]

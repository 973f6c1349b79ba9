"""The clinicians' desk for content: forms of the drafts, and the way from draft to release."""

from content.admin import drafts, releases, submissions, topics

__all__ = ["drafts", "releases", "submissions", "topics"]

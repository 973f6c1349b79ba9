"""Why an action was not done. The message says why and what to do."""

from django.core.exceptions import PermissionDenied


class Refused(Exception):
    """An action that was not done; the message says why and what to do. Nothing has changed."""


class NotAllowed(Refused):
    """This person may not do this."""


class PageRefused(PermissionDenied):
    """A page or a file of the desk. `about`: what was asked, for the history."""

    def __init__(self, said: str, about: str) -> None:
        super().__init__(said)
        self.about = about


class NothingChanged(Refused):
    """There is nothing to submit."""


class BaseMoved(Refused):
    """Another release came in between."""


class NotProved(Refused):
    """The proofs are missing, or they found something that was not mended, accepted or explained."""


class NotPublishable(Refused):
    """This release or this moment cannot be published."""

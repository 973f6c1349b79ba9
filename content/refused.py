"""Why an action was not done. The message says why and what to do."""


class Refused(Exception):
    """An action that was not done; the message says why and what to do. Nothing has changed."""


class NotAllowed(Refused):
    """This person may not do this."""


class NothingChanged(Refused):
    """There is nothing to submit."""


class BaseMoved(Refused):
    """Another release came in between."""


class NotProved(Refused):
    """The proofs are missing, or they found something that was not mended, accepted or explained."""


class NotPublishable(Refused):
    """This release or this moment cannot be published."""

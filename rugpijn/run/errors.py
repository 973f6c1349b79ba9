"""Why the service could not be started, as one line for whoever typed the command."""


class RunError(Exception):
    """The service cannot run. The message says what, where and what to do."""

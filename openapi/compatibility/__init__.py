"""Does a new contract break an app that was built on the old one? Which change, where, and what to do instead.

`compare` knows every construct that our contract uses, and refuses one that it does not know: what it cannot judge may
not pass. What counts as a break, and why, is in docs/decisions/0016.
"""

from openapi.compatibility.changes import Change
from openapi.compatibility.comparing import compare
from openapi.compatibility.reading import UnknownConstruct

__all__ = ["Change", "UnknownConstruct", "compare"]

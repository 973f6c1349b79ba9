"""What somebody agrees to before anything is kept, and its version."""

from functools import lru_cache
from hashlib import sha256
from typing import Final

import rfc8785

from triage.engine.records import Text

SHOWN: Final = 16


@lru_cache(maxsize=64)
def version_of(consent: Text) -> str:
    """Made of the words themselves, in every language: who changes them cannot forget to change it."""
    words = rfc8785.dumps({"nl": consent.nl, **dict(consent.others)})
    return sha256(words).hexdigest()[:SHOWN]

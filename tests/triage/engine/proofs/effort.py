"""How much is tried: enough for every run, and much more by `make proofs-long`."""

import os

LONG = os.environ.get("RUGPIJN_PROOFS") == "long"


def times(usual: int, long: int) -> int:
    return long if LONG else usual

"""The number by which a client and an administrator can talk about one request. Always ours, never the client's."""

from random import getrandbits

from django.http import HttpRequest

KEY = "rugpijn.request_id"
_RANDOM = ~(0xF << 76 | 0x3 << 62)
_VERSION_4 = 0x4 << 76 | 0x2 << 62


def new_number() -> str:
    """A UUID of version 4 (RFC 9562), which need not be hard to guess: it opens nothing.

    As `uuid.uuid4`, without the object, and without asking the kernel: Python lets the other threads go first then.
    """
    digits = f"{getrandbits(128) & _RANDOM | _VERSION_4:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def request_id(request: HttpRequest) -> str:
    """Made at the first question, and the same from then on, for Django's and DRF's request alike."""
    found: str = request.META.setdefault(KEY, "") or new_number()
    request.META[KEY] = found
    return found

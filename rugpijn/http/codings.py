"""Compression: which content codings a client takes, and bytes in one of them.

Only what anybody may read is compressed: of an answer about a person, the length of what was packed could tell.
"""

import gzip
from functools import lru_cache
from typing import Final

import brotli
from django.utils.translation.trans_real import parse_accept_lang_header

IDENTITY: Final = "identity"
CODINGS: Final = ("br", "gzip")  # what we would rather send comes first
LONGEST_HEADER: Final = 200  # browsers send under 40; what is kept in memory has a bound
LEAST: Final = 0.0001  # below every weight that a header can give
# On the rugpijn article quality 11 takes twice the time of 10, for 1 % less.
BROTLI_QUALITY: Final = 10


def ranked(accept: str) -> tuple[str, ...]:
    """Our codings that an Accept-Encoding header allows, best first; none where it refuses all of them."""
    return _ranked(accept) if 0 < len(accept) <= LONGEST_HEADER else (IDENTITY,)


@lru_cache(maxsize=1024)
def _ranked(accept: str) -> tuple[str, ...]:
    """RFC 9110, 12.5.3. A header that cannot be read asks for nothing.

    It has the grammar of Accept-Language, so Django's reader of that one, which has met every browser, reads it.
    """
    asked = dict(reversed(parse_accept_lang_header(accept)))  # of two weights for one coding the higher counts
    others = asked.get("*", 0.0)
    weights = {coding: asked.get(coding, others) for coding in CODINGS}
    # As it is, is always fine unless it is refused, and liked least unless the header says otherwise.
    weights[IDENTITY] = asked.get(IDENTITY, 0.0 if asked.get("*") == 0 else LEAST)
    allowed = [coding for coding, weight in weights.items() if weight > 0]
    return tuple(sorted(allowed, key=lambda coding: -weights[coding]))


def packed(body: bytes, coding: str) -> bytes:
    """The same bytes for the same body, in every worker and at every moment: the ETag depends on it."""
    if coding == "br":
        small: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
        return small
    return gzip.compress(body, compresslevel=9, mtime=0)

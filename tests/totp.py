"""Somebody's phone: the code of a second step, from its secret (RFC 6238)."""

import base64
import hmac
import struct
import time


def code(secret: str, *, steps_on: int = 0) -> str:
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int(time.time() // 30) + steps_on)
    digest = hmac.new(key, counter, "sha1").digest()
    start = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 10**6:06d}"

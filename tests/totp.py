"""Somebody's phone: the code of a second step, from its secret (RFC 6238). `make code KEY=...` shows one.

It stands with the tests, which no image of a deployment has.
"""

import base64
import hmac
import struct
import sys
import time


def code(secret: str, *, steps_on: int = 0) -> str:
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int(time.time() // 30) + steps_on)
    digest = hmac.new(key, counter, "sha1").digest()
    start = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 10**6:06d}"


if __name__ == "__main__":
    print(code("".join(sys.argv[1:]).replace(" ", "").upper()))

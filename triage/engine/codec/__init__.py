"""The only parser: records as plain JSON <-> `Protocol`."""

from triage.engine.codec.decoding import decode
from triage.engine.codec.encoding import encode
from triage.engine.codec.shapes import CONTENT_KINDS, TRIAGE_KINDS

__all__ = ["CONTENT_KINDS", "TRIAGE_KINDS", "decode", "encode"]

"""Proofs over every patient there can be, by a SAT solver. The only part of the engine that needs a library."""

PROOFS_VERSION = 1
"""One more whenever more is proved: what was proved before that counts no longer."""

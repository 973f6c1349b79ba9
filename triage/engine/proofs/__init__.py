"""Proofs over every patient there can be, by a SAT solver. The only part of the engine that needs a library."""

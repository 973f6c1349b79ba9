"""A protocol as one picture that a clinician can read: screen after screen, which answers lead where."""

from triage.picture.drawing import draw
from triage.picture.reading import read

__all__ = ["draw", "read"]

"""The pure triage engine: answers in, urgency and outcome out. Standard library only; no I/O, no clock, no state."""

ENGINE_VERSION = "1.0.0"

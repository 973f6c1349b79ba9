"""Each kind of change to the real contract: what breaks an app says so in a sentence, and what does not may pass."""

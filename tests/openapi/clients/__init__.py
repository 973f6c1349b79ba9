"""Clients as an app's developer generates them: nothing to warn of, good names, nothing lost, and they work."""

"""How fast it is, measured side by side. `make bench` runs all of it; nothing here is a test."""

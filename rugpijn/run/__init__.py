"""One command from a fresh checkout to a working service: `make run`."""

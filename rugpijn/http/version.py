"""The version of the API (semver): the first number is the one in /v1."""

from typing import Final

API_VERSION: Final = "1.0.0"

"""The contracts that were released, each in a file that never changes: openapi/released/1.0.0.json."""

import json
import re
from pathlib import Path
from typing import Final

from openapi.compatibility.reading import Part
from openapi.compatibility.versions import Version, version

OPENAPI: Final = Path(__file__).parent.parent
CURRENT: Final = OPENAPI / "v1.json"
RELEASED: Final = OPENAPI / "released"
CHANGELOG: Final = OPENAPI.parent / "CHANGELOG.md"


class AlreadyReleased(Exception):
    """This version was released with another contract. The message says what to do."""


def read(path: Path) -> Part:
    contract: Part = json.loads(path.read_text(encoding="utf-8"))
    return contract


def version_of(contract: Part) -> Version:
    return version(contract["info"]["version"])


def last(released: Path = RELEASED) -> Part | None:
    """The newest contract that was released; None before the first."""
    files = sorted(released.glob("*.json"), key=lambda path: version(path.stem))
    return read(files[-1]) if files else None


def release(current: Path = CURRENT, released: Path = RELEASED, changelog: Path = CHANGELOG) -> Path:
    """Keep the current contract as what apps build on. Raises AlreadyReleased.

    Until CHANGELOG has a first version nobody outside builds on it, and the same number may be written again.
    """
    path = released / f"{version_of(read(current))}.json"
    text = current.read_text(encoding="utf-8")
    if path.exists() and path.read_text(encoding="utf-8") != text and _somebody_builds_on_it(changelog):
        raise AlreadyReleased(
            f"{path.stem} was released with another contract: set API_VERSION in rugpijn/http/version.py to a new one."
        )
    released.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _somebody_builds_on_it(changelog: Path) -> bool:
    return re.search(r"^## (?!Unreleased)", changelog.read_text(encoding="utf-8"), re.MULTILINE) is not None

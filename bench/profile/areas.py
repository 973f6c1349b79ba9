"""To which part of the work a sample belongs: told by the innermost frame that names one."""

import re
from collections.abc import Iterable
from typing import Final

SERVER: Final = "HTTP, sockets, threads (Granian)"
REST: Final = "Django and the rest"
AREAS: Final = {
    "engine: what the answers say": ("triage/engine/facts.py", "triage/engine/verdict.py"),
    "engine: which screen is next": ("triage/engine/interview.py",),
    "engine: the outcome": ("triage/engine/outcome.py",),
    "reading the request": (
        "rugpijn/http/strict_json.py",
        "triage/api/v1/requests.py",
        "triage/api/v1/storing_requests.py",
        "triage/engine/answers.py",
    ),
    "writing the answer": (
        "triage/api/v1/shapes.py",
        "triage/api/v1/assessing.py",
        "rugpijn/http/representation.py",
        "content/texts.py",
    ),
    "the database": (
        "triage/storing.py",
        "triage/inserting.py",
        "triage/waiting.py",
        "triage/api/v1/keeping.py",
    ),
    "counts and logs": ("rugpijn/http/observing.py", "triage/metrics.py", "triage/usage.py"),
    "the layer before Django": (
        "rugpijn/http/answering.py",
        "rugpijn/http/remembering.py",
        "rugpijn/http/request_ids.py",
        "triage/api/v1/plain.py",
        "content/editions.py",
    ),
}
ORDER: Final = (SERVER, *AREAS, REST)
_OF_FILE: Final = {file: area for area, files in AREAS.items() for file in files}
_FILE: Final = re.compile(r"\(([^():]+)(?::\d+)?\)$")


def area_of(frames: Iterable[str]) -> str:
    """Of `function (file:line)`, the outermost first."""
    for frame in reversed(list(frames)):
        found = _FILE.search(frame.strip())
        for file, area in _OF_FILE.items() if found else ():
            if found and found[1].endswith(file):
                return area
    return REST

"""The shipped library is proved once per run for all tests that load it: the same document gives the same proof.

Five seconds of work each time, and many tests begin with that library. Who tests proving does not come by here: small
documents are proved anew each time, and so is everything in another process.
"""

import fcntl
import json
from collections.abc import Callable
from pathlib import Path

from content.documents import Document
from content.proven import Finding, Proven

LARGE = 200  # records: the library, and none of the topics that tests make up
Prove = Callable[[Document, Document | None], Proven]


def proved_once(prove: Prove, folder: Path) -> Prove:
    """`prove`, which remembers in a folder that the workers of a run share."""

    def do(document: Document, before: Document | None) -> Proven:
        if sum(map(len, document.records.values())) < LARGE:
            return prove(document, before)
        name = "-".join(one.digest.removeprefix("sha256:")[:24] for one in (document, before) if one)
        with (folder / f"{name}.json").open("a+") as kept:
            fcntl.flock(kept, fcntl.LOCK_EX)
            kept.seek(0)
            if said := kept.read():
                return _read(said)
            found = prove(document, before)
            kept.write(json.dumps([[one.as_json() for one in found.findings], found.figures]))
            return found

    return do


def _read(said: str) -> Proven:
    findings, figures = json.loads(said)
    return Proven(tuple(Finding.from_json(one) for one in findings), figures)

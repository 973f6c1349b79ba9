"""`make check`: may openapi/v1.json follow the last contract that was released? `--release` makes it the next one."""

import sys

from openapi.compatibility.comparing import compare
from openapi.compatibility.reading import Part, UnknownConstruct
from openapi.compatibility.released import CURRENT, OPENAPI, AlreadyReleased, last, read, release, version_of
from openapi.compatibility.versions import faults


def main(arguments: list[str]) -> int:
    if arguments:
        return _release() if arguments == ["--release"] else _misspelled(arguments)
    try:
        found = judge(last(), read(CURRENT))
    except UnknownConstruct as unknown:
        found = [str(unknown)]
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


def judge(old: Part | None, new: Part) -> list[str]:
    """Every reason why the new contract may not follow the old one. Raises UnknownConstruct."""
    if old is None:
        return ["There is no contract in openapi/released to compare with: make release-contract keeps the first."]
    changes = compare(old, new)
    found = faults(version_of(old), version_of(new), changes)
    if not found:
        print(
            f"No app that was built on the contract of {version_of(old)} breaks on this one ({len(changes)} changes)."
        )
    return found


def _misspelled(arguments: list[str]) -> int:
    print(f"{' '.join(arguments)} means nothing here: give --release, or nothing.", file=sys.stderr)
    return 2


def _release() -> int:
    try:
        print(f"{release().relative_to(OPENAPI.parent)} is what apps build on from now.")
    except AlreadyReleased as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

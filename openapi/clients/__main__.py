"""`make clients`: every client from the committed contract, in var/clients. `--tools`: only what npm brings."""

import sys
import time

from openapi.clients.generators import GENERATORS, Generator, generate
from openapi.clients.tools import FOLDER, PROJECT, ToolMissing, Tools, found

CONTRACT = PROJECT / "openapi" / "v1.json"


def main(arguments: list[str]) -> int:
    try:
        tools = found()
    except ToolMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    if arguments == ["--tools"]:
        return 0
    made = [_made(generator, tools) for generator in GENERATORS]
    return 0 if all(made) else 1


def _made(generator: Generator, tools: Tools) -> bool:
    """Make one client and say how it went."""
    print(f"{generator.name:<20}", end="", flush=True)
    started = time.monotonic()
    client = generate(generator, tools, CONTRACT, FOLDER / generator.name)
    print(f"{time.monotonic() - started:5.1f} s   {client.folder.relative_to(PROJECT)}")
    for warning in client.warnings:
        print(f"    {warning}")
    return not client.warnings


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

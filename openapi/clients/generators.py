"""The generators that an app's developer would reach for, each with the settings that we recommend.

A generator that is content says little and always the same; everything else that it says is a warning.
"""

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openapi.clients.tools import Tools

Command = Callable[[Tools, Path, Path], list[str]]

COLOURS: Final = re.compile(r"\x1b\[[0-9;]*m")
# openapi-generator: what it is doing, and its thanks.
# The line of noise: openapi-generator asks a schema that is no reference for the name of what it refers to. The Python
# generator says so of any contract, also of one with a single text in it (a test holds that); the others once, where
# JSON has `examples` beside its schema: without those there is no such line. No client differs by it.
NOISE: Final = re.compile(r"\[main\] WARN +o\.o\.codegen\.utils\.ModelUtils - Failed to get the schema name: null")
USUAL: Final = (re.compile(r"\[main\] INFO .*"), re.compile(r"#.*"), NOISE)


@dataclass(frozen=True)
class Generator:
    """`name` is also its folder. `expected` are the lines that are no warning."""

    name: str
    command: Command
    expected: tuple[re.Pattern[str], ...] = USUAL


@dataclass(frozen=True)
class Generated:
    """A client, and every line of its generator that should not be there."""

    folder: Path
    warnings: tuple[str, ...]


def generate(generator: Generator, tools: Tools, contract: Path, folder: Path) -> Generated:
    """Make one client in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    command = generator.command(tools, contract, folder)
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False
    )
    warnings = _unexpected(done.stdout, generator.expected)
    failed = (f"the generator stopped with status {done.returncode}",) if done.returncode else ()
    return Generated(folder, (*warnings, *failed))


def _unexpected(said: str, expected: tuple[re.Pattern[str], ...]) -> tuple[str, ...]:
    lines = (COLOURS.sub("", line).strip() for line in said.splitlines())
    return tuple(line for line in lines if line and not any(usual.fullmatch(line) for usual in expected))


def openapi_generator(language: str, **properties: str) -> Command:
    def command(tools: Tools, contract: Path, folder: Path) -> list[str]:
        said = ",".join(f"{name}={value}" for name, value in properties.items())
        asked = ["generate", "-i", str(contract), "-g", language, "-o", str(folder)]
        asked += [f"--additional-properties={said}"] if said else []
        return [*tools.quick_java, "-jar", str(tools.openapi_generator), *asked]

    return command


def _openapi_typescript(tools: Tools, contract: Path, folder: Path) -> list[str]:
    return [*tools.script("openapi-typescript/bin/cli.js"), str(contract), "-o", str(folder / "rugpijn.ts")]


def _hey_api(tools: Tools, contract: Path, folder: Path) -> list[str]:
    script = tools.script("@hey-api/openapi-ts/bin/run.js")
    return [*script, "-i", str(contract), "-o", str(folder), "-c", "@hey-api/client-fetch", "--no-log-file"]


KOTLIN: Final = Generator("kotlin", openapi_generator("kotlin", packageName="rugpijn.client"))
SWIFT: Final = Generator("swift", openapi_generator("swift6", projectName="RugpijnClient"))
DART: Final = Generator("dart", openapi_generator("dart", pubName="rugpijn_client", pubLibrary="rugpijn_client"))
TYPESCRIPT: Final = Generator("typescript", openapi_generator("typescript-fetch"))
PYTHON: Final = Generator("python", openapi_generator("python", packageName="rugpijn_client"))
OPENAPI_TYPESCRIPT: Final = Generator(
    "openapi-typescript", _openapi_typescript, expected=(re.compile(r"✨ openapi-typescript .*"), re.compile(r"🚀 .*"))
)
HEY_API: Final = Generator(
    "hey-api",
    _hey_api,
    expected=(re.compile(r"@hey-api/openapi-ts v.*"), re.compile(r"\[Job 1\] +(⏳ Generating|\[1\]|✅ Done!).*")),
)
GENERATORS: Final = (KOTLIN, SWIFT, DART, TYPESCRIPT, PYTHON, OPENAPI_TYPESCRIPT, HEY_API)

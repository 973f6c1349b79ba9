"""Compiles generated clients together with our small programs, and runs them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from openapi.clients.generators import Generator, openapi_generator
from openapi.clients.tools import Tools
from tests.openapi.clients.conftest import one_at_a_time

PROGRAMS = Path(__file__).parent / "programs"
FETCH = ("round_trip.ts", "walk.ts")
STRICT = [
    *("--strict", "--noEmitOnError", "--target", "es2022", "--lib", "es2022,dom", "--types", "node"),
    *("--module", "commonjs", "--moduleResolution", "node10"),
]
# Jackson rather than Moshi, which is nowhere to be had: openapi-generator brings it along. The models are the same.
KOTLIN_JACKSON = Generator(
    "kotlin-jackson", openapi_generator("kotlin", packageName="rugpijn.client", serializationLibrary="jackson")
)
COMPILER = ("kotlin-compiler", "kotlin-stdlib", "kotlin-script-runtime", "kotlinx-coroutines-core-jvm", "kotlin-daemon")


class Failed(AssertionError):
    """A compiler or a program stopped. The message is what it said."""


def run(command: list[str], folder: Path, **environment: str) -> str:
    """What the command prints."""
    surroundings = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | environment
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{' '.join(command[:6])}...\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return done.stdout


def python(folder: Path, program: str, *arguments: str) -> str:
    """Runs with the generated package; any warning of Python's is a failure."""
    command = [sys.executable, "-W", "error", str(PROGRAMS / program), *arguments]
    return run(command, folder, PYTHONPATH=str(folder), PYTHONDONTWRITEBYTECODE="1")


def compile_typescript(tools: Tools, folder: Path, *programs: str) -> Path:
    """The whole client and these programs, strictly, once per run. Where the JavaScript of the programs is."""
    with one_at_a_time(folder.parent, f"{folder.name}-compiled"):
        if not (folder / "compiled").exists():
            _compile_typescript(tools, folder, programs)
    return folder / "compiled" / "programs"


def _compile_typescript(tools: Tools, folder: Path, programs: Iterable[str]) -> None:
    (folder / "programs").mkdir(exist_ok=True)
    for program in programs:
        shutil.copyfile(PROGRAMS / program, folder / "programs" / program)
    sources = [str(file) for file in folder.rglob("*.ts")]
    options = [*STRICT, "--typeRoots", str(tools.modules / "@types"), "--rootDir", str(folder)]
    run([*tools.script("typescript/bin/tsc"), *options, "--outDir", str(folder / "compiled"), *sources], folder)


def compile_kotlin(tools: Tools, folder: Path) -> list[str]:
    """The models and our program. The command that runs it."""
    home, classes = tools.kotlin_home, folder / "classes"
    compiler = os.pathsep.join(str(home / "lib" / f"{name}.jar") for name in COMPILER)
    libraries = os.pathsep.join([str(tools.openapi_generator), str(home / "lib" / "kotlin-stdlib.jar")])
    sources = [str(folder / "src/main/kotlin/rugpijn/client/models"), str(PROGRAMS / "RoundTrip.kt")]
    options = ["-kotlin-home", str(home), "-no-reflect", "-jvm-target", "17", "-Werror", "-cp", libraries]
    main = "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler"
    run([*tools.quick_java, "-cp", compiler, main, *options, "-d", str(classes), *sources], folder)
    return [*tools.quick_java, "-cp", os.pathsep.join([str(classes), libraries]), "rugpijn.client.RoundTripKt"]

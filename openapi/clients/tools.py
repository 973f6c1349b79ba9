"""What generating needs: Java for openapi-generator, Node for the rest. What npm brings stays in var/clients/tools."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
PROJECT: Final = HERE.parent.parent
FOLDER: Final = PROJECT / "var" / "clients"
PINNED: Final = ("package.json", "package-lock.json", ".npmrc")


class ToolMissing(Exception):
    """A program that is needed is not there. The message says which, and what to do."""


@dataclass(frozen=True)
class Tools:
    """Programs by their paths. `modules` is where npm's packages are."""

    java: str
    node: str
    modules: Path = FOLDER / "tools" / "node_modules"

    @property
    def quick_java(self) -> list[str]:
        """For programs of some seconds: half the time of Java's own choice."""
        return [self.java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]

    @property
    def openapi_generator(self) -> Path:
        return Path(str(files("openapi_generator_cli").joinpath("openapi-generator.jar")))

    def script(self, path: str) -> list[str]:
        """A command of one of npm's packages."""
        return [self.node, str(self.modules / path)]

    @property
    def kotlin_home(self) -> Path:
        return self.modules / "kotlin-compiler"


def found() -> Tools:
    """The programs of this machine, with npm's packages installed. Raises ToolMissing."""
    tools = Tools(java=_program("java", "JAVA"), node=_program("node", "NODE"))
    install()
    return tools


def installed() -> bool:
    """Whether npm's packages are there, exactly as pinned."""
    pinned, here = HERE / "package-lock.json", FOLDER / "tools" / "installed"
    return here.exists() and here.read_bytes() == pinned.read_bytes()


def install() -> None:
    """Put npm's packages where they belong. Raises ToolMissing."""
    if installed():
        return
    folder = FOLDER / "tools"
    folder.mkdir(parents=True, exist_ok=True)
    for name in PINNED:
        shutil.copyfile(HERE / name, folder / name)
    npm = [_program("npm", "NPM"), "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
    if subprocess.run(npm, cwd=folder, check=False).returncode:
        raise ToolMissing(f"npm could not install {HERE / 'package.json'}: is there a network?")
    shutil.copyfile(folder / "package-lock.json", folder / "installed")


def _program(name: str, variable: str) -> str:
    path = shutil.which(os.environ.get(variable) or name)
    if path is None:
        raise ToolMissing(
            f"{name} is missing: install it (Debian: default-jre-headless nodejs npm), or set {variable}."
        )
    return path

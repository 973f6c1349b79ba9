"""Programs that some tests use when they are there: a browser, Node, Java, nginx.

`make test` needs none of them: where one is missing its tests are skipped, with one loud line at the end of the run. CI
installs them (`.ci/run`) and insists: there a missing program is a failure.
"""

import os
import shutil
from dataclasses import dataclass
from typing import NoReturn

import pytest

MARK = "NOT TRIED"
EVERYWHERE = os.pathsep.join([os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin", "/opt/homebrew/bin"])


@dataclass(frozen=True)
class Tool:
    """`names`: the first that is found is used. `variable` of the environment names one elsewhere."""

    names: tuple[str, ...]
    variable: str
    proves: str
    debian: str

    def path(self) -> str | None:
        named = os.environ.get(self.variable)
        return shutil.which(named) if named else next(filter(None, map(_find, self.names)), None)

    def required(self) -> str:
        """Where it is; without it the test is skipped, or failed where CI insists."""
        path = self.path()
        if path is None:
            missing(f"{self.proves} (needs {self.names[0]}: apt-get install {self.debian}, or set {self.variable})")
        return path


def missing(what: str) -> NoReturn:
    """Skip this test with a loud line, or fail where CI insists."""
    if insisted():
        pytest.fail(f"CI insists, and this could not be tried: {what}", pytrace=False)
    pytest.skip(f"{MARK}: {what}")


def insisted() -> bool:
    return os.environ.get("CI") == "true"


def _find(name: str) -> str | None:
    return shutil.which(name, path=EVERYWHERE)


CHROMIUM = Tool(("chromium", "chromium-browser", "google-chrome"), "CHROMIUM", "our pages in a browser", "chromium")
HUNSPELL = Tool(("hunspell",), "HUNSPELL", "the spelling of the Dutch texts", "hunspell hunspell-nl")
JAVA = Tool(("java",), "JAVA", "clients generated from the contract", "default-jre-headless")
NGINX = Tool(("nginx",), "NGINX", "deploy/nginx.conf", "nginx-light")
NODE = Tool(("node",), "NODE", "the rules that the contract keeps", "nodejs npm")
COMPOSE = Tool(("docker-compose",), "COMPOSE", "docker-compose.yml", "docker-compose")

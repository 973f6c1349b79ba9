"""Reads generated code for its names: classes with their methods, and models."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from openapi.clients.generators import DART, KOTLIN, PYTHON, SWIFT, TYPESCRIPT


@dataclass(frozen=True)
class Language:
    """Where a generator puts classes and models, and how a method and a model begin.

    `variants` are the endings of methods that a generator makes beside each operation's own.
    """

    apis: str
    models: str
    method: str
    model: str
    variants: tuple[str, ...]
    ending: str = "Api"

    def methods(self, folder: Path) -> dict[str, set[str]]:
        """Per class the methods that an app's developer calls."""
        return {self._class(file): set(self._own(file.read_text())) for file in _files(folder, self.apis)}

    def _class(self, file: Path) -> str:
        found = re.search(rf"^(?:open |export )?class (\w+){self.ending}\b", file.read_text(), re.MULTILINE)
        return found[1] if found else f"no class in {file.name}"

    def _own(self, code: str) -> Iterable[str]:
        found = re.findall(self.method, code, re.MULTILINE)
        return (name for name in found if not name.startswith("_") and not name.endswith(self.variants))

    def model_names(self, folder: Path) -> set[str]:
        return {name for file in _files(folder, self.models) for name in re.findall(self.model, file.read_text(), re.M)}


def _files(folder: Path, pattern: str) -> list[Path]:
    found = [file for file in sorted(folder.glob(pattern)) if file.stem not in ("__init__", "index")]
    if not found:
        raise AssertionError(f"nothing at {folder / pattern}")
    return found


LANGUAGES = {
    KOTLIN: Language(
        apis="src/main/kotlin/rugpijn/client/apis/*.kt",
        models="src/main/kotlin/rugpijn/client/models/*.kt",
        method=r"^    fun (\w+)\(",
        model=r"^(?:data|enum) class (\w+)",
        variants=("WithHttpInfo", "RequestConfig"),
    ),
    SWIFT: Language(
        apis="Sources/RugpijnClient/APIs/*.swift",
        models="Sources/RugpijnClient/Models/*.swift",
        method=r"^    open class func (\w+)\(",
        model=r"^public (?:struct|enum) (\w+)",
        variants=("WithRequestBuilder",),
        ending="API",
    ),
    DART: Language(
        apis="lib/api/*.dart",
        models="lib/model/*.dart",
        method=r"^  Future<[^(]*> (\w+)\(",
        model=r"^(?:class|enum) (?!\w+TypeTransformer\b)(\w+)",
        variants=("WithHttpInfo",),
    ),
    TYPESCRIPT: Language(
        apis="apis/*.ts",
        models="models/*.ts",
        method=r"^    async (\w+)\(",
        model=r"^export (?:interface|const) (\w+)",
        variants=("Raw", "RequestOpts"),
    ),
    PYTHON: Language(
        apis="rugpijn_client/api/*.py",
        models="rugpijn_client/models/*.py",
        method=r"^    def (\w+)\(",
        model=r"^class (\w+)",
        variants=("_with_http_info", "_without_preload_content"),
    ),
}

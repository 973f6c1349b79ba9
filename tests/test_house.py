"""The house itself: directions of imports, purity of the engine, one vocabulary, a contract without warnings."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from content.vocabulary import EVIDENCE, URGENCIES
from triage.engine.records import Evidence
from triage.engine.urgency import Urgency

ROOT = Path(__file__).parent.parent
PURE = "import sys; sys.path.insert(0, {root!r}); import triage.engine.evaluate, triage.engine.codec; "
BROKEN = [
    ("triage/engine/truth.py", "import django", "The engine is pure"),
    ("triage/engine/truth.py", "import content.texts", "The engine is pure"),
    ("content/texts.py", "import triage.engine.truth", "Imports run one way"),
    ("rugpijn/http/kinds.py", "import content.texts", "The HTTP ground floor knows no app"),
    ("content/api/v1/shapes.py", "import content.models", "The API reads releases"),
    ("triage/api/v1/shapes.py", "import triage.models", "The API reads releases"),
]


def test_the_engine_runs_on_the_standard_library_alone() -> None:
    """-I and -S: no installed package can be found at all."""
    code = PURE.format(root=str(ROOT)) + "print('django' in sys.modules)"
    found = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert (found.stdout.strip(), found.stderr) == ("False", "")


def lint_imports(house: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code, to break."""
    copy = tmp_path_factory.mktemp("house")
    for name in ("rugpijn", "content", "triage"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "library"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def test_imports_run_as_the_contracts_say(house: Path) -> None:
    assert lint_imports(house).returncode == 0


@pytest.mark.parametrize(("module", "line", "contract"), BROKEN)
def test_a_broken_import_contract_is_found(house: Path, module: str, line: str, contract: str) -> None:
    file = house / module
    sound = file.read_text()
    file.write_text(f"{sound}\n{line}\n")
    found = lint_imports(house)
    file.write_text(sound)
    assert found.returncode == 1
    assert any(contract in told and "BROKEN" in told for told in found.stdout.splitlines())


def test_content_and_engine_have_the_same_urgencies() -> None:
    assert tuple(urgency.json_name for urgency in sorted(Urgency, reverse=True)) == URGENCIES


def test_content_and_engine_have_the_same_evidence() -> None:
    assert tuple(evidence.value for evidence in Evidence) == EVIDENCE


def test_the_contract_is_valid_and_without_warnings(tmp_path: Path) -> None:
    call_command("spectacular", "--file", str(tmp_path / "v1.yaml"), "--validate", "--fail-on-warn")


def test_migrations_are_complete(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)

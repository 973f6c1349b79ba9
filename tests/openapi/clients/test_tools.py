import json
from pathlib import Path

import pytest

from openapi.clients import tools
from openapi.clients.__main__ import main


def test_a_missing_program_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JAVA", "no-such-java")
    assert main([]) == 1
    assert capsys.readouterr().err.startswith("java is missing: install it (Debian: default-jre-headless ")


def test_other_pins_are_not_installed_yet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tools, "FOLDER", tmp_path)
    assert not tools.installed()
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "installed").write_text("{}")
    assert not tools.installed()


def test_the_pins_name_no_registry() -> None:
    """A machine with a registry of its own uses that; what is pinned is the content, by its hash."""
    packages = json.loads((tools.HERE / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []

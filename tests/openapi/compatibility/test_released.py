import json
from pathlib import Path

import pytest

from openapi.compatibility import __main__ as command
from openapi.compatibility.released import RELEASED, AlreadyReleased, last, read, release, version_of
from tests.openapi.compatibility.editing import edited, field, gone, said


@pytest.fixture
def changelog(tmp_path: Path) -> Path:
    path = tmp_path / "CHANGELOG.md"
    path.write_text("# Changes\n\n## Unreleased\n\n- This.\n")
    return path


def written(folder: Path, version: str, title: str = "Rugpijn API") -> Path:
    path = folder / "v1.json"
    path.write_text(json.dumps({"info": {"version": version, "title": title}}))
    return path


def test_each_file_is_the_contract_that_its_name_says() -> None:
    files = list(RELEASED.glob("*.json"))
    assert files
    assert [path.stem for path in files] == [str(version_of(read(path))) for path in files]


def test_the_last_is_the_highest(tmp_path: Path, changelog: Path) -> None:
    for version in ("1.9.0", "1.10.0", "1.2.0"):
        release(written(tmp_path, version), tmp_path / "released", changelog)
    found = last(tmp_path / "released")
    assert found is not None
    assert found["info"]["version"] == "1.10.0"


def test_before_a_first_version_the_same_number_may_be_written_again(tmp_path: Path, changelog: Path) -> None:
    release(written(tmp_path, "1.0.0"), tmp_path / "released", changelog)
    release(written(tmp_path, "1.0.0", "Anders"), tmp_path / "released", changelog)
    found = last(tmp_path / "released")
    assert found is not None
    assert found["info"]["title"] == "Anders"


def test_what_was_released_never_changes(tmp_path: Path, changelog: Path) -> None:
    release(written(tmp_path, "1.0.0"), tmp_path / "released", changelog)
    changelog.write_text("# Changes\n\n## Unreleased\n\n## 1.0.0 - 2026-12-01\n")
    release(written(tmp_path, "1.0.0"), tmp_path / "released", changelog)
    with pytest.raises(AlreadyReleased, match=r"1\.0\.0 was released with another contract: set API_VERSION"):
        release(written(tmp_path, "1.0.0", "Anders"), tmp_path / "released", changelog)
    release(written(tmp_path, "1.1.0", "Anders"), tmp_path / "released", changelog)


def test_without_a_released_contract_nothing_passes() -> None:
    assert command.judge(None, edited())[0].startswith("There is no contract in openapi/released")


def test_a_sound_contract_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.judge(edited(), edited(said("info", "title", value="Rug"))) == []
    assert capsys.readouterr().out == "No app that was built on the contract of 1.0.0 breaks on this one (0 changes).\n"


@pytest.fixture
def current(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The command compares this file with the real one."""
    path = tmp_path / "v1.json"
    monkeypatch.setattr(command, "CURRENT", path)
    monkeypatch.setattr(command, "last", edited)
    return path


def test_the_command_stops_at_a_break_and_says_which(current: Path, capsys: pytest.CaptureFixture[str]) -> None:
    current.write_text(json.dumps(edited(gone(*field("Outcome", "message")))))
    assert command.main([]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("`Outcome` that an app receives: field `message` is gone.")
    assert told[1].startswith("This breaks apps that were built on 1.0.0.")


def test_the_command_stops_at_what_it_cannot_judge(current: Path, capsys: pytest.CaptureFixture[str]) -> None:
    current.write_text(json.dumps(edited(said(*field("Outcome", "title"), "not", value={}))))
    assert command.main([]) == 1
    assert "which the comparison does not know" in capsys.readouterr().err


def test_a_misspelled_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--relaese"]) == 2
    assert capsys.readouterr().err == "--relaese means nothing here: give --release, or nothing.\n"

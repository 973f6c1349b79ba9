"""The phone of the tests, and of whoever tries the admin without one."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.totp import code

PROJECT = Path(__file__).parents[1]
KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # of the examples in RFC 6238
AS_TYPED = "gezd gnbv gy3t qojq gezd gnbv gy3t qojq"


@pytest.mark.parametrize(("moment", "told"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")])
def test_it_gives_the_codes_of_the_standard(moment: int, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: moment)
    assert code(KEY) == told


def test_make_code_tells_the_code_of_now_however_the_key_is_typed() -> None:
    before = code(KEY)
    told = subprocess.run(
        ["make", "--silent", "code", f"KEY={AS_TYPED}", f"BIN={Path(sys.executable).parent}"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    assert told in (before, code(KEY))


def test_make_code_asks_for_a_key() -> None:
    made = subprocess.run(["make", "--silent", "code"], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert made.returncode != 0
    assert "KEY=" in made.stderr + made.stdout


def test_no_image_has_it() -> None:
    assert "COPY tests" not in (PROJECT / "Dockerfile").read_text()
    assert "!tests" not in (PROJECT / ".dockerignore").read_text()

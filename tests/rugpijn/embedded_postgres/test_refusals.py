"""What cannot be started is refused in one line that says what, where and what to do."""

import itertools
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from rugpijn.embedded_postgres import (
    DataFolderInUseError,
    DataFolderUnusableError,
    DiskFullError,
    EmbeddedPostgres,
    server,
)
from rugpijn.embedded_postgres.errors import PortTakenError
from tests.rugpijn.embedded_postgres.serving import (
    ROOT,
    Serving,
    lasting_number,
    lasting_table,
    made,
    refusal,
)


class TestRefusals:
    def test_in_use_by_a_living_one(self, folder: Path) -> None:
        with Serving(folder) as serving:
            with pytest.raises(DataFolderInUseError, match=f"{folder} is in use .*process {serving.process.pid}"):
                EmbeddedPostgres(folder).start()
            lasting_table(serving.said)

    def test_another_major(self, folder: Path) -> None:
        made(folder)
        (folder / "data" / "PG_VERSION").write_text("15\n")
        error = refusal(folder)
        assert isinstance(error, DataFolderUnusableError)
        assert "made by PostgreSQL 15, this is PostgreSQL 18" in str(error)

    @pytest.mark.parametrize("part", ["PG_VERSION", "global/pg_control", "postgresql.conf"])
    def test_a_part_is_missing(self, folder: Path, part: str) -> None:
        made(folder)
        (folder / "data" / part).unlink()
        error = refusal(folder)
        assert isinstance(error, DataFolderUnusableError)
        assert Path(part).name in str(error)
        assert "restore a backup" in str(error)

    def test_the_write_ahead_log_is_gone(self, folder: Path) -> None:
        made(folder)
        for segment in (folder / "data" / "pg_wal").glob("0*"):
            segment.unlink()
        assert "could not locate a valid checkpoint record" in str(refusal(folder))

    @pytest.mark.parametrize("text", [None, "", "{}", "[]", '{"postgres": "x"}'])
    def test_the_passwords_are_gone(self, folder: Path, text: str | None) -> None:
        made(folder)
        (folder / "passwords.json").unlink()
        if text is not None:
            (folder / "passwords.json").write_text(text)
        assert "passwords.json" in str(refusal(folder))

    def test_a_file_where_the_folder_should_be(self, folder: Path) -> None:
        folder.write_text("")
        assert isinstance(refusal(folder), DataFolderUnusableError)

    def test_a_given_port_is_taken(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            error = refusal(folder, taken.getsockname()[1])
        assert isinstance(error, PortTakenError)

    def test_another_port_when_a_free_one_was_taken_meanwhile(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            ports = itertools.chain([port], iter(server._free_port, None))
            monkeypatch.setattr(server, "_free_port", lambda: next(ports))
            with EmbeddedPostgres(folder) as running:
                assert running.port != port
                lasting_table(running.owner_url)


@pytest.fixture
def small_disk(place: Path) -> Iterator[Path]:
    """A real disk of 150 MB."""
    mount = shutil.which("mount")
    disk = place / "disk"
    disk.mkdir()
    if not ROOT or mount is None:
        pytest.skip("a small disk takes root and mount")
    if subprocess.run([mount, "-t", "tmpfs", "-o", "size=150m", "tmpfs", disk], check=False).returncode != 0:
        pytest.skip("this root may not mount")
    yield disk
    subprocess.run(["umount", disk], check=True)


def fill(disk: Path, *, leave: int) -> None:
    with (disk / "ballast").open("wb", buffering=0) as ballast:
        for _ in range((shutil.disk_usage(disk).free - leave) // 4096):
            ballast.write(b"\0" * 4096)


class TestFullDisk:
    @pytest.mark.parametrize("leave", [0, 12_000, 2_000_000, 30_000_000])
    def test_a_new_database(self, small_disk: Path, leave: int) -> None:
        fill(small_disk, leave=leave)
        error = refusal(small_disk / "postgres")
        assert isinstance(error, DiskFullError)
        assert f"{small_disk}/postgres is full: free some space" in str(error)

    def test_half_a_new_database_is_not_left(self, small_disk: Path) -> None:
        fill(small_disk, leave=30_000_000)
        refusal(small_disk / "postgres")
        (small_disk / "ballast").unlink()
        with EmbeddedPostgres(small_disk / "postgres") as running:
            lasting_table(running.owner_url)

    def test_an_existing_database(self, small_disk: Path) -> None:
        with EmbeddedPostgres(small_disk / "postgres") as running:
            lasting_table(running.owner_url)
        fill(small_disk, leave=0)
        assert isinstance(refusal(small_disk / "postgres"), DiskFullError)
        (small_disk / "ballast").unlink()
        with EmbeddedPostgres(small_disk / "postgres") as running:
            assert lasting_number(running.owner_url) == 7

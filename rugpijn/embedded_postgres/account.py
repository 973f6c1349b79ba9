"""Which user runs PostgreSQL. It refuses to run as root, so root hands it to an unprivileged system user."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rugpijn.embedded_postgres.errors import EmbeddedPostgresError

SYSTEM_USER = "rugpijn-postgres"
LAST_RESORT = "nobody"
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C"}


@dataclass(frozen=True)
class Account:
    """The user that PostgreSQL runs as; `uid` is None when that is simply ourselves."""

    uid: int | None = None
    gid: int | None = None

    def run(self, command: Sequence[str | Path], stdin: str = "") -> subprocess.CompletedProcess[str]:
        groups = None if self.uid is None else ()
        return subprocess.run(  # noqa: S603 - the commands are our own
            [str(word) for word in command],
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            cwd="/",
            env=ENVIRONMENT,
            user=self.uid,
            group=self.gid,
            extra_groups=groups,
            start_new_session=True,  # Ctrl-C is ours to answer: a half-made cluster is thrown away, not left behind
        )

    def can_enter(self, folder: Path) -> bool:
        return self.uid is None or self.run(["/bin/sh", "-c", 'cd "$1"', "sh", folder]).returncode == 0

    def own(self, path: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def account_for(data: Path) -> Account:
    """Ourselves; for root whoever already owns the data, else the system user."""
    if os.geteuid() != 0:
        return Account()
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    user = _find(SYSTEM_USER) or _create(SYSTEM_USER) or _find(LAST_RESORT)
    if user is None:
        raise EmbeddedPostgresError(
            f"PostgreSQL does not run as root, and there is no user {SYSTEM_USER} or {LAST_RESORT}: "
            f"create one (useradd --system {SYSTEM_USER}), or run this as an ordinary user."
        )
    return Account(user.pw_uid, user.pw_gid)


def _find(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _create(name: str) -> pwd.struct_passwd | None:
    useradd = shutil.which("useradd", path=f"{os.defpath}:/usr/sbin:/sbin")
    if useradd is not None:
        words = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        Account().run([*words, "--shell", "/usr/sbin/nologin", name])
    return _find(name)  # whatever useradd said: another process may have created it in the same moment

"""What can be wrong with an embedded database, each as one line that says what, where and what to do."""

import errno
import re
import shutil
from pathlib import Path

FULL_BELOW_BYTES = 1_000_000


class EmbeddedPostgresError(Exception):
    """The embedded database cannot be used. The message is one line for whoever started it."""


class DataFolderInUseError(EmbeddedPostgresError):
    """Another living process runs PostgreSQL on this folder."""


class DataFolderUnusableError(EmbeddedPostgresError):
    """What lies in the folder cannot be started by this PostgreSQL."""


class DiskFullError(EmbeddedPostgresError):
    """No room is left for the database."""


class PermissionMissingError(EmbeddedPostgresError):
    """The folder is not ours to use."""


class PortTakenError(EmbeddedPostgresError):
    """Somebody else listens on the port."""


def in_use(folder: Path, holder: str) -> DataFolderInUseError:
    return DataFolderInUseError(
        f"The database folder {folder} is in use by another living process ({holder}): stop that one first, "
        "or use another folder."
    )


def disk_full(folder: Path) -> DiskFullError:
    return DiskFullError(f"The disk with the database folder {folder} is full: free some space there and start again.")


def permission_missing(folder: Path, reason: str) -> PermissionMissingError:
    return PermissionMissingError(
        f"No permission to use the database folder {folder} ({reason}): run this as the user that owns it, "
        "or use another folder."
    )


def unusable(folder: Path, reason: str) -> DataFolderUnusableError:
    return DataFolderUnusableError(
        f"The database folder {folder} cannot be started ({reason}): restore a backup, or move the folder away "
        "to begin with an empty database."
    )


def from_os_error(error: OSError, folder: Path) -> EmbeddedPostgresError:
    reason = f"{error.strerror}: {error.filename}" if error.filename else str(error.strerror or error)
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full(folder)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return permission_missing(folder, reason)
    return unusable(folder, reason)


def from_postgres(output: str, folder: Path) -> EmbeddedPostgresError:
    """What PostgreSQL's own last words mean. On a full disk it may not even have been able to write those."""
    if "Address already in use" in output:
        return PortTakenError(
            "The port for PostgreSQL is in use by another program: give another, or 0 for a free one."
        )
    reason = _last_words(output)
    if "No space left on device" in output or shutil.disk_usage(folder).free < FULL_BELOW_BYTES:
        return disk_full(folder)
    if re.search(r"lock file .* already exists|shared memory block .* still in use", output):
        return in_use(folder, reason)
    if re.search(r"Permission denied|wrong ownership|Read-only file system", output):
        return permission_missing(folder, reason)
    return unusable(folder, reason)


def _last_words(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    grave = [line for line in lines if re.search(r"\b(FATAL|PANIC|error):", line)]
    chosen = (grave or lines or ["it said nothing"])[-1]
    return re.sub(r"^.*?\b(FATAL|PANIC|error):\s*", "", chosen)

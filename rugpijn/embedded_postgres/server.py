"""The embedded server: start it, know its addresses, and never leave it behind."""

import contextlib
import os
import shutil
import socket
import tempfile
import time
from pathlib import Path

from rugpijn.embedded_postgres import cluster
from rugpijn.embedded_postgres.account import ENVIRONMENT, Account, account_for
from rugpijn.embedded_postgres.binaries import Binaries, binaries_for
from rugpijn.embedded_postgres.cluster import Folder
from rugpijn.embedded_postgres.errors import PortTakenError, from_os_error, from_postgres, unusable
from rugpijn.embedded_postgres.lock import release_lock, take_lock
from rugpijn.embedded_postgres.new_cluster import NewCluster
from rugpijn.embedded_postgres.pid_file import is_ready, remove_stale
from rugpijn.embedded_postgres.supervised import Order, Supervised

HOST = "127.0.0.1"
PORT_ATTEMPTS = 10
START_PATIENCE = 300.0  # recovery after a power cut can take minutes

# A fast stop disconnects clients and writes a checkpoint; an immediate one leaves that to the next start.
STOP = [("SIGINT", 60.0), ("SIGQUIT", 10.0)]

# A row that PostgreSQL quotes in its log could hold somebody's answers: no statements and no details there.
SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    "timezone": "UTC",
}
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


class EmbeddedPostgres:
    """PostgreSQL on a folder of its own, for as long as the `with` block or the process lasts.

    `port=0` takes any free one. Without `durable` a power cut may cost everything; `temporary` removes the folder at
    the end.
    """

    def __init__(self, data_dir: Path | str, port: int = 0, *, durable: bool = True, temporary: bool = False) -> None:
        self.folder = Folder(Path(data_dir).absolute())
        self.port = port
        self._fixed_port = port != 0
        self._durable = durable
        self._temporary = temporary
        self._passwords: dict[str, str] = {}
        self._process: Supervised | None = None
        self._lock: int | None = None

    def __enter__(self) -> "EmbeddedPostgres":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def web_url(self) -> str:
        return self.url(cluster.WEB)

    @property
    def owner_url(self) -> str:
        return self.url(cluster.OWNER)

    @property
    def superuser_url(self) -> str:
        return self.url(cluster.SUPERUSER, "postgres")

    def url(self, role: str, database: str = cluster.DATABASE) -> str:
        return f"postgresql://{role}:{self._passwords[role]}@{HOST}:{self.port}/{database}"

    def start(self) -> None:
        """Starts it, or raises an `EmbeddedPostgresError` and leaves nothing running."""
        try:
            self._start()
        except OSError as error:
            self.stop()
            raise from_os_error(error, self.folder.path) from error
        except BaseException:
            self.stop()
            raise

    def restart(self) -> None:
        """After a crash: the same folder, port and passwords again."""
        self._release()
        self.start()

    def ended(self) -> bool:
        """Whether it stopped by itself since it was started."""
        return self._process is None or self._process.poll() is not None

    def stop(self) -> None:
        self._release()
        if self._temporary:
            self._remove()

    def _release(self) -> None:
        self._end_process()
        if self._lock is not None:
            release_lock(self._lock)
            self._lock = None

    def _start(self) -> None:
        self.folder.path.mkdir(mode=0o755, parents=True, exist_ok=True)
        self._lock = take_lock(self.folder.lock, self.folder.path)
        account = account_for(self.folder.data)
        binaries = binaries_for(account)
        if not os.path.lexists(self.folder.data):
            NewCluster(self.folder, account, binaries, durable=self._durable).make()
        cluster.look_at(self.folder)
        self._passwords = cluster.read_passwords(self.folder)
        remove_stale(self.folder.data)
        self._serve(account, binaries)

    def _serve(self, account: Account, binaries: Binaries) -> None:
        for attempt in range(PORT_ATTEMPTS):
            if not self._fixed_port:
                self.port = _free_port()
            try:
                self._launch(account, binaries)
                self._wait_until_ready()
            except PortTakenError:
                self._end_process()
                if self._fixed_port or attempt == PORT_ATTEMPTS - 1:
                    raise
            else:
                self._fixed_port = True  # a restart comes back where its clients look for it
                return

    def _launch(self, account: Account, binaries: Binaries) -> None:
        settings = SETTINGS | ({} if self._durable else THROWAWAY) | {"port": str(self.port)}
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        self._process = Supervised(
            Order(
                command=[str(binaries.postgres), "-D", str(self.folder.data.resolve()), *words],
                environment=ENVIRONMENT,
                stop=STOP,
                log=self.folder.log,
                user=account.uid,
                group=account.gid,
                keep=[] if self._lock is None else [self._lock],
                remove=self._places() if self._temporary else [],
            )
        )

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_PATIENCE
        while not is_ready(self.folder.data, self.port):
            if self.ended():
                raise from_postgres(self._log(), self.folder.path)
            if time.monotonic() > deadline:
                raise unusable(self.folder.path, f"not ready after {START_PATIENCE:.0f} seconds, see {self.folder.log}")
            time.sleep(0.01)

    def _end_process(self) -> None:
        if self._process is not None:
            self._process.stop()
            self._process = None

    def _log(self) -> str:
        with contextlib.suppress(OSError):
            return self.folder.log.read_text(errors="replace")
        return ""

    def _places(self) -> list[Path]:
        outside = self.folder.data.resolve().parent
        return [self.folder.path] if outside == self.folder.path.resolve() else [self.folder.path, outside]

    def _remove(self) -> None:
        for place in self._places():
            shutil.rmtree(place, ignore_errors=True)


def temporary_postgres() -> EmbeddedPostgres:
    """A server for tests, in a temporary folder that goes away with it."""
    return EmbeddedPostgres(tempfile.mkdtemp(prefix="rugpijn-postgres-"), durable=False, temporary=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port

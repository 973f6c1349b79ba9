"""Where the service listens, checked before anything is started."""

import errno
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from rugpijn.run.errors import RunError

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - recognised, not chosen


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    @property
    def reachable_host(self) -> str:
        """For ourselves: one cannot connect to "everywhere"."""
        return EVERYWHERE.get(self.host, self.host)

    @property
    def url(self) -> str:
        host = self.reachable_host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


def read_address(environment: Mapping[str, str]) -> Address:
    port = environment.get("PORT") or "8000"
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise RunError(f"PORT={port} is not a port: choose a number from 1 to 65535, for example PORT=8001 make run.")
    return Address(environment.get("HOST") or "127.0.0.1", int(port))


def demand_free(address: Address) -> None:
    """Port in use, not allowed, or not on this machine: one line each, before anything has been started."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise RunError(_why(address, error)) from error


def _why(address: Address, error: OSError) -> str:
    another = f"choose another port, for example PORT={_neighbour(address.port)} make run."
    if error.errno == errno.EADDRINUSE:
        return f"Port {address.port} on {address.host} is in use by another program: stop that one, or {another}"
    if error.errno == errno.EACCES:
        return f"Port {address.port} is not ours to use (below 1024 is for root): {another}"
    reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
    return f"HOST={address.host} cannot be listened on ({reason}): use an address of this machine, such as 127.0.0.1."


def _neighbour(port: int) -> int:
    return port + 1 if 1024 <= port < 65535 else 8001

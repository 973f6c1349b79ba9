"""Runs one program, and ends it when the process that asked for it is gone, however that went.

A script of its own, never imported, standard library alone. The one who starts it holds the other end of its standard
input: when that closes - on purpose, by a crash or by `kill -9` - the program is stopped. A pipe follows the process,
not the thread, survives changes of user, and works alike on Linux and macOS. Should the supervisor itself be killed,
Linux stops the program too (PDEATHSIG, set after the change of user, which would clear it, and from the only thread
that starts anything).
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from typing import Any

PR_SET_PDEATHSIG = 1


def main() -> int:
    order = json.loads(sys.argv[1])
    stop, ended = threading.Event(), threading.Event()
    for wish in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(wish, lambda *_: stop.set())
    signal.pthread_sigmask(signal.SIG_SETMASK, ())  # the one who starts us holds them until there is somebody to tell
    program = start(order)
    threading.Thread(target=wait_for_parent, args=(stop,), daemon=True).start()
    threading.Thread(target=stop_when_asked, args=(program, order["stop"], stop, ended), daemon=True).start()
    status = program.wait()
    ended.set()
    clear_up(program, order["remove"] if stop.is_set() else [])
    return status if status >= 0 else 128 - status


def start(order: dict[str, Any]) -> "subprocess.Popen[bytes]":
    log = open(order["log"], "wb") if order["log"] else None  # noqa: SIM115, PTH123 - the program holds it from here
    dying_wish = when_parent_dies(signal.Signals[order["stop"][0][0]])
    return subprocess.Popen(  # noqa: S603 - the one who starts us says what to run
        order["command"],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT if log else None,
        cwd=order["cwd"],
        user=order["user"],
        group=order["group"],
        extra_groups=None if order["user"] is None else (),
        pass_fds=order["keep"],
        process_group=0,
        preexec_fn=dying_wish,  # noqa: PLW1509 - no thread has been started yet
    )


def when_parent_dies(wish: signal.Signals) -> Any:
    if sys.platform != "linux":
        return None
    try:
        import ctypes  # some self-built Pythons lack it; the pipe alone is nearly as good
    except ImportError:
        return None
    prctl, supervisor = ctypes.CDLL(None).prctl, os.getpid()

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, int(wish), 0, 0, 0)
        if os.getppid() != supervisor:
            os._exit(1)

    return ask


def wait_for_parent(stop: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    stop.set()


def stop_when_asked(
    program: "subprocess.Popen[bytes]", stages: list[tuple[str, float]], stop: threading.Event, ended: threading.Event
) -> None:
    stop.wait()
    for name, patience in stages:
        program.send_signal(signal.Signals[name])
        if ended.wait(patience):
            return
    program.kill()


def clear_up(program: "subprocess.Popen[bytes]", remove: list[str]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS says EPERM of a group of zombies
        os.killpg(program.pid, signal.SIGKILL)
    for path in remove:
        shutil.rmtree(path, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())

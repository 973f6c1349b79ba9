"""What people and timers do, in a process of its own with the service's settings. It says in JSON how long that took.

python -m bench.growth.acting publish TOPIC NUMBER    the moment (monotonic) at which it was committed
python -m bench.growth.acting withdraw TOPIC NUMBER   the same
python -m bench.growth.acting sweep TIMES             seconds of each sweep of 500
python -m bench.growth.acting purge                   seconds, and how many
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

APPROVER = "demo-beoordelaar"


def main() -> None:
    import django

    django.setup()
    acts: dict[str, Callable[..., Any]] = {"publish": publish, "withdraw": withdraw, "sweep": sweep, "purge": purge}
    act, *given = sys.argv[1:]
    json.dump(acts[act](*given), sys.stdout)


def publish(topic: str, number: str) -> float:
    from content import publishing

    publishing.publish(release=_release(topic, number), by=_approver(), why="Groei")
    return time.monotonic()


def withdraw(topic: str, number: str) -> float:
    from content import publishing

    publishing.withdraw(release=_release(topic, number), by=_approver(), why="Groei")
    return time.monotonic()


def _release(topic: str, number: str) -> Any:
    from content.models import Release

    return Release.objects.get(topic__slug=topic, number=int(number))


def _approver() -> Any:
    from django.contrib.auth.models import User

    return User.objects.get(username=APPROVER)


def sweep(times: str) -> list[float]:
    return [_swept()[0] for _ in range(int(times))]


def purge() -> tuple[float, int]:
    began, gone = time.monotonic(), 0
    while found := _swept()[1]:
        gone += found
    return time.monotonic() - began, gone


def _swept() -> tuple[float, int]:
    from triage import storing

    began = time.monotonic()
    found = storing.erase_expired(storing.SWEPT_AT_ONCE)
    return time.monotonic() - began, found


if __name__ == "__main__":
    main()

"""What was computed of a document a moment ago, by this process: who checks a draft submits it next."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, Generic, TypeVar

Result = TypeVar("Result")
_ALL: Final[list["Remembered[Any]"]] = []


class Remembered(Generic[Result]):
    """The last `most` results, by what they were computed of. Two that ask at once may both compute it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, Result] = OrderedDict()
        self._lock = Lock()
        _ALL.append(self)

    def get(self, key: Hashable, make: Callable[[], Result], keep: Callable[[Result], bool] = lambda _: True) -> Result:
        """`keep`: whether this result is worth remembering."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        made = make()
        if keep(made):
            self._remember(key, made)
        return made

    def _remember(self, key: Hashable, made: Result) -> None:
        with self._lock:
            self._found[key] = made
            if len(self._found) > self._most:
                self._found.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._found.clear()


def forget() -> None:
    """For tests, which change what computes."""
    for one in _ALL:
        one.clear()

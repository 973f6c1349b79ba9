"""What was made once and is kept: up to so many bytes, as whoever keeps it counts them."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Bounded(Generic[Key, Value]):
    """The first to go is what was put in, or used, longest ago. Finding something takes no lock and counts nothing."""

    def __init__(self, most: Callable[[], int]) -> None:
        """`most`: so many bytes, asked each time something is put in."""
        self._most = most
        self._kept: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._changing = Lock()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, key: Key) -> Value | None:
        found = self._kept.get(key)
        return None if found is None else found[0]

    def use(self, key: Key) -> Value | None:
        """Find it, and keep it longer than what nobody uses."""
        found = self._kept.get(key)
        if found is None:
            return None
        with suppress(KeyError):  # gone this very moment; it was found all the same
            self._kept.move_to_end(key)
        return found[0]

    def put(self, key: Key, value: Value, size: int) -> None:
        """What is larger than all that may be kept, is not kept."""
        with self._changing:
            self._remove(key)
            if size > self._most():
                return
            self._kept[key] = (value, size)
            self.bytes += size
            while self.bytes > self._most():
                self._remove(next(iter(self._kept)))

    def clear(self) -> None:
        with self._changing:
            self._kept.clear()
            self.bytes = 0

    def _remove(self, key: Key) -> None:
        _, size = self._kept.pop(key, (None, 0))
        self.bytes -= size

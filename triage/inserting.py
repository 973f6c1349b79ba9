"""An INSERT that runs for everybody who stores, said to libpq itself.

A cursor of psycopg finds out anew what each value is and how to write it, which takes longer than the way to the
database and back. What matters when something is wrong stays psycopg's: how the socket is waited for, and its errors.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from weakref import WeakSet

from psycopg import Connection, DataError, InternalError, RawCursor
from psycopg.errors import error_from_result
from psycopg.generators import execute
from psycopg.pq import ExecStatus

_NUL: Final = "\0"


class Insert:
    """One statement with one row of values, $1 and so on, each as the text that PostgreSQL reads.

    Prepared once for each connection; not where psycopg may not prepare either, behind a pooler that mixes them up.
    """

    def __init__(self, name: str, query: str) -> None:
        self._name, self._query = name.encode(), query
        self._prepared: WeakSet[Connection[Any]] = WeakSet()

    def into(self, database: Connection[Any], values: Sequence[str | None]) -> int:
        """How many rows that gave. Raises psycopg's errors."""
        if not database.autocommit:  # a cursor knows whether the transaction has begun
            return RawCursor(database).execute(self._query, values).rowcount
        if database.prepare_threshold is None:
            database.pgconn.send_query_params(self._query.encode(), _sent(values))
        else:
            self._prepare(database)
            database.pgconn.send_query_prepared(self._name, _sent(values))
        return _rows(database)

    def _prepare(self, database: Connection[Any]) -> None:
        if database not in self._prepared:
            database.pgconn.send_prepare(self._name, self._query.encode())
            _rows(database)
            self._prepared.add(database)


def _sent(values: Iterable[str | None]) -> list[bytes | None]:
    """A NUL would be the end of a text for libpq, and what is behind it would be lost without a word."""
    if any(value is not None and _NUL in value for value in values):
        raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
    return [None if value is None else value.encode() for value in values]


def _rows(database: Connection[Any]) -> int:
    results = database.wait(execute(database.pgconn))
    if not results:
        raise InternalError("The database gave no answer.")
    if results[0].status != ExecStatus.COMMAND_OK:
        raise error_from_result(results[0])
    return results[0].command_tuples or 0

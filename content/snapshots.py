"""Reading many rows as they were at one moment, whatever others change meanwhile."""

import contextlib
from collections.abc import Iterator

from django.db import connection, transaction


@contextlib.contextmanager
def consistent_reads() -> Iterator[None]:
    """Everything read inside is of one moment (REPEATABLE READ); writes inside are committed together.

    Inside a transaction that runs already, reads are as that transaction has them.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield

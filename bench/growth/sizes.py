"""What a stored assessment takes on disk."""

from collections.abc import Iterator
from typing import Any, Final

import psycopg

from bench.results import Value, single

TABLE: Final = "triage_storedassessment"
WHOLE: Final = f"SELECT pg_total_relation_size('{TABLE}'), (SELECT count(*) FROM {TABLE})"
# One word for what it is on: names of indexes have a hash in them.
INDEXES: Final = f"""
    SELECT string_agg(attribute.attname, ', '), pg_relation_size(index.indexrelid)
    FROM pg_index index JOIN pg_attribute attribute ON attribute.attrelid = index.indexrelid
    WHERE index.indrelid = '{TABLE}'::regclass GROUP BY index.indexrelid ORDER BY 2 DESC
"""


def of_a_stored_one(url: str) -> Iterator[Value]:
    """Each index as part of the whole."""
    with psycopg.connect(url) as connection:
        size, rows = _one(connection)
        yield single("a stored assessment on disk, with its indexes", size / rows, "bytes")
        for columns, own in connection.execute(INDEXES).fetchall():
            yield single(f"of that its index on {columns}", own / rows, "bytes")


def _one(connection: psycopg.Connection[Any]) -> tuple[int, int]:
    """Bytes, and rows."""
    row = connection.execute(WHOLE).fetchone()
    if row is None or not row[1]:
        raise LookupError("nothing is stored here")
    return row[0], row[1]

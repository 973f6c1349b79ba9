"""PostgreSQL 18 without installing anything: for a first run and for the tests.

`with EmbeddedPostgres(Path("var/postgres")) as server:` gives a real server with the roles of production:
`server.owner_url` migrates, `server.web_url` serves.
"""

from rugpijn.embedded_postgres.errors import (
    DataFolderInUseError,
    DataFolderUnusableError,
    DiskFullError,
    EmbeddedPostgresError,
    PermissionMissingError,
)
from rugpijn.embedded_postgres.server import EmbeddedPostgres, temporary_postgres

__all__ = [
    "DataFolderInUseError",
    "DataFolderUnusableError",
    "DiskFullError",
    "EmbeddedPostgres",
    "EmbeddedPostgresError",
    "PermissionMissingError",
    "temporary_postgres",
]

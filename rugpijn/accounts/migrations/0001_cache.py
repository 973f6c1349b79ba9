"""Where allauth counts attempts and remembers used codes: a table, so that every worker sees the same."""

from django.db import migrations

CREATE = """
CREATE TABLE accounts_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX accounts_cache_expires ON accounts_cache (expires);
"""


class Migration(migrations.Migration):
    operations = [migrations.RunSQL(CREATE, "DROP TABLE accounts_cache;")]

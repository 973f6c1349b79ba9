"""Django adds an index for LIKE 'prefix%' to every key of text. Nobody asks for a hash by its beginning, and each store
wrote it, at a random place of an index that grows with everything that is kept."""

from django.db import migrations

NAME = "triage_storedassessment_key_hash_9e327f42_like"
MADE = f"CREATE INDEX IF NOT EXISTS {NAME} ON triage_storedassessment (key_hash varchar_pattern_ops)"


class Migration(migrations.Migration):
    dependencies = [("triage", "0005_review_dates")]

    operations = [migrations.RunSQL(f"DROP INDEX IF EXISTS {NAME}", MADE)]

"""What the record says of itself is held by the database: digests, and that a release is the submission it names."""

from django.db import migrations

FORWARDS = """
ALTER TABLE content_submission
    ADD CONSTRAINT submission_digest
        CHECK (digest = 'sha256:' || encode(sha256(convert_to(document, 'UTF8')), 'hex')),
    ADD CONSTRAINT submission_document CHECK (document IS JSON OBJECT WITH UNIQUE KEYS),
    ADD CONSTRAINT submission_identity UNIQUE (id, topic_id, submitted_by_id, digest);

ALTER TABLE content_release
    ADD CONSTRAINT release_identity UNIQUE (id, topic_id),
    ADD CONSTRAINT release_is_its_submission
        FOREIGN KEY (submission_id, topic_id, submitted_by_id, digest)
        REFERENCES content_submission (id, topic_id, submitted_by_id, digest);

ALTER TABLE content_submission
    ADD CONSTRAINT submission_base_of_its_topic
        FOREIGN KEY (base_id, topic_id) REFERENCES content_release (id, topic_id);

ALTER TABLE content_publication
    ADD CONSTRAINT publication_of_its_topic
        FOREIGN KEY (release_id, topic_id) REFERENCES content_release (id, topic_id);
"""
BACKWARDS = """
ALTER TABLE content_publication DROP CONSTRAINT publication_of_its_topic;
ALTER TABLE content_submission DROP CONSTRAINT submission_base_of_its_topic;
ALTER TABLE content_release DROP CONSTRAINT release_is_its_submission, DROP CONSTRAINT release_identity;
ALTER TABLE content_submission DROP CONSTRAINT submission_identity, DROP CONSTRAINT submission_digest,
    DROP CONSTRAINT submission_document;
"""


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]

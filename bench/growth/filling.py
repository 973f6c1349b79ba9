"""Fills a database: many topics with many releases each, and many stored assessments.

With SQL, but not around anything: every row passes the constraints and triggers of the real tables. The last release of
each topic is the whole shipped document; the ones before it are small.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from content.documents import Document
from content.summaries import Summary
from rugpijn.run.environment import PROJECT

SHIPPED: Final = "rugpijn"
CONTRACT: Final = PROJECT / "openapi" / "v1.json"
STEP: Final = 250_000
Tell = Callable[[str], None]

TOPICS: Final = """
    INSERT INTO content_topic (slug, {columns})
    SELECT 'groei-' || to_char(number, 'FM00000'), {columns}
    FROM content_topic, generate_series(1, %s) number WHERE slug = %s
"""
SUBMISSIONS: Final = """
    INSERT INTO content_submission
        (topic_id, base_id, document, digest, changes, note, demo, submitted_by_id, submitted_at)
    SELECT topic.id, base.id, made.document, 'sha256:' || encode(sha256(convert_to(made.document, 'UTF8')), 'hex'),
        '[]', %(note)s, true, %(by)s, now()
    FROM content_topic topic
    LEFT JOIN content_release base ON base.topic_id = topic.id AND base.number = %(number)s - 1,
    LATERAL (SELECT replace(%(document)s, '@slug@', topic.slug) AS document) made
    WHERE topic.slug LIKE 'groei-%%'
"""
PROOFS: Final = """
    INSERT INTO content_proof (submission_id, digest, base_digest, version, findings, figures, by_id, at)
    SELECT s.id, s.digest, coalesce(base.digest, ''), %(version)s, '[]', %(figures)s, %(by)s, now()
    FROM content_submission s LEFT JOIN content_release base ON base.id = s.base_id WHERE s.note = %(note)s
"""
RELEASES: Final = """
    INSERT INTO content_release (topic_id, number, submission_id, digest, submitted_by_id, approved_by_id, approved_at,
        why, proof_id, accepted, why_over_budget, summary)
    SELECT s.topic_id, %(number)s, s.id, s.digest, s.submitted_by_id, %(approver)s, now(), %(note)s, proof.id, '[]', '',
        replace(%(summary)s, '@slug@', topic.slug)::jsonb
    FROM content_submission s JOIN content_proof proof ON proof.submission_id = s.id
    JOIN content_topic topic ON topic.id = s.topic_id WHERE s.note = %(note)s
"""
PUBLICATIONS: Final = """
    INSERT INTO content_publication (topic_id, release_id, event, recall, effective_at, by_id, at, why)
    SELECT topic_id, id, 'published', false, now(), %(approver)s, now(), %(note)s
    FROM content_release WHERE why = %(note)s
"""
# In the order of time, as they come in, and with keys in no order at all. `first` to `last` of `most`, the oldest of
# them expired for a day.
ASSESSMENTS: Final = """
    INSERT INTO triage_storedassessment (key_hash, id, fingerprint, topic, release_number, release_digest, at, language,
        answers, consent_version, consent_given_at, stored_at, expires_at)
    SELECT encode(sha256(number::text::bytea), 'hex'), gen_random_uuid(), encode(sha256(number::text::bytea), 'hex'),
        'rugpijn', 1, %(digest)s, moment, 'nl', %(answers)s, %(consent)s, moment, moment, moment + interval '30 days'
    FROM generate_series(%(first)s::bigint, %(last)s) number,
    LATERAL (SELECT now() - interval '31 days' + number * interval '1 day' * %(days)s / %(most)s AS moment) made
"""


@dataclass(frozen=True)
class Shipped:
    """What everything is derived from."""

    document: dict[str, Any]
    version: str
    figures: dict[str, Any]
    digest: str
    people: dict[str, int]


def shipped(connection: psycopg.Connection[Any]) -> Shipped:
    row = connection.execute(
        "SELECT s.document, proof.version, proof.figures, r.digest FROM content_release r "
        "JOIN content_submission s ON s.id = r.submission_id JOIN content_proof proof ON proof.id = r.proof_id"
    ).fetchone()
    if row is None:
        raise LookupError("nothing is published here")
    document, version, figures, digest = row
    people = dict(connection.execute("SELECT username, id FROM auth_user").fetchall())
    return Shipped(json.loads(document), version, figures, digest, people)


def publish(url: str, topics: int, releases: int, tell: Tell) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        known = shipped(connection)
        _topics(connection, topics)
        for number in range(1, releases + 1):
            with connection.transaction():
                _release(connection, known, number, last=number == releases)
            tell(f"release {number} of {releases} of {topics:,} topics")
        connection.execute("VACUUM ANALYZE")


def _topics(connection: psycopg.Connection[Any], topics: int) -> None:
    found = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'content_topic' "
        "AND column_name NOT IN ('id', 'slug')"
    ).fetchall()
    columns = sql.SQL(", ").join(sql.Identifier(name) for (name,) in found)
    connection.execute(sql.SQL(TOPICS).format(columns=columns), [topics, SHIPPED])


def _release(connection: psycopg.Connection[Any], known: Shipped, number: int, *, last: bool) -> None:
    submitter, approver = known.people["demo-redacteur"], known.people["demo-beoordelaar"]
    document = template(known.document, number, whole=last)
    values = {
        "number": number,
        "note": f"Groei {number}",
        "by": submitter,
        "approver": approver,
        "document": document.canonical.decode(),
        "summary": json.dumps(Summary.of(document).as_json()),
        "version": known.version,
        "figures": Jsonb(known.figures if last else {}),
    }
    for statement in (SUBMISSIONS, PROOFS, RELEASES, PUBLICATIONS):
        connection.execute(statement, values)


def template(document: dict[str, Any], number: int, *, whole: bool) -> Document:
    """In which `@slug@` stands for the name of the topic. A small one has nothing that refers."""
    records = {
        kind: {"@slug@" if slug == SHIPPED else slug: record for slug, record in found.items()}
        for kind, found in document["records"].items()
    }
    if not whole:
        topic = records["topic"]["@slug@"] | {"title": {"nl": f"Uitgave {number}"}, "sources": []}
        section = {
            "order": 1,
            "kind": "introduction",
            "title": {"nl": "In het kort"},
            "blocks": [{"kind": "paragraph", "text": {"nl": f"Dit is uitgave {number}. " * 20}}],
        }
        records = {"topic": {"@slug@": topic}, "section": {"introduction": section}}
    return Document("@slug@", records)


def store(url: str, assessments: int, tell: Tell, *, days: int = 30) -> None:
    """What came in during so many days, of which the first is over. With indexes made again at the end, in minutes."""
    with psycopg.connect(url, autocommit=True) as connection:
        known = shipped(connection)
        values = {
            "digest": known.digest,
            "answers": Jsonb(whole_sheet()),
            "consent": "0" * 16,
            "most": assessments,
            "days": days,
        }
        made = _without_indexes(connection)
        for first in range(1, assessments + 1, STEP):
            last = min(first + STEP - 1, assessments)
            connection.execute(ASSESSMENTS, values | {"first": first, "last": last})
            tell(f"{last:,} of {assessments:,} assessments")
        for statement in made:
            tell(f"index {made.index(statement) + 1} of {len(made)}")
            connection.execute(statement)
        connection.execute("VACUUM ANALYZE triage_storedassessment")


def whole_sheet() -> list[dict[str, Any]]:
    """The answers of somebody with ordinary back pain, as the contract shows them: few sheets are longer."""
    post = json.loads(CONTRACT.read_text(encoding="utf-8"))["paths"]["/topics/{topic}/assessments"]["post"]
    shown = post["requestBody"]["content"]["application/json"]["examples"]["store"]["value"]
    answers: list[dict[str, Any]] = shown["answers"]
    return answers


def _without_indexes(connection: psycopg.Connection[Any]) -> list[bytes]:
    """Takes them away; gives what makes them again."""
    again: list[bytes] = []
    for name, definition in connection.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE conrelid = 'triage_storedassessment'::regclass AND contype IN ('p', 'u')"
    ).fetchall():
        connection.execute(f"ALTER TABLE triage_storedassessment DROP CONSTRAINT {name}".encode())
        again.append(f"ALTER TABLE triage_storedassessment ADD CONSTRAINT {name} {definition}".encode())
    for name, definition in connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'triage_storedassessment'"
    ).fetchall():
        connection.execute(f"DROP INDEX {name}".encode())
        again.append(definition.encode())
    return again


def teller() -> Tell:
    """One line that is written over and over, with the time since the beginning."""
    began = time.monotonic()

    def tell(what: str) -> None:
        print(f"\r  {time.monotonic() - began:5.0f} s  {what:<60}", end="", flush=True)

    return tell

from django.db import connection, connections

from content import loading
from content.models import Advice
from content.snapshots import consistent_reads
from tests.conftest import TOPICS
from tests.plugin import OwnDatabase


def rename(title: str) -> None:
    """As somebody else does it meanwhile: on another connection."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE content_advice SET title = jsonb_build_object('nl', %s::text)", [title])


def test_reads_inside_are_of_one_moment(own_database: OwnDatabase) -> None:
    loading.load(TOPICS / "knie")
    with consistent_reads():
        before = Advice.objects.get().title
        rename("Anders")
        assert Advice.objects.get().title == before
    assert Advice.objects.get().title == {"nl": "Anders"}


def test_outside_it_a_later_read_sees_what_others_did(own_database: OwnDatabase) -> None:
    loading.load(TOPICS / "knie")
    rename("Anders")
    assert Advice.objects.get().title == {"nl": "Anders"}


def test_inside_a_transaction_it_joins_that_one(db: None) -> None:
    assert connection.in_atomic_block
    with consistent_reads():
        assert connection.in_atomic_block

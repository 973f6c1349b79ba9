import pytest
from django.contrib.auth.models import User
from django.test import Client

from content.models import Topic
from tests.desk import at_the_desk
from tests.triage.admin.walks import Walk, address
from tests.triage.conftest import drafts, small_records


@pytest.fixture
def topic(db: None) -> Topic:
    """The drafts of the small topic with triage."""
    return drafts(small_records())


@pytest.fixture
def editing(editor: User, topic: Topic) -> Client:
    """The editor, logged in."""
    return at_the_desk(editor)


@pytest.fixture
def walk(editing: Client, topic: Topic) -> Walk:
    return Walk(editing, address("draft", topic.pk))

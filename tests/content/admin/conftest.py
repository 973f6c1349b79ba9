import pytest
from django.contrib.auth.models import User
from django.test import Client

from content.models import Topic
from tests.desk import at_the_desk


@pytest.fixture
def desk(editor: User, knee: Topic) -> Client:
    """The editor, logged in, with the small topic."""
    return at_the_desk(editor)


@pytest.fixture
def reviewing(reviewer: User, knee: Topic) -> Client:
    """The reviewer, logged in."""
    return at_the_desk(reviewer)

"""The desk with the example protocol, and the shipped topic for who needs all of it."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from content import loading
from content.models import Topic
from tests.desk import at_the_desk
from tests.triage.conftest import drafts, small_records


@pytest.fixture
def back(db: None) -> Topic:
    return loading.load(settings.LIBRARY_DIR / "rugpijn").topic


@pytest.fixture
def desk(editor: User) -> Client:
    drafts(small_records())
    return at_the_desk(editor)

import time
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal import auth
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import User

from tests import totp
from tests.rugpijn.accounts.coming_in import PASSWORD


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hasher with less work, so that logging in often takes no minute."""
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 64)


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A code lasts half a minute. However slow the machine is, all of a test is in the same one."""
    now = time.time()
    clock = SimpleNamespace(time=lambda: now)
    monkeypatch.setattr(auth, "time", clock)
    monkeypatch.setattr(totp, "time", clock)


@pytest.fixture
def clinician(editor: User) -> User:
    editor.is_staff = True
    editor.set_password(PASSWORD)
    editor.save()
    return editor

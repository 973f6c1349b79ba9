"""What makes codes is sealed in the database."""

import logging

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from rugpijn.accounts.sealing import MFAAdapter
from tests.rugpijn.accounts.coming_in import CODE, come_in, is_in, log_in, with_phone


def test_a_copy_of_the_database_makes_no_codes(clinician: User) -> None:
    secret = with_phone(clinician)
    kept = {authenticator.type: authenticator.data for authenticator in Authenticator.objects.all()}
    assert secret not in str(kept)
    assert MFAAdapter().decrypt(kept["totp"]["secret"]) == secret
    assert kept["recovery_codes"]["seed"].startswith("gAAAA")


def test_the_same_secret_is_sealed_differently_each_time() -> None:
    assert MFAAdapter().encrypt("geheim") != MFAAdapter().encrypt("geheim")


def test_a_recovery_code_comes_in_once(clinician: User) -> None:
    with_phone(clinician)
    spare = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (True, False):
        client = Client()
        log_in(client, clinician)
        client.post(CODE, {"code": spare})
        assert is_in(client) == expected


def test_after_a_new_key_the_old_one_still_opens_what_it_sealed(clinician: User, settings: Settings) -> None:
    secret = with_phone(clinician)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een andere sleutel"
    assert is_in(come_in(clinician, secret))


def test_with_a_lost_key_no_code_fits_and_the_log_says_why(
    clinician: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    secret = with_phone(clinician)
    settings.SECRET_KEY = "een andere sleutel"
    with caplog.at_level(logging.ERROR, "rugpijn.accounts"):
        assert not is_in(come_in(clinician, secret))
    assert "reset that second step" in caplog.text


def test_an_unreadable_secret_becomes_one_that_nobody_can_guess() -> None:
    assert MFAAdapter().decrypt("onzin") != MFAAdapter().decrypt("onzin")

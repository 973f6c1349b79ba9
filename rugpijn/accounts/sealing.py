"""The secrets of second steps are sealed in the database: a copy of it alone makes nobody's codes."""

import logging
import secrets
from base64 import b32encode, urlsafe_b64encode

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

logger = logging.getLogger("rugpijn.accounts")


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth, with its two hooks filled in."""

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What cannot be opened becomes a secret that nobody knows: no code fits, and an administrator resets it."""
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.exception("the secret of a second step was sealed with another SECRET_KEY: reset that second step")
            return b32encode(secrets.token_bytes(20)).decode()


def _seal() -> MultiFernet:
    """Seals with the key of now, opens also what earlier keys sealed."""
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"rugpijn second step").derive(secret.encode())
    return urlsafe_b64encode(derived)

"""Mail to whoever must act: who did what, and where to look. Never a word of a draft, a note or a reason.

Only where EMAIL_HOST is set. A mail that cannot be sent is logged by its class and fails nothing.
"""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse

from content.models import Submission

logger = logging.getLogger(__name__)
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_FOOT = "U krijgt dit bericht omdat u meewerkt aan de teksten en de triage. Er staat niets in over de inhoud."


def submitted(submission: Submission) -> None:
    """To those who may approve it."""
    may = User.objects.with_perm("content.approve", backend=_BACKEND).order_by("pk")
    _tell(may, submission.submitted_by, "heeft iets ingezonden. U kunt het beoordelen", submission)


def commented(submission: Submission, by: User) -> None:
    _tell([submission.submitted_by], by, "heeft op uw inzending gereageerd", submission)


def sent_back(submission: Submission, by: User) -> None:
    _tell([submission.submitted_by], by, "heeft uw inzending teruggestuurd", submission)


def approved(submission: Submission, by: User) -> None:
    _tell([submission.submitted_by], by, "heeft uw inzending goedgekeurd", submission)


def _tell(people: Iterable[User], by: User, did: str, submission: Submission) -> None:
    if not settings.EMAIL_HOST:
        return
    told = [user for user in people if user.pk != by.pk and user.is_active and user.email]
    said = f"{by.get_username()} {did}."
    where = settings.PUBLIC_URL + reverse("admin:content_submission_change", args=[submission.pk])
    mails = [_mail(user, said, where) for user in told]
    transaction.on_commit(lambda: _send(mails), robust=True)


def _mail(user: User, said: str, where: str) -> EmailMessage:
    body = f"Dag {user.get_username()},\n\n{said}\n\nHier vindt u het: {where}\n\n{_FOOT}\n"
    return EmailMessage(f"Rugpijn: {said}", body, settings.DEFAULT_FROM_EMAIL, [user.email])


def _send(mails: list[EmailMessage]) -> None:
    """Once what it is about is really kept."""
    try:
        if mails:
            get_connection().send_messages(mails)
    except Exception as error:
        logger.warning("%d notices were not sent (%s)", len(mails), type(error).__name__)

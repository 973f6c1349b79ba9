"""What `manage.py check --deploy` says of this project on top of Django's own checks."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

ONE_ROLE = Warning(
    "DATABASE_URL and MIGRATION_DATABASE_URL name the same role.",
    hint="Then only triggers protect releases, and the role that serves may drop them. Make a second role: "
    "docs/operations.md, Roles.",
    id="content.W001",
)
NOBODY_TO_ASK = Warning(
    "CONTACT_EMAIL is not set: the contract names an example address.",
    hint="Partners who read /v1/openapi.json ask there. Name the people who run this API, not the whole organisation.",
    id="content.W002",
)


@register(Tags.security, deploy=True)
def two_roles(**_: Any) -> list[CheckMessage]:
    """Without MIGRATION_DATABASE_URL this process cannot be the owner by its settings, and there is nothing to say."""
    owner, web = settings.DATABASES["owner"]["USER"], settings.WEB_ROLE
    return [ONE_ROLE] if settings.MIGRATION_DATABASE_URL and owner == web else []


@register(deploy=True)
def somebody_to_ask(**_: Any) -> list[CheckMessage]:
    return [] if settings.CONTACT_EMAIL else [NOBODY_TO_ASK]

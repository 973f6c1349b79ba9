"""Who may do what, and a refusal that says why and who may. The table of roles is in `content/roles.py`."""

from django.contrib.auth.models import User

from content.refused import NotAllowed, Refused
from content.roles import GROUPS

NAMES = {
    "editor": "een redacteur",
    "reviewer": "een beoordelaar",
    "partner-manager": "een partnerbeheerder",
    "auditor": "een auditor",
}


def who_may(codename: str) -> str:
    """In words: `een redacteur of een beoordelaar`. An administrator may do everything."""
    named = [NAMES[name] for name, role in GROUPS.items() if codename in role.actions]
    return " of ".join(named) or "alleen de beheerder"


def require(user: User, action: str, doing: str) -> None:
    """`action`: of the publishing door, such as `approve`. `doing`: what it is called. Raises NotAllowed."""
    if not (user.is_active and user.has_perm(f"content.{action}")):
        who = "Dit account staat uit" if not user.is_active else f"{user.get_username()} mag niet {doing}"
        raise NotAllowed(f"{who}. Dat mag {who_may(action)}. Hoort het bij uw werk? Vraag een beheerder om die rol.")


def require_reason(why: str) -> None:
    if not why.strip():
        raise Refused("Zonder reden wordt dit niet gedaan. Schrijf kort waarom; dat blijft bewaard.")

"""What somebody typed while their session had ended: it waits in this browser's session until they are back.

Nobody else sees it: a form says by whom it was opened, signed, and only that person gets it back. Nothing is saved by
itself. A form takes part by carrying `typed_by`, and its view by not acting on a request that is `restored`.
"""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, QueryDict

FIELD = "typed_by"
_KEPT = "kept_typing"
_A_DAY = 24 * 3600
_AN_HOUR = 3600
_LONGEST = 1_000_000
_signer = TimestampSigner(salt="typed by")


def by(user: AbstractBaseUser | AnonymousUser) -> str:
    return _signer.sign(str(user.pk)) if user.pk else ""


def writer(request: HttpRequest) -> int | None:
    """Who opened the form that this request sends."""
    try:
        return int(_signer.unsign(request.POST.get(FIELD, ""), max_age=_A_DAY))
    except (BadSignature, ValueError):
        return None


def keep(request: HttpRequest) -> bool:
    """For an hour, or until whoever typed it is back at this very page."""
    who, typed = writer(request), _without_secrets(request.POST).urlencode()
    if who is None or len(typed) > _LONGEST:
        return False
    request.session[_KEPT] = {"by": who, "path": request.get_full_path(), "typed": typed}
    if not request.user.is_authenticated:
        request.session.set_expiry(_AN_HOUR)
    return True


def _without_secrets(posted: QueryDict) -> QueryDict:
    """A new password is typed again."""
    kept = posted.copy()
    for name in [name for name in kept if "password" in name]:
        del kept[name]
    return kept


def kept(request: HttpRequest) -> Any:
    return request.session.get(_KEPT)


def keep_again(request: HttpRequest, what: Any) -> None:
    """After a session was emptied: what waited in it waits on."""
    if what:
        request.session[_KEPT] = what
        request.session.set_expiry(_AN_HOUR)


def only_for_its_writer(request: HttpRequest, user: AbstractBaseUser, **_: Any) -> None:
    """Somebody logged in. If it is somebody else, it is gone."""
    if waiting := kept(request):
        request.session.set_expiry(None)
        if waiting["by"] != user.pk:
            del request.session[_KEPT]


def put_back(request: HttpRequest) -> None:
    """The page that somebody comes back to gets the form as it was sent, marked as `restored`: shown, and not saved."""
    waiting = kept(request) if request.method == "GET" else None
    if waiting and waiting["path"] == request.get_full_path() and waiting["by"] == request.user.pk:
        del request.session[_KEPT]
        request.method = "POST"
        request.POST = QueryDict(waiting["typed"])
        request.restored = True  # type: ignore[attr-defined]

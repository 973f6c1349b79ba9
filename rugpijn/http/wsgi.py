"""Django's door for a WSGI server, without the one way in which a header alone could break it."""

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest


class Request(WSGIRequest):
    """Django reads the Content-Type before its error handling is there: an impossible one would be a bare 500."""

    def _set_content_type_params(self, meta: dict[str, str]) -> None:
        """An unreadable type is no type; whoever needs one says 415."""
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]
        except ValueError:
            self.content_type, self.content_params = "", {}


class Handler(WSGIHandler):
    request_class = Request

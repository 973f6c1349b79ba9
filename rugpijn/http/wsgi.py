"""Django's door for a WSGI server, without the ways in which one header alone could break it.

Django reads the Content-Type before any of its error handling is there, and lets the charset in it decide how the
address is read: `charset=hex` together with a query was a bare 500. Here an address is UTF-8, whatever the body says.
"""

from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class Request(WSGIRequest):
    def __init__(self, environ: dict[str, Any]) -> None:
        """A target without any path (`GET host:443`) is no address: Django would read it as the root."""
        environ["PATH_INFO"] = environ.get("PATH_INFO") or "*"
        super().__init__(environ)

    def _set_content_type_params(self, meta: dict[str, str]) -> None:
        """An unreadable type is no type; whoever needs one says 415."""
        try:
            self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except ValueError:
            self.content_type, self.content_params = "", {}


class Handler(WSGIHandler):
    request_class = Request


def get_wsgi_application() -> Handler:
    """Instead of Django's function of the same name."""
    django.setup(set_prefix=False)
    return Handler()

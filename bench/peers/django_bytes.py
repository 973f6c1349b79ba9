"""A bare Django view that answers the same bytes each time: no middleware, no database."""

import os
from pathlib import Path

from django.conf import settings

settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], SECRET_KEY="bench")

from django.core.wsgi import get_wsgi_application  # noqa: E402 - after the settings
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

ARTICLE = Path(os.environ["ARTICLE"]).read_bytes()
HEADERS = {"Content-Length": str(len(ARTICLE))}


def article(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ARTICLE, content_type="application/json", headers=HEADERS)


urlpatterns = [path("article", article)]
application = get_wsgi_application()

"""A bare Django view that inserts one row and commits: no middleware, no model, a connection that stays open."""

import os
import secrets
import sys
from uuid import uuid4

import dj_database_url
from django.conf import settings

DATABASE = dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=None)
settings.configure(
    ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], SECRET_KEY="bench", DATABASES={"default": DATABASE}
)

from django.core.wsgi import get_wsgi_application  # noqa: E402 - after the settings
from django.db import connection  # noqa: E402
from django.http import HttpRequest, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402

TABLE = "CREATE TABLE kept (id uuid PRIMARY KEY, secret text, body jsonb, stored_at timestamptz DEFAULT now())"
INSERT = "INSERT INTO kept (id, secret, body) VALUES (%s, %s, %s)"


def keep(request: HttpRequest) -> JsonResponse:
    number, secret = uuid4(), secrets.token_urlsafe(24)
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [number, secret, request.body.decode()])
    return JsonResponse({"id": str(number), "secret": secret}, status=201)


urlpatterns = [path("kept", keep)]
application = get_wsgi_application()

if __name__ == "__main__" and sys.argv[1:] == ["prepare"]:
    with connection.cursor() as making:
        making.execute(TABLE)

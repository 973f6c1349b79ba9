"""Settings, the application, and as a program: makes the tables and fills them with an article."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import settings

DATABASE = dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=None)
settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="bench.peers.relational.views",
    MIDDLEWARE=[],
    SECRET_KEY="bench",
    DATABASES={"default": DATABASE},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["rest_framework", "bench.peers.relational"],
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_PERMISSION_CLASSES": [],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "UNAUTHENTICATED_USER": None,
    },
)

from django.core.wsgi import get_wsgi_application  # noqa: E402 - after the settings

application = get_wsgi_application()

from django.db import connection, models  # noqa: E402 - after the applications

from bench.peers.relational.models import MODELS, SOURCED, Block, Item, Reference, Section, Source, Sourced, Topic  # noqa: E402


def fill(article: dict[str, Any]) -> None:
    """The article as the real service answers it, as rows."""
    with connection.schema_editor() as editor:
        for model in MODELS:
            editor.create_model(model)
    texts = {name: article[name] for name in ("title", "summary", "disclaimer")}
    topic = Topic._default_manager.create(slug=article["topic"], **texts)
    sources = {one["slug"]: _made(Source, one, order, topic=topic) for order, one in enumerate(article["sources"])}
    kinds: dict[str, type[Sourced]] = {"sections": Section, **SOURCED}
    for name, model in kinds.items():
        for order, one in enumerate(article[name]):
            row = _made(model, one, order, topic=topic)
            row.sources.set([sources[slug] for slug in one["sources"]])
            _below(row, one)


def _below(row: Any, told: dict[str, Any]) -> None:
    for order, text in enumerate(told.get("aliases", [])):
        row.aliases.create(order=order, text=text)
    for order, one in enumerate(told.get("blocks", [])):
        block = _made(Block, one, order, section=row)
        for place, item in enumerate(one.get("items", [])):
            _made(Item, item, place, block=block)
        for place, slug in enumerate(one.get("refs", [])):
            Reference._default_manager.create(block=block, order=place, slug=slug)


def _made(model: type[models.Model], told: dict[str, Any], order: int, **above: Any) -> Any:
    """A row of every value that this model has a column for; the names of the API are camelCase."""
    names = {"pointsTo": "points_to", "reviewByDate": "review_by_date"}
    plain = {names.get(name, name): value for name, value in told.items() if not isinstance(value, list)}
    return model._default_manager.create(order=order, **plain, **above)


if __name__ == "__main__":
    fill(json.loads(Path(sys.argv[1]).read_bytes()))

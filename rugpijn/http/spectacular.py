"""The settings of drf-spectacular. Plain values: Django's settings import this before Django itself can be used."""

from typing import Any, Final

from rugpijn.http.version import API_VERSION

DESCRIPTION: Final = """\
Informatie over rugpijn en een vragenlijst (triage), voor apps. Alles hier is te lezen zonder aanmelden.

**Taal.** Antwoorden zijn in het Nederlands. Vraag Engels met `?language=en` of met de header `Accept-Language`. In de
header `Content-Language` staat welke taal u kreeg.

**Fouten.** Elke fout is een *problem* (RFC 9457, `application/problem+json`). Bij `detail` staat wat u kunt doen. Bij
`errors` staat elke fout apart, met de plaats.

**Bewaren.** Antwoorden met een `ETag` mag u bewaren. Stuur de waarde mee in `If-None-Match`: is er niets veranderd, dan
krijgt u `304` zonder inhoud. Een wijziging is binnen een minuut overal te zien.

**Versie.** De versie van de API staat in elk antwoord in de header `API-Version`.
"""

SPECTACULAR: Final[dict[str, Any]] = {
    "TITLE": "Rugpijn API",
    "DESCRIPTION": DESCRIPTION,
    "VERSION": API_VERSION,
    "OAS_VERSION": "3.0.3",
    "CONTACT": {"name": "Beheer van de Rugpijn API", "url": "/docs"},
    "LICENSE": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"},
    "SERVERS": [{"url": "/", "description": "Deze server"}],
    "SCHEMA_PATH_PREFIX": r"/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_NO_READ_ONLY_REQUIRED": False,
    # Docstrings are English, for engineers. What the contract says is Dutch, and stands in `extend_schema`.
    "DISABLE_DOCSTRING_DESCRIPTIONS": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,  # it makes `oneOf` of primitives, which clients drop silently
    "GENERIC_ADDITIONAL_PROPERTIES": "bool",
    "SORT_OPERATIONS": False,  # the order of the paths in api_v1.py is the order for a reader
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "rugpijn.http.contract.complete",
    ],
}

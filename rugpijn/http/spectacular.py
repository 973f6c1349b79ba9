"""The settings of drf-spectacular. Plain values: Django's settings import this before Django itself can be used."""

from typing import Any, Final

from rugpijn.http.version import API_VERSION

DESCRIPTION: Final = """\
Informatie over rugpijn en een vragenlijst (triage), voor apps. Alles hier is te gebruiken zonder aanmelden.

**Alleen om te proberen**, zolang een antwoord `intendedUse: demonstration` zegt: niet voor gebruik bij patiënten.

**Taal.** Antwoorden zijn in het Nederlands. Vraag Engels met `?language=en` of met de header `Accept-Language`. In de
header `Content-Language` staat welke taal u kreeg. Is een onderwerp nog niet vertaald, dan krijgt u Nederlands.

**Uitgaven.** Teksten en vragen verschijnen samen, als een genummerde uitgave die nooit meer verandert. Elk antwoord
noemt zijn uitgave, met haar `digest`.

**Bewaren.** Een antwoord met een `ETag` mag u bewaren. Stuur de waarde mee in `If-None-Match`: is er niets veranderd,
dan krijgt u `304` zonder inhoud. Een wijziging is binnen een minuut overal te zien. Antwoorden over een persoon
bewaart geen cache: daar staat `Cache-Control: no-store`.

**Fouten.** Elke fout is een *problem* (RFC 9457, `application/problem+json`), in de taal die u vraagt. Bij `detail`
staat wat u kunt doen. Bij `errors` staat elke fout apart, met de plaats. Een methode die een adres niet kent, geeft
`405`, met in `Allow` wat wel kan. Bij elk adres dat met `GET` werkt, kan ook `HEAD`.

**Versie.** De versie van de API staat in elk antwoord in de header `API-Version`. Binnen `/v1` komt er alleen iets
bij: lees dus over velden heen die u niet kent. Een lijst van waarden groeit alleen waar dat erbij staat.

---

## In English

Information about back pain and a questionnaire (triage), for apps. Everything here can be used without signing in.

**For trying only**, as long as an answer says `intendedUse: demonstration`: not for use with patients.

**Language.** Answers are in Dutch. Ask for English with `?language=en` or with the `Accept-Language` header. The
`Content-Language` header tells which language you got. A topic that is not translated yet comes in Dutch.

**Releases.** Texts and questions are published together, as a numbered release that never changes again. Every answer
names its release, with its `digest`.

**Caching.** You may keep an answer that has an `ETag`. Send its value in `If-None-Match`: when nothing has changed
you get `304` without content. A change is visible everywhere within a minute. Answers about a person are kept by no
cache: they say `Cache-Control: no-store`.

**Errors.** Every error is a *problem* (RFC 9457, `application/problem+json`), in the language that you ask for.
`detail` says what you can do. `errors` names every fault with its place. A method that an address does not have gives
`405`, with what it does have in `Allow`. Where there is `GET`, there is `HEAD`.

**Version.** Every answer has the version of the API in the `API-Version` header. Within `/v1` things are only added:
read over fields that you do not know. A list of values only grows where it says so (`x-extensible-enum`).
"""
# A generated client has a class for each of these, and /docs a chapter.
TAGS: Final[list[dict[str, str]]] = [
    {
        "name": "Content",
        "description": "Wat mensen lezen: onderwerpen met hun artikel, alarmtekens, adviezen, vragen, begrippen en "
        "bronnen. · What people read: topics with their article, alarm signs, advice, questions, glossary and sources.",
    },
    {
        "name": "Triage",
        "description": "Vragen die uitkomen bij hoe snel iemand hulp nodig heeft, en van wie. Er wordt niets bewaard, "
        "tenzij iemand daarom vraagt. · Questions that lead to how soon somebody needs help, and from whom. Nothing is "
        "kept unless somebody asks for it.",
    },
    {
        "name": "Releases",
        "description": "Wat er wanneer is gepubliceerd of ingetrokken, en waarom. "
        "· What was published or withdrawn when, and why.",
    },
    {
        "name": "Contract",
        "description": "Deze beschrijving zelf, voor programma's. · This description itself, for programs.",
    },
]

SCHEMES: Final[dict[str, Any]] = {
    "assessmentSecret": {
        "type": "http",
        "scheme": "bearer",
        "description": "De `secret` van één bewaarde beoordeling. · The `secret` of one stored assessment.",
    }
}

SPECTACULAR: Final[dict[str, Any]] = {
    "TITLE": "Rugpijn API",
    "DESCRIPTION": DESCRIPTION,
    "VERSION": API_VERSION,
    "OAS_VERSION": "3.0.3",
    "LICENSE": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"},
    # The version is part of the server's address, as the Dutch API Design Rules have it; paths begin after it.
    "SCHEMA_PATH_PREFIX": r"/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "TAGS": TAGS,
    "APPEND_COMPONENTS": {"securitySchemes": SCHEMES},
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_NO_READ_ONLY_REQUIRED": False,
    # Docstrings are English, for engineers. What the contract says stands with `operation` and `described`.
    "DISABLE_DOCSTRING_DESCRIPTIONS": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,  # "`emergency` - emergency" tells nobody anything: see CONTRACT_MEANINGS
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,  # it makes `oneOf` of primitives, which clients drop silently
    "GENERIC_ADDITIONAL_PROPERTIES": "bool",
    "SORT_OPERATIONS": False,  # the order of the paths in api_v1.py is the order for a reader
    "SORT_OPERATION_PARAMETERS": False,  # getSection(topic, section), as in the path: both are text, so nothing warns
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "rugpijn.http.completing.complete",
        "rugpijn.http.sent.close_bodies",
        "rugpijn.http.for_clients.for_clients",
    ],
}

AN_OWNER: Final = "Beheer van de Rugpijn API"
# Examples, until a deployer names real ones. A generator refuses a contact whose address is no whole one.
AN_ADDRESS: Final = "beheer@example.nl"
A_SITE: Final = "https://example.nl"


def offered_by(*, name: str, email: str, public_url: str) -> dict[str, Any]:
    """Whom to ask, and at which address: what only the deployer knows. Without one: where the contract was found."""
    here = {"url": "/v1", "description": "Deze server · This server"}
    public = {"url": f"{public_url}/v1", "description": "De openbare server · The public server"}
    return {
        "CONTACT": {"name": name or AN_OWNER, "url": f"{public_url or A_SITE}/docs", "email": email or AN_ADDRESS},
        "SERVERS": [public, here] if public_url else [here],
    }

"""The catalogue of everything that can go wrong for a client. A slug is part of the contract: never rename one."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in every language of the API."""

    nl: str
    en: str

    def to(self, language: str) -> str:
        return self.en if language == "en" else self.nl


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem. The detail is what a client is told when the problem itself says nothing more exact."""

    slug: str
    status: int
    title: Text
    detail: Text

    @property
    def uri(self) -> str:
        return f"urn:rugpijn:problem:{self.slug}"


INVALID_REQUEST: Final = Kind(
    "invalid-request",
    400,
    Text("Ongeldig verzoek", "Invalid request"),
    Text(
        "Dit verzoek is niet te lezen. Controleer het adres, de headers en de inhoud.",
        "This request cannot be read. Check the address, the headers and the content.",
    ),
)
INVALID_QUERY: Final = Kind(
    "invalid-query",
    400,
    Text("Ongeldige queryparameter", "Invalid query parameter"),
    Text(
        "Een of meer queryparameters kloppen niet. Bij errors staat wat u kunt veranderen.",
        "One or more query parameters are wrong. See errors for what to change.",
    ),
)
INVALID_JSON: Final = Kind(
    "invalid-json",
    400,
    Text("Geen geldige JSON", "Not valid JSON"),
    Text(
        "De inhoud is geen geldige JSON. Stuur één JSON-object in UTF-8.",
        "The content is not valid JSON. Send one JSON object in UTF-8.",
    ),
)
INVALID_BODY: Final = Kind(
    "invalid-body",
    400,
    Text("Ongeldige inhoud", "Invalid content"),
    Text(
        "De inhoud klopt niet. Bij errors staat per fout waar hij staat en wat u kunt veranderen.",
        "The content is wrong. See errors for where each fault is and what to change.",
    ),
)
INVALID_ANSWERS: Final = Kind(
    "invalid-answers",
    400,
    Text("Ongeldige antwoorden", "Invalid answers"),
    Text(
        "Een of meer antwoorden passen niet bij de vragen van deze uitgave. Bij errors staat welke en waarom.",
        "One or more answers do not fit the questions of this release. See errors for which ones and why.",
    ),
)
UNAUTHORIZED: Final = Kind(
    "unauthorized",
    401,
    Text("Niet aangemeld", "Not signed in"),
    Text(
        "Stuur een geldige sleutel mee: `Authorization: Bearer <sleutel>`.",
        "Send a valid key: `Authorization: Bearer <key>`.",
    ),
)
FORBIDDEN: Final = Kind(
    "forbidden",
    403,
    Text("Geen toegang", "No access"),
    Text(
        "U mag dit niet doen. Vraag de beheerder om toegang.",
        "You may not do this. Ask the administrator for access.",
    ),
)
NOT_FOUND: Final = Kind(
    "not-found",
    404,
    Text("Adres bestaat niet", "No such address"),
    Text(
        "Dit adres bestaat niet. Alle adressen staan in /v1/openapi.json. Laat een / aan het eind weg.",
        "This address does not exist. All addresses are in /v1/openapi.json. Leave out a / at the end.",
    ),
)
UNKNOWN_RESOURCE: Final = Kind(
    "unknown-resource",
    404,
    Text("Onbekend onderdeel", "Unknown resource"),
    Text(
        "Wat u vraagt, bestaat niet of niet meer. Kijk in de lijst welke er zijn.",
        "What you ask for does not exist, or not any more. See the list for what there is.",
    ),
)
METHOD_NOT_ALLOWED: Final = Kind(
    "method-not-allowed",
    405,
    Text("Methode niet toegestaan", "Method not allowed"),
    Text(
        "Deze methode kan hier niet. In de header Allow staat wat wel kan.",
        "This method cannot be used here. The Allow header says which ones can.",
    ),
)
NOT_ACCEPTABLE: Final = Kind(
    "not-acceptable",
    406,
    Text("Formaat niet beschikbaar", "Format not available"),
    Text(
        "Dit formaat is er niet. Stuur Accept: application/json, of laat de header Accept weg.",
        "This format is not available. Send Accept: application/json, or leave out the Accept header.",
    ),
)
CONFLICT: Final = Kind(
    "conflict",
    409,
    Text("Past niet bij de huidige stand", "Conflicts with the current state"),
    Text(
        "Dit kan niet meer: er is intussen iets veranderd. Haal de gegevens opnieuw op en probeer het nog eens.",
        "This is no longer possible: something has changed meanwhile. Fetch the data again and retry.",
    ),
)
ASSESSMENT_ERASED: Final = Kind(
    "assessment-erased",
    409,
    Text("Al gewist", "Erased already"),
    Text(
        "Wat met deze Idempotency-Key bewaard was, is gewist. Wilt u het opnieuw bewaren? Gebruik dan een nieuwe.",
        "What was stored with this Idempotency-Key has been erased. To store it again, use a new one.",
    ),
)
RELEASE_WITHDRAWN: Final = Kind(
    "release-withdrawn",
    410,
    Text("Uitgave ingetrokken", "Release withdrawn"),
    Text(
        "Deze uitgave is ingetrokken. Gebruik haar niet meer en begin opnieuw met de huidige uitgave. "
        "Is er haast bij, bel dan uw huisarts of de huisartsenpost. Is er levensgevaar, bel dan 112.",
        "This release was withdrawn. Stop using it and start again with the current release. "
        "If it is urgent, call your GP or the out-of-hours GP. If life is in danger, call 112.",
    ),
)
RELEASE_SUPERSEDED: Final = Kind(
    "release-superseded",
    410,
    Text("Uitgave vervangen", "Release superseded"),
    Text(
        "Er is een nieuwe uitgave en deze geldt niet meer. Begin opnieuw met de huidige uitgave.",
        "There is a new release and this one no longer applies. Start again with the current release.",
    ),
)
LENGTH_REQUIRED: Final = Kind(
    "length-required",
    411,
    Text("Lengte ontbreekt", "Length missing"),
    Text(
        "Stuur de inhoud in één keer, met de header Content-Length.",
        "Send the content in one piece, with a Content-Length header.",
    ),
)
PRECONDITION_FAILED: Final = Kind(
    "precondition-failed",
    412,
    Text("Voorwaarde niet vervuld", "Precondition failed"),
    Text(
        "De gegevens zijn veranderd sinds u ze ophaalde. Haal ze opnieuw op.",
        "The data have changed since you fetched them. Fetch them again.",
    ),
)
PAYLOAD_TOO_LARGE: Final = Kind(
    "payload-too-large",
    413,
    Text("Inhoud te groot", "Content too large"),
    Text("De inhoud is te groot. Stuur minder.", "The content is too large. Send less."),
)
URI_TOO_LONG: Final = Kind(  # this one and HEADERS_TOO_LARGE are only told by the proxy: deploy/nginx.conf
    "uri-too-long",
    414,
    Text("Adres te lang", "Address too long"),
    Text(
        "Dit adres is te lang. Zet antwoorden in de inhoud van een verzoek, nooit in het adres.",
        "This address is too long. Put answers in the content of a request, never in the address.",
    ),
)
UNSUPPORTED_MEDIA_TYPE: Final = Kind(
    "unsupported-media-type",
    415,
    Text("Formaat niet ondersteund", "Unsupported format"),
    Text(
        "Stuur JSON in UTF-8, niet gecomprimeerd, met Content-Type: application/json.",
        "Send JSON in UTF-8, not compressed, with Content-Type: application/json.",
    ),
)
UNPROCESSABLE: Final = Kind(
    "unprocessable",
    422,
    Text("Verzoek niet te verwerken", "Request cannot be processed"),
    Text(
        "Dit verzoek is niet te verwerken. Bij errors staat waarom.",
        "This request cannot be processed. See errors for why.",
    ),
)
NOT_STORED: Final = Kind(
    "not-stored",
    422,
    Text("Niet bewaard", "Not stored"),
    Text(
        "Dit kan niet bewaard worden. Bij errors staat waarom. Zonder store krijgt u wel het antwoord.",
        "This cannot be stored. See errors for why. Without store you do get the answer.",
    ),
)
UNKNOWN_EARLIER: Final = Kind(
    "unknown-earlier",
    422,
    Text("Eerdere beoordeling niet gevonden", "Earlier assessment not found"),
    Text(
        "De beoordeling bij earlier is er niet of niet meer, of de sleutel past niet. "
        "Laat earlier weg: dan krijgt u een antwoord zonder vergelijking.",
        "The assessment in earlier is not there, or not any more, or the secret does not fit. "
        "Leave earlier out: then you get an answer without a comparison.",
    ),
)
IDEMPOTENCY_KEY_REUSED: Final = Kind(
    "idempotency-key-reused",
    422,
    Text("Idempotency-Key al gebruikt", "Idempotency-Key used already"),
    Text(
        "Met deze Idempotency-Key is al iets anders bewaard. Neem voor elke beoordeling een nieuwe.",
        "Something else was stored with this Idempotency-Key. Take a new one for each assessment.",
    ),
)
TOO_MANY_REQUESTS: Final = Kind(
    "too-many-requests",
    429,
    Text("Te veel verzoeken", "Too many requests"),
    Text(
        "U stuurt te veel verzoeken. Wacht het aantal seconden dat in de header Retry-After staat.",
        "You send too many requests. Wait for the number of seconds in the Retry-After header.",
    ),
)
HEADERS_TOO_LARGE: Final = Kind(
    "headers-too-large",
    431,
    Text("Headers te groot", "Headers too large"),
    Text(
        "De headers van dit verzoek zijn te groot. Stuur er minder, of kortere.",
        "The headers of this request are too large. Send fewer, or shorter ones.",
    ),
)
INTERNAL_ERROR: Final = Kind(
    "internal-error",
    500,
    Text("Er ging iets mis", "Something went wrong"),
    Text(
        "Er ging bij ons iets mis. Probeer het later opnieuw, en geef de beheerder het nummer bij instance door. "
        "Bij spoed: bel uw huisarts of de huisartsenpost. Is er levensgevaar, bel dan 112.",
        "Something went wrong on our side. Try again later, and give the administrator the number in instance. "
        "If it is urgent: call your GP or the out-of-hours GP. If life is in danger, call 112.",
    ),
)
NOT_READY: Final = Kind(
    "not-ready",
    503,
    Text("Even niet beschikbaar", "Temporarily unavailable"),
    Text(
        "Dit kan nu even niet. Probeer het opnieuw na het aantal seconden dat in de header Retry-After staat. "
        "Bij spoed: bel uw huisarts of de huisartsenpost. Is er levensgevaar, bel dan 112.",
        "This is not possible right now. Try again after the number of seconds in the Retry-After header. "
        "If it is urgent: call your GP or the out-of-hours GP. If life is in danger, call 112.",
    ),
)

KINDS: Final = MappingProxyType({kind.slug: kind for kind in list(globals().values()) if isinstance(kind, Kind)})

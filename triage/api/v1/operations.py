"""What the contract says of each operation on triage, in Dutch and in English."""

from drf_spectacular.utils import OpenApiParameter

from content.api.v1.operations import NUMBER, TOPIC
from rugpijn.http.kinds import Text
from rugpijn.http.operation import operation, paragraphs, path_parameter
from triage.api.v1 import protocol_serializers, quality_serializers, serializers

TRIAGE = "Triage"

SECRET = "assessmentSecret"  # noqa: S105 - the name of the scheme
KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "example": "q3XcZ0uVnE6rT1yK8mWb5A"},
    OpenApiParameter.HEADER,
    description=paragraphs(
        Text(
            "Uw eigen sleutel voor dit verzoek, bij `store`: true. Neem voor elke beoordeling een nieuwe.",
            "Your own key for this request, with `store`: true. Take a new one for each assessment.",
        )
    ),
)
ASSESSMENT = path_parameter(
    "assessment",
    Text("De `id` uit `stored`.", "The `id` in `stored`."),
    {"type": "string", "example": "0b6c6d0e-5f7d-4c55-9d0e-3a5a6f1c2b7e"},
)

get_triage_protocol = operation(
    "getTriageProtocol",
    tag=TRIAGE,
    summary=Text("Het protocol van de triage", "The triage protocol"),
    description=Text(
        "Wat er gevraagd wordt, welke regels beslissen, op welke bronnen zij rusten, en wat het protocol belooft. "
        "Om te lezen en na te gaan. Wilt u iemand de vragen stellen? Gebruik dan `createAssessment`.",
        "What is asked, which rules decide, which sources they rest on, and what the protocol promises. To read and to "
        "check. To ask somebody the questions, use `createAssessment`.",
    ),
    parameters=[TOPIC],
    responses=protocol_serializers.TriageProtocolSerializer,
)
get_release_quality = operation(
    "getReleaseQuality",
    tag=TRIAGE,
    summary=Text("Hoe goed een uitgave is", "How good a release is"),
    description=Text(
        "Wat er van de triage van deze uitgave gemeten is toen zij bewezen werd: hoe de casussen afliepen, wie ze "
        "beoordeelde, en hoeveel bedachte mensen waarheen gaan. Ook van een uitgave die niet meer geldt.",
        "What was measured of the triage of this release when it was proved: how the cases ended, who judged them, "
        "and how many made-up people go where. Of a release that is no longer live as well.",
    ),
    parameters=[TOPIC, NUMBER],
    responses=quality_serializers.ReleaseQualitySerializer,
)
ASSESSING = Text(
    """\
Begin met een lege lijst, en stuur daarna elke keer alle antwoorden tot nu toe. U krijgt het volgende scherm
(`status: question`) of de uitkomst (`status: outcome`). Een noodgeval beëindigt de vragen meteen.

‘Weet ik niet’ is `"unknown": true`, en nooit een nee. Stuur als `release` het nummer mee dat u bij het eerste scherm
kreeg (`release.number`): dan verandert er onderweg niets. Met `at` geldt het antwoord voor een ander moment: in de
nacht belt iemand een ander dan overdag.

Met `"explain": true` staat bij een uitkomst ook wat één ander antwoord had veranderd: voor wie de triage nakijkt, niet
voor wie de vragen beantwoordt.

Toon `notice` en `emergencyNotice` bij elk scherm, en `interruptedText` als iemand halverwege stopt.

**Bewaren.** Van wat u stuurt wordt niets bewaard, tenzij u daarom vraagt: met `store`: true, met `consent`, en met een
`Idempotency-Key` van minstens 128 willekeurige bits (16 bytes in base64url of in hex; geen UUID). Vraag eerst de
uitkomst, en dan pas of iemand haar wil bewaren. U krijgt `201`, met in `stored` de `id` en de `secret`. Ging er iets
mis? Stuur dan hetzelfde nog eens, met dezelfde sleutel: u krijgt hetzelfde antwoord. Bewaard wordt alleen een uitkomst,
van wie 16 of ouder is, 30 dagen.

**Vergelijken.** Noem in `earlier` een beoordeling die bewaard is. Is het erger geworden, dan telt dat mee zonder dat u
ernaar vraagt. Het kan de uitkomst alleen dringender maken. Stuur `earlier` bij elk scherm mee.""",
    """\
Begin with an empty list, and then send every answer so far, each time. You get the next screen (`status: question`) or
the outcome (`status: outcome`). An emergency ends the questions at once.

"I don't know" is `"unknown": true`, and never a no. Send as `release` the number that you got with the first screen
(`release.number`): then nothing changes halfway. With `at` the answer is about another moment: at night somebody calls
another than by day.

With `"explain": true` an outcome comes with what one other answer would have changed: for who checks the triage, not
for who answers the questions.

Show `notice` and `emergencyNotice` with every screen, and `interruptedText` when somebody stops halfway.

**Storing.** Nothing of what you send is kept unless you ask for it: with `store`: true, with `consent`, and with an
`Idempotency-Key` of at least 128 random bits (16 bytes in base64url or in hex; no UUID). First ask the outcome, and
only then whether somebody wants to keep it. You get `201`, with `id` and `secret` in `stored`. Did anything go wrong?
Send the same once more, with the same key: you get the same answer. Only an outcome is stored, of people of 16 and
over, for 30 days.

**Comparing.** Name a stored assessment in `earlier`. When it has become worse that counts, without your asking. It can
only make the outcome more urgent. Send `earlier` with every screen.""",
)
create_assessment = operation(
    "createAssessment",
    tag=TRIAGE,
    summary=Text("Antwoorden beoordelen", "Assess answers"),
    description=ASSESSING,
    parameters=[TOPIC, KEY],
    request=serializers.AssessmentRequestSerializer,
    responses={200: serializers.AssessmentSerializer, 201: serializers.AssessmentSerializer},
)
get_assessment = operation(
    "getAssessment",
    tag=TRIAGE,
    summary=Text("Een bewaarde beoordeling", "A stored assessment"),
    description=Text(
        "Wat er bewaard is, met de uitkomst zoals zij toen was, in de taal van toen of in die van `language`. Stuur de "
        "`secret` mee: `Authorization: Bearer ...`. Verlopen, gewist, een verkeerde sleutel, nooit geweest: dat ziet "
        "er allemaal hetzelfde uit (404). Is de uitgave intussen ingetrokken, dan krijgt u 410: niemand moet nog doen "
        "wat daarin stond. Wissen kan dan nog wel.",
        "What is stored, with the outcome as it was, in the language that it was in or that of `language`. Send the "
        "`secret`: `Authorization: Bearer ...`. Expired, erased, a wrong secret, never there: all of that looks the "
        "same (404). When the release has been withdrawn since, you get 410: nobody should still do what it said. "
        "Erasing is possible all the same.",
    ),
    parameters=[ASSESSMENT],
    responses=serializers.AssessmentSerializer,
    secured_by=SECRET,
)
erase_assessment = operation(
    "deleteAssessment",
    tag=TRIAGE,
    summary=Text("Een bewaarde beoordeling wissen", "Erase a stored assessment"),
    description=Text(
        "Meteen en voorgoed. Wat er een dag blijft, is een hash van de Idempotency-Key: zo bewaart een late herhaling "
        "niets opnieuw.",
        "At once and for good. What stays for a day is a hash of the Idempotency-Key, so that a late retry stores "
        "nothing again.",
    ),
    parameters=[ASSESSMENT],
    responses={204: None},
    secured_by=SECRET,
)

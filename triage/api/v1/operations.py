"""What the contract says of each operation on triage, in Dutch and in English."""

from content.api.v1.operations import NUMBER, TOPIC
from rugpijn.http.kinds import Text
from rugpijn.http.operation import operation
from triage.api.v1 import protocol_serializers, quality_serializers, serializers

TRIAGE = "Triage"

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

‘Weet ik niet’ is `"unknown": true`, en nooit een nee. Stuur `release` terug zoals u haar bij het eerste scherm kreeg:
dan verandert er onderweg niets. Met `at` geldt het antwoord voor een ander moment: in de nacht belt iemand een ander
dan overdag.

Toon `notice` en `emergencyNotice` bij elk scherm, en `interruptedText` als iemand halverwege stopt. Van wat u stuurt
wordt niets bewaard.""",
    """\
Begin with an empty list, and then send every answer so far, each time. You get the next screen (`status: question`) or
the outcome (`status: outcome`). An emergency ends the questions at once.

"I don't know" is `"unknown": true`, and never a no. Send `release` back as you got it with the first screen: then
nothing changes halfway. With `at` the answer is about another moment: at night somebody calls another than by day.

Show `notice` and `emergencyNotice` with every screen, and `interruptedText` when somebody stops halfway. Nothing of
what you send is kept.""",
)
create_assessment = operation(
    "createAssessment",
    tag=TRIAGE,
    summary=Text("Antwoorden beoordelen", "Assess answers"),
    description=ASSESSING,
    parameters=[TOPIC],
    request=serializers.AssessmentRequestSerializer,
    responses=serializers.AssessmentSerializer,
)

"""The shapes of triage as the contract declares them: for people and generators. Bodies are read by `requests.py`."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from content.api.v1.serializers import MARKDOWN_LISTS, OfReleaseSerializer, Slug, Sources, described
from content.vocabulary import URGENCIES, URGENCIES_SO_FAR
from triage.vocabulary import ASSESSMENT_STATUSES, MOMENTS, QUESTION_KINDS, WHO

UNKNOWN = "`true`: weet ik niet. Dat is nooit een nee."
ALLOWS_UNKNOWN = "Of ‘weet ik niet’ hier kan."
CALL_WITHIN = "Binnen hoeveel tijd iemand moet bellen (ISO 8601-duur, zoals `PT0S`: meteen)"
SEEN_WITHIN = "Binnen hoeveel tijd een zorgverlener iemand moet zien (ISO 8601-duur, zoals `PT4H`: vier uur)"
PHONE = "Telefoonnummer"
EXCLUSIVE = "De keuze die met geen andere samengaat (‘geen van deze’); `null` waar die er niet is."
SPEECH = "De vraag zoals een app haar voorleest"
EMERGENCY_NOTICE = "Wanneer iemand meteen 112 belt. Toon dit bij elk scherm."
INTERRUPTED = "Toon dit als iemand halverwege stopt."


@extend_schema_field(OpenApiTypes.DURATION)
class Duration(serializers.CharField):
    """ISO 8601, as the protocol wrote it."""


@extend_schema_field({"type": "string", "format": "time-local"})
class LocalTime(serializers.CharField):
    """A time of day where the person is: without a time zone."""


@described("Eén antwoord: precies één van `choices`, `number` en `unknown`. De andere twee ontbreken, of zijn `null`.")
class AnswerSerializer(serializers.Serializer[Any]):
    question = Slug(help_text="De `slug` van de vraag.")
    choices = serializers.ListField(
        child=Slug(help_text=None),
        required=False,
        allow_null=True,
        help_text="De gekozen waarden; bij een ja-neevraag `yes` of `no`.",
    )
    number = serializers.IntegerField(
        required=False, allow_null=True, help_text="Een heel getal, in de eenheid van de vraag."
    )
    unknown = serializers.BooleanField(required=False, allow_null=True, help_text=UNKNOWN)


@described("De toestemming om dit te bewaren.")
class ConsentSerializer(serializers.Serializer[Any]):
    version = serializers.CharField(help_text="De versie van de tekst: `consentVersion` van het protocol.")
    givenAt = serializers.DateTimeField(help_text="Wanneer iemand toestemming gaf, met tijdzone.")


@described("Een eerdere beoordeling die bewaard is.")
class EarlierAssessmentSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(help_text="De `id` die u toen kreeg.")
    secret = serializers.CharField(help_text="De `secret` die u toen kreeg.")


@described("Alle antwoorden tot nu toe, en of de uitkomst bewaard wordt.")
class AssessmentRequestSerializer(serializers.Serializer[Any]):
    release = serializers.IntegerField(
        min_value=1,
        required=False,
        allow_null=True,
        help_text="De uitgave van uw eerste antwoord: stuur haar terug. `null` of weggelaten: de huidige.",
    )
    at = serializers.DateTimeField(
        required=False,
        allow_null=True,
        help_text="Het moment waar het om gaat, met tijdzone. `null` of weggelaten: nu.",
    )
    answers = AnswerSerializer(many=True, help_text="Elk antwoord tot nu toe. Een lege lijst om te beginnen.")
    explain = serializers.BooleanField(
        required=False,
        allow_null=True,
        help_text="`true`: zeg bij een uitkomst ook wat één ander antwoord had veranderd (`alternatives`). Niet samen "
        "met `store` of `earlier`. `false`, `null` of weggelaten: niet.",
    )
    store = serializers.BooleanField(
        required=False,
        allow_null=True,
        help_text="`true`: bewaar de uitkomst 30 dagen. `false`, `null` of weggelaten: er wordt niets bewaard.",
    )
    consent = ConsentSerializer(
        required=False,
        allow_null=True,
        help_text="De toestemming. Nodig bij `store`: true, en alleen dan; `null` of weggelaten: geen.",
    )
    earlier = EarlierAssessmentSerializer(
        required=False,
        allow_null=True,
        help_text="Een eerdere beoordeling, om mee te vergelijken. Is het erger geworden, dan telt dat mee. `null` of "
        "weggelaten: geen.",
    )


@described("Eén keuze bij een vraag.")
class ChoiceSerializer(serializers.Serializer[Any]):
    value = Slug(help_text="Wat u terugstuurt in `choices`.")
    label = serializers.CharField(help_text="Wat iemand leest.")  # type: ignore[assignment]  # DRF has such an attribute


@described("Tussen welke grenzen een getal ligt.")
class NumberRangeSerializer(serializers.Serializer[Any]):
    minimum = serializers.IntegerField(help_text="Het laagste getal dat kan.")
    maximum = serializers.IntegerField(help_text="Het hoogste getal dat kan.")
    unit = serializers.CharField(help_text="De eenheid, zoals `jaar`.")


@described("Een vraag zoals een app haar stelt.")
class AskedQuestionSerializer(serializers.Serializer[Any]):
    slug = Slug(help_text="Stuur dit terug als `question`.")
    kind = serializers.ChoiceField(QUESTION_KINDS)
    text = serializers.CharField(help_text="De vraag.")
    help = serializers.CharField(allow_null=True, help_text="Uitleg bij de vraag; `null` waar er geen is.")
    speech = serializers.CharField(help_text=f"{SPEECH}.")
    choices = ChoiceSerializer(many=True, help_text="De keuzes. Leeg bij een getal.")
    exclusiveChoice = Slug(allow_null=True, help_text=EXCLUSIVE)
    number = NumberRangeSerializer(allow_null=True, help_text="De grenzen van een getal; `null` bij de andere soorten.")
    allowsUnknown = serializers.BooleanField(help_text=ALLOWS_UNKNOWN)


@described("Het scherm dat u nu toont, met de vragen die er nog toe doen.")
class NextScreenSerializer(serializers.Serializer[Any]):
    slug = Slug()
    title = serializers.CharField(help_text="De kop.")
    intro = serializers.CharField(allow_null=True, help_text="Inleiding boven de vragen; `null` waar er geen is.")
    questions = AskedQuestionSerializer(many=True, help_text="De vragen, van boven naar beneden.")
    noneOfThese = serializers.CharField(
        allow_null=True,
        help_text="De woorden voor één keuze die elke vraag op dit scherm met `no` beantwoordt; `null`: die is er "
        "niet.",
    )
    unknownLabel = serializers.CharField(help_text="De woorden voor ‘weet ik niet’.")


@described("Hoe ver iemand is.")
class AssessmentProgressSerializer(serializers.Serializer[Any]):
    answered = serializers.IntegerField(help_text="Hoeveel vragen er beantwoord zijn.")
    screensAtMost = serializers.IntegerField(help_text="Hoeveel schermen er hoogstens nog komen, dit meegeteld.")


@described("Met wie iemand contact opneemt, en hoe snel.")
class ContactSerializer(serializers.Serializer[Any]):
    who = serializers.ChoiceField(WHO)
    text = serializers.CharField(help_text="Wat iemand doet, in een paar zinnen.")
    phone = serializers.CharField(
        allow_null=True, help_text=f"{PHONE}; `null` waar er geen landelijk nummer is, zoals bij de huisartsenpost."
    )
    callWithin = Duration(allow_null=True, help_text=f"{CALL_WITHIN}; `null`: geen termijn.")
    seenWithin = Duration(allow_null=True, help_text=f"{SEEN_WITHIN}; `null`: geen termijn.")
    alone = serializers.CharField(
        allow_null=True, help_text="Wat iemand doet die alleen is; `null` waar dat niet geldt."
    )


@described("Waarom de uitkomst zo dringend is: een regel, en de antwoorden waardoor zij geldt.")
class ReasonSerializer(serializers.Serializer[Any]):
    rule = Slug(help_text="De `slug` van de regel.")
    urgency = serializers.ChoiceField(URGENCIES, help_text="Hoe dringend deze regel het maakt.")
    text = serializers.CharField(help_text="De reden, zoals iemand haar leest.")
    uncertain = serializers.BooleanField(help_text="Of de regel meetelt door een antwoord ‘weet ik niet’.")
    sources = Sources()
    because = AnswerSerializer(many=True, help_text="De antwoorden waardoor de regel geldt, zoals u ze stuurde.")
    fromEarlier = AnswerSerializer(
        many=True,
        required=False,
        help_text="Wat niet geantwoord is, en bleek bij het vergelijken met de eerdere beoordeling. Ontbreekt als er "
        "niets zo bleek.",
    )


@described("Een advies bij deze uitkomst.")
class GivenAdviceSerializer(serializers.Serializer[Any]):
    slug = Slug()
    title = serializers.CharField(help_text="Het advies in een paar woorden.")
    body = serializers.CharField(help_text=MARKDOWN_LISTS)


@described("Een advies dat iemand nu niet krijgt, en waarom.")
class WithheldAdviceSerializer(serializers.Serializer[Any]):
    slug = Slug()
    title = serializers.CharField(help_text="Het advies in een paar woorden.")
    because = serializers.CharField(help_text="Waarom niet, en wie het wel weet.")


@described("Waar iemand op let, en wat dan te doen.")
class SafetyNetSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(help_text="Waar iemand op let, en wie dan te bellen.")
    reassessAfterHours = serializers.IntegerField(
        allow_null=True,
        help_text="Na hoeveel uur iemand de vragen opnieuw invult; `null`: niet, want er is meteen contact nodig.",
    )
    ifNotReached = serializers.CharField(
        allow_null=True, help_text="Wat te doen als niemand opneemt; `null` als het minder dringend is."
    )


@described(
    "De uitkomst. Dezelfde uitgave, antwoorden, tijd, taal en `engine` geven altijd dezelfde uitkomst, op de byte af."
)
class OutcomeSerializer(serializers.Serializer[Any]):
    urgency = serializers.ChoiceField(URGENCIES)
    route = Slug(help_text="De route: bij wie iemand terechtkomt.")
    moment = serializers.ChoiceField(MOMENTS)
    title = serializers.CharField(help_text="De uitkomst in een paar woorden.")
    message = serializers.CharField(help_text="Wat dit betekent.")
    contact = ContactSerializer()
    reasons = ReasonSerializer(
        many=True,
        help_text="Alle regels die meetelden. Toon aan mensen die met de urgentie van de uitkomst. "
        "Leeg: niets maakte het dringender.",
    )
    advice = GivenAdviceSerializer(many=True, help_text="Wat iemand zelf kan doen, het belangrijkste eerst.")
    withheldAdvice = WithheldAdviceSerializer(many=True, help_text="Adviezen die nu niet passen, met de reden.")
    safetyNet = SafetyNetSerializer()
    tellTheTriagist = serializers.ListField(
        child=serializers.CharField(), help_text="Drie regels om aan de telefoon voor te lezen."
    )


@described("De toestemming waarmee dit bewaard is.")
class StoredConsentSerializer(ConsentSerializer):
    """Apart from the one that is sent, which may be null."""


@described("Alles wat er van deze beoordeling bewaard is.")
class StoredSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(help_text="De naam ervan: het laatste deel van `/v1/assessments/{assessment}`.")
    secret = serializers.CharField(
        allow_null=True,
        help_text="De sleutel, voor lezen en wissen. U krijgt haar alleen bij het bewaren; `null` bij het lezen.",
    )
    storedAt = serializers.DateTimeField(help_text="Wanneer dit bewaard is (UTC).")
    expiresAt = serializers.DateTimeField(help_text="Wanneer het vanzelf gewist wordt (UTC).")
    consent = StoredConsentSerializer(help_text="De toestemming waarmee dit bewaard is.")
    worse = serializers.BooleanField(
        allow_null=True,
        help_text="Of het erger was dan bij de eerdere beoordeling. `false` stelt niet gerust: het bleek alleen niet. "
        "`null`: niet vergeleken.",
    )
    answers = AnswerSerializer(many=True, help_text="De antwoorden, zoals ze gestuurd zijn.")


@described("Wat één ander antwoord had veranderd, als al het andere hetzelfde bleef.")
class AlternativeSerializer(serializers.Serializer[Any]):
    answer = AnswerSerializer()
    urgency = serializers.ChoiceField(
        URGENCIES, required=False, help_text="Hoe dringend het dan was. Ontbreekt: dan waren er nog vragen."
    )


@described("Het volgende scherm of de uitkomst: `status` zegt welke van de twee er is. De andere is `null`.")
class AssessmentSerializer(OfReleaseSerializer):
    engine = serializers.CharField(help_text="De versie van wat de regels uitrekent (semver).")
    at = serializers.DateTimeField(help_text="Voor welk moment dit geldt (UTC). Stuur het mee om dit over te doen.")
    notice = serializers.CharField(
        allow_null=True, help_text="Dat dit een demonstratie is. Toon dit bij elk scherm; `null`: niet nodig."
    )
    emergencyNotice = serializers.CharField(help_text=EMERGENCY_NOTICE)
    interruptedText = serializers.CharField(help_text=INTERRUPTED)
    status = serializers.ChoiceField(ASSESSMENT_STATUSES)
    urgencySoFar = serializers.ChoiceField(
        URGENCIES_SO_FAR,
        allow_null=True,
        help_text="Hoe dringend het al is; `null` bij alles onder `sameDay`. Dat stelt niet gerust: er zijn nog "
        "vragen.",
    )
    progress = AssessmentProgressSerializer()
    nextScreen = NextScreenSerializer(
        allow_null=True, help_text="Het scherm dat u nu toont; `null`: er is een uitkomst."
    )
    outcome = OutcomeSerializer(allow_null=True, help_text="De uitkomst; `null`: er zijn nog vragen.")
    outcomeDigest = serializers.CharField(
        allow_null=True,
        help_text="`sha256:` van de canonieke JSON (RFC 8785) van `outcome`; `null` zolang die er niet is.",
    )
    alternatives = AlternativeSerializer(
        many=True,
        allow_null=True,
        help_text="Alles wat de uitkomst dringender of minder dringend had gemaakt, vraag voor vraag; van antwoorden "
        "met hetzelfde gevolg één. Voor wie de uitkomst nakijkt: toon dit niet aan wie de vragen beantwoordde. "
        "`null`: niet om gevraagd, of er is nog geen uitkomst.",
    )
    stored = StoredSerializer(allow_null=True, help_text="Wat er bewaard is; `null`: niets.")

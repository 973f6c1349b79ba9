"""The shape of a protocol as the contract declares it: for people who read rules, and for generators."""

from typing import Any

from rest_framework import serializers

from content.api.v1.serializers import OfReleaseSerializer, ReviewByDate, Slug, Slugs, Sources, described
from content.vocabulary import EVIDENCE, URGENCIES
from triage.api.v1.serializers import (
    ALLOWS_UNKNOWN,
    CALL_WITHIN,
    EMERGENCY_NOTICE,
    EXCLUSIVE,
    INTERRUPTED,
    PHONE,
    SEEN_WITHIN,
    SPEECH,
    ChoiceSerializer,
    Duration,
    LocalTime,
    NumberRangeSerializer,
)
from triage.vocabulary import MOMENTS, PROMISE_KINDS, QUESTION_KINDS, QUESTION_ROLES, WHO

ALL_OF = "Voorwaarden die alle moeten gelden."


@described("Een voorwaarde op één vraag. Naast `question` is er precies één ander veld.")
class LeafAtomSerializer(serializers.Serializer[Any]):
    question = Slug(help_text="De `slug` van de vraag.")
    anyOf = Slugs(required=False, help_text="Een van deze waarden is gekozen.")
    contains = Slug(required=False, help_text="Deze waarde is een van de gekozen waarden.")
    atLeast = serializers.IntegerField(required=False, help_text="Het getal is dit of hoger.")
    atMost = serializers.IntegerField(required=False, help_text="Het getal is dit of lager.")

    def get_fields(self) -> dict[str, Any]:
        """`is` is a word of Python, so it cannot be declared above."""
        fields: dict[str, Any] = super().get_fields()
        return {**fields, "is": Slug(required=False, source="is_", help_text="Deze ene waarde is gekozen.")}


@described(
    "Een voorwaarde op één vraag (`question`), of een telling van voorwaarden (`atLeastOf` of `atMostOf`, en `atoms`)."
)
class AtomSerializer(LeafAtomSerializer):
    question = Slug(required=False, help_text="De `slug` van de vraag. Ontbreekt bij een telling.")
    atLeastOf = serializers.IntegerField(required=False, help_text="Minstens zoveel van `atoms` gelden.")
    atMostOf = serializers.IntegerField(
        required=False, help_text="Hoogstens zoveel van `atoms` gelden. Alleen in beloften."
    )
    atoms = LeafAtomSerializer(many=True, required=False, help_text="De getelde voorwaarden.")


@described("Een vraag zoals zij in het protocol staat.")
class ProtocolQuestionSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Sources()
    screen = Slug(help_text="De `slug` van het scherm.")
    kind = serializers.ChoiceField(QUESTION_KINDS)
    role = serializers.ChoiceField(QUESTION_ROLES)
    text = serializers.CharField(help_text="De vraag.")
    help = serializers.CharField(required=False, help_text="Uitleg bij de vraag. Ontbreekt waar er geen is.")
    speech = serializers.CharField(required=False, help_text=f"{SPEECH}. Ontbreekt waar dat gewoon `text` is.")
    choices = ChoiceSerializer(many=True, help_text="De keuzes. Leeg bij een getal.")
    exclusiveChoice = Slug(allow_null=True, help_text=EXCLUSIVE)
    number = NumberRangeSerializer(
        required=False, help_text="De grenzen van een getal. Ontbreekt bij de andere soorten."
    )
    worse = serializers.CharField(
        required=False,
        help_text="Welk antwoord het ergst is: `yes`, `no`, `last`, `more`, `higher` of `lower`. "
        "Ontbreekt waar de antwoorden geen volgorde hebben.",
    )
    allowsUnknown = serializers.BooleanField(help_text=ALLOWS_UNKNOWN)
    askedWhen = AtomSerializer(
        many=True, required=False, help_text="De vraag komt alleen als dit alles geldt. Ontbreekt: zij komt altijd."
    )
    clarifies = Slug(
        required=False,
        help_text="Bij welke vraag dit verduidelijkt wat iemand niet wist. Ontbreekt bij de andere vragen.",
    )


@described("Een scherm met zijn vragen.")
class ProtocolScreenSerializer(serializers.Serializer[Any]):
    slug = Slug()
    title = serializers.CharField(help_text="De kop.")
    intro = serializers.CharField(required=False, help_text="Inleiding boven de vragen. Ontbreekt waar er geen is.")
    noneOfThese = serializers.BooleanField(help_text="Of één keuze alle vragen met `no` kan beantwoorden.")
    questions = ProtocolQuestionSerializer(many=True, help_text="De vragen, van boven naar beneden.")


@described("Een regel: als dit alles geldt, is het minstens zo dringend. Precies één van `atLeast` en `raises` is er.")
class ProtocolRuleSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Sources()
    when = AtomSerializer(many=True, help_text=ALL_OF)
    atLeast = serializers.ChoiceField(URGENCIES, required=False, help_text="Minstens zo dringend.")
    raises = serializers.BooleanField(required=False, help_text="`true`: één stap dringender, hoogstens `immediate`.")
    ifUncertain = serializers.ChoiceField(
        URGENCIES,
        required=False,
        help_text="Minstens zo dringend als de regel door ‘weet ik niet’ kan gelden. Ontbreekt: dan telt de regel "
        "niet mee.",
    )
    alarmSign = Slug(required=False, help_text="De `slug` van het alarmteken. Ontbreekt waar de regel er geen is.")
    reason = serializers.CharField(help_text="De reden, zoals iemand haar leest.")
    tell = serializers.CharField(
        required=False, help_text="Hoe iemand dit aan de telefoon zegt. Ontbreekt waar dat niet hoeft."
    )
    route = Slug(required=False, help_text="De route waar deze regel heen leidt. Ontbreekt: de eerste die past.")
    evidence = serializers.ChoiceField(EVIDENCE)


@described("Wanneer een advies niet gegeven wordt.")
class WithholdingSerializer(serializers.Serializer[Any]):
    when = AtomSerializer(many=True, help_text=ALL_OF)
    because = serializers.CharField(help_text="Waarom niet, en wie het wel weet.")


@described("Wanneer een advies bij de uitkomst hoort.")
class AdviceChoiceSerializer(serializers.Serializer[Any]):
    slug = Slug()
    advice = Slug(help_text="De `slug` van het advies.")
    urgencies = serializers.ListField(
        child=serializers.ChoiceField(URGENCIES), help_text="Bij welke uitkomsten het advies kan horen."
    )
    shownWhen = AtomSerializer(many=True, required=False, help_text=f"{ALL_OF} Leeg of weg: altijd.")
    withheldWhen = WithholdingSerializer(
        many=True,
        required=False,
        help_text="Redenen om het niet te geven, ook als iemand het antwoord niet weet. Leeg of weg: geen.",
    )


@described("Bij wie iemand terechtkomt. De eerste route die past, geldt.")
class ProtocolRouteSerializer(serializers.Serializer[Any]):
    slug = Slug()
    when = AtomSerializer(many=True, required=False, help_text=ALL_OF)
    default = serializers.BooleanField(required=False, help_text="`true`: de route als geen andere past.")
    title = serializers.CharField(help_text="De route in een paar woorden.")


@described("Met wie iemand op deze momenten contact opneemt.")
class ProtocolContactSerializer(serializers.Serializer[Any]):
    moments = serializers.ListField(child=serializers.ChoiceField(MOMENTS), help_text="Wanneer dit geldt.")
    who = serializers.ChoiceField(WHO)
    phone = serializers.CharField(required=False, help_text=f"{PHONE}. Ontbreekt waar er geen landelijk nummer is.")
    callWithin = Duration(required=False, help_text=f"{CALL_WITHIN}. Ontbreekt: geen termijn.")
    seenWithin = Duration(required=False, help_text=f"{SEEN_WITHIN}. Ontbreekt: geen termijn.")
    text = serializers.CharField(help_text="Wat iemand doet, in een paar zinnen.")


@described("Wat er gezegd wordt bij één route en één urgentie.")
class ProtocolOutcomeSerializer(serializers.Serializer[Any]):
    slug = Slug()
    route = Slug(help_text="De `slug` van de route.")
    urgency = serializers.ChoiceField(URGENCIES)
    title = serializers.CharField(help_text="De uitkomst in een paar woorden.")
    message = serializers.CharField(help_text="Wat dit betekent.")
    alone = serializers.CharField(
        required=False, help_text="Wat iemand doet die alleen is. Ontbreekt waar dat niet geldt."
    )
    safetyNet = serializers.CharField(help_text="Waar iemand op let, en wie dan te bellen.")
    reassessAfterHours = serializers.IntegerField(
        required=False, help_text="Na hoeveel uur iemand de vragen opnieuw invult. Ontbreekt: niet."
    )
    ifNotReached = serializers.CharField(
        required=False, help_text="Wat te doen als niemand opneemt. Ontbreekt als het minder dringend is."
    )
    ask = serializers.CharField(help_text="Wat iemand aan de telefoon vraagt.")
    contacts = ProtocolContactSerializer(many=True, help_text="Met wie, en wanneer. Elk moment komt één keer voor.")


@described("Wat het protocol belooft, wat er verder ook is geantwoord.")
class ProtocolPromiseSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Sources()
    kind = serializers.ChoiceField(PROMISE_KINDS)
    when = AtomSerializer(many=True, help_text=ALL_OF)
    urgency = serializers.ChoiceField(URGENCIES, help_text="De grens.")
    title = serializers.CharField(help_text="De belofte in een paar woorden.")


@described("Van wanneer tot wanneer het kantooruren zijn, op werkdagen in Nederland.")
class OfficeHoursSerializer(serializers.Serializer[Any]):
    to = LocalTime(help_text="Tot deze tijd, in Nederland.")

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python, so it cannot be declared above."""
        return {"from": LocalTime(source="from_", help_text="Vanaf deze tijd, in Nederland."), **super().get_fields()}


@described("Wat niet vergeleken wordt: iets nieuws betekent hier niet dat het erger is.")
class NotComparedSerializer(serializers.Serializer[Any]):
    question = Slug(help_text="De `slug` van de vraag.")
    choices = Slugs(required=False, help_text="De keuzes die niet meetellen. Ontbreekt: de hele vraag.")


@described("Hoe ‘erger dan de vorige keer’ meetelt.")
class ComparisonSerializer(serializers.Serializer[Any]):
    question = Slug(help_text="De `slug` van de vraag waarbij het meetelt.")
    choices = Slugs(help_text="De keuzes die dan gelden, naast wat iemand zelf antwoordde.")
    ignores = NotComparedSerializer(many=True, help_text="Wat niet vergeleken wordt.")


@described("Het hele protocol: wat er gevraagd wordt, welke regels beslissen, en wat het belooft.")
class TriageProtocolSerializer(OfReleaseSerializer):
    emergencyNotice = serializers.CharField(help_text=EMERGENCY_NOTICE)
    interruptedText = serializers.CharField(help_text=INTERRUPTED)
    demonstrationNotice = serializers.CharField(help_text="Wat een demonstratie bij elk scherm zegt.")
    withdrawnText = serializers.CharField(help_text="Wat er gezegd wordt als deze uitgave wordt ingetrokken.")
    unknownLabel = serializers.CharField(help_text="De woorden voor ‘weet ik niet’.")
    noneOfTheseLabel = serializers.CharField(help_text="De woorden voor ‘geen van deze’.")
    officeHours = OfficeHoursSerializer()
    consentText = serializers.CharField(
        allow_null=True,
        help_text="De tekst waar iemand ja op zegt voordat er iets bewaard wordt; `null`: hier wordt niets bewaard.",
    )
    consentVersion = serializers.CharField(
        allow_null=True,
        help_text="De versie van die tekst, in alle talen samen. Stuur haar mee in `consent`; `null`: geen tekst.",
    )
    reviewByDate = ReviewByDate()
    ageQuestion = Slug(
        allow_null=True,
        help_text="De `slug` van de vraag naar de leeftijd. Onder de 16 wordt niets bewaard; `null`: van niemand.",
    )
    earlier = ComparisonSerializer(
        allow_null=True,
        help_text="Wat telt als het erger is dan bij een eerdere beoordeling; `null`: er wordt niet vergeleken.",
    )
    screens = ProtocolScreenSerializer(many=True, help_text="De schermen, in hun volgorde.")
    rules = ProtocolRuleSerializer(many=True, help_text="De regels. De dringendste die geldt, beslist.")
    adviceChoices = AdviceChoiceSerializer(many=True, help_text="Wanneer welk advies hoort bij de uitkomst.")
    routes = ProtocolRouteSerializer(many=True, help_text="Bij wie iemand terechtkomt.")
    outcomes = ProtocolOutcomeSerializer(many=True, help_text="Wat er gezegd wordt, per route en urgentie.")
    promises = ProtocolPromiseSerializer(many=True, help_text="Wat het protocol belooft.")

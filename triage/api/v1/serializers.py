"""The shapes of triage as the contract declares them: for people and generators. Bodies are read by `requests.py`."""

from typing import Any

from rest_framework import serializers

from content.api.v1.serializers import OfReleaseSerializer, Slug, Slugs
from content.vocabulary import EVIDENCE, URGENCIES, URGENCIES_SO_FAR
from triage.vocabulary import ASSESSMENT_STATUSES, MOMENTS, PROMISE_KINDS, QUESTION_KINDS, QUESTION_ROLES, WHO


class AnswerSerializer(serializers.Serializer[Any]):
    """One answer: exactly one of `choices`, `number` and `unknown`."""

    question = Slug()
    choices = serializers.ListField(
        child=Slug(), required=False, allow_null=True, help_text="`yes` or `no`, or the chosen values."
    )
    number = serializers.IntegerField(required=False, allow_null=True)
    unknown = serializers.BooleanField(
        required=False, allow_null=True, help_text="`true` for ‘weet ik niet’. It is never a no."
    )


class NewAssessmentSerializer(serializers.Serializer[Any]):
    """Every answer so far; an empty list to begin."""

    release = serializers.IntegerField(
        min_value=1, required=False, allow_null=True, help_text="The release of your first answer; send it back."
    )
    at = serializers.DateTimeField(
        required=False, allow_null=True, help_text="The moment it is about, for replay; now when left out."
    )
    answers = AnswerSerializer(many=True)


class ChoiceSerializer(serializers.Serializer[Any]):
    value = Slug()
    label = serializers.CharField()  # type: ignore[assignment]  # DRF has an attribute of that name


class NumberSerializer(serializers.Serializer[Any]):
    minimum = serializers.IntegerField()
    maximum = serializers.IntegerField()
    unit = serializers.CharField()


class AskedQuestionSerializer(serializers.Serializer[Any]):
    slug = Slug()
    kind = serializers.ChoiceField(QUESTION_KINDS)
    text = serializers.CharField()
    help = serializers.CharField(allow_null=True)
    speech = serializers.CharField(help_text="The question as it is read aloud.")
    choices = ChoiceSerializer(many=True, help_text="Empty for a number.")
    exclusiveChoice = Slug(
        allow_null=True, help_text="De keuze die met geen andere samengaat (`Geen van deze`); null als die er niet is."
    )
    number = NumberSerializer(allow_null=True)
    allowsUnknown = serializers.BooleanField()


class NextScreenSerializer(serializers.Serializer[Any]):
    slug = Slug()
    title = serializers.CharField()
    intro = serializers.CharField(allow_null=True)
    questions = AskedQuestionSerializer(many=True)
    noneOfThese = serializers.CharField(
        allow_null=True, help_text="Words for a choice that answers each question on this screen with `no`."
    )
    unknownLabel = serializers.CharField(help_text="Words for ‘weet ik niet’.")


class ProgressSerializer(serializers.Serializer[Any]):
    answered = serializers.IntegerField()
    screensAtMost = serializers.IntegerField(help_text="Screens still to come, this one included.")


class ContactSerializer(serializers.Serializer[Any]):
    who = serializers.ChoiceField(WHO)
    text = serializers.CharField()
    phone = serializers.CharField(allow_null=True)
    callWithin = serializers.CharField(allow_null=True, help_text="ISO 8601 duration.")
    seenWithin = serializers.CharField(allow_null=True, help_text="ISO 8601 duration.")
    alone = serializers.CharField(allow_null=True, help_text="What to do when nobody is there to help.")


class ReasonSerializer(serializers.Serializer[Any]):
    rule = Slug()
    urgency = serializers.ChoiceField(URGENCIES)
    text = serializers.CharField()
    uncertain = serializers.BooleanField(help_text="It fired because an answer was ‘weet ik niet’.")
    sources = Slugs()
    because = AnswerSerializer(many=True)


class GivenAdviceSerializer(serializers.Serializer[Any]):
    slug = Slug()
    title = serializers.CharField()
    body = serializers.CharField(help_text="Markdown.")


class WithheldAdviceSerializer(serializers.Serializer[Any]):
    slug = Slug()
    title = serializers.CharField()
    because = serializers.CharField()


class SafetyNetSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    reassessAfterHours = serializers.IntegerField(allow_null=True)
    ifNotReached = serializers.CharField(allow_null=True)


class OutcomeSerializer(serializers.Serializer[Any]):
    urgency = serializers.ChoiceField(URGENCIES)
    route = Slug()
    moment = serializers.ChoiceField(MOMENTS)
    title = serializers.CharField()
    message = serializers.CharField()
    contact = ContactSerializer()
    reasons = ReasonSerializer(
        many=True, help_text="Alle regels die meetelden. Toon aan mensen die met de urgentie van de uitkomst."
    )
    advice = GivenAdviceSerializer(many=True)
    withheldAdvice = WithheldAdviceSerializer(many=True)
    safetyNet = SafetyNetSerializer()
    tellTheTriagist = serializers.ListField(child=serializers.CharField(), help_text="Three lines to read out.")


class AssessmentSerializer(OfReleaseSerializer):
    """Either `nextScreen` or `outcome` is there, as `status` says."""

    engine = serializers.CharField(help_text="The version of the engine (semver).")
    at = serializers.DateTimeField(help_text="The moment that it was assessed for; send it back to replay.")
    notice = serializers.CharField(allow_null=True, help_text="To be shown with every screen of a demonstration.")
    emergencyNotice = serializers.CharField(help_text="To be shown with every screen.")
    interruptedText = serializers.CharField(help_text="To be shown when somebody stops halfway.")
    status = serializers.ChoiceField(ASSESSMENT_STATUSES)
    urgencySoFar = serializers.ChoiceField(
        URGENCIES_SO_FAR, allow_null=True, help_text="Null below `sameDay`: an unfinished interview never reassures."
    )
    progress = ProgressSerializer()
    nextScreen = NextScreenSerializer(allow_null=True)
    outcome = OutcomeSerializer(allow_null=True)
    outcomeDigest = serializers.CharField(
        allow_null=True, help_text="`sha256:` of the outcome's canonical JSON (RFC 8785)."
    )


class LeafAtomSerializer(serializers.Serializer[Any]):
    question = Slug()
    anyOf = Slugs(required=False)
    contains = Slug(required=False)
    atLeast = serializers.IntegerField(required=False)
    atMost = serializers.IntegerField(required=False)

    def get_fields(self) -> dict[str, Any]:
        """`is` is a word of Python, so it cannot be declared above."""
        fields: dict[str, Any] = super().get_fields()
        return {**fields, "is": Slug(required=False, source="is_")}


class AtomSerializer(LeafAtomSerializer):
    """A condition on one question, or a count of conditions (`atLeastOf`, `atMostOf` with `atoms`)."""

    question = Slug(required=False)
    atLeastOf = serializers.IntegerField(required=False)
    atMostOf = serializers.IntegerField(required=False)
    atoms = LeafAtomSerializer(many=True, required=False)


class ProtocolQuestionSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Slugs()
    screen = Slug()
    kind = serializers.ChoiceField(QUESTION_KINDS)
    role = serializers.ChoiceField(QUESTION_ROLES)
    text = serializers.CharField()
    help = serializers.CharField(required=False)
    speech = serializers.CharField(required=False)
    choices = ChoiceSerializer(many=True)
    exclusiveChoice = Slug(
        allow_null=True, help_text="De keuze die met geen andere samengaat (`Geen van deze`); null als die er niet is."
    )
    number = NumberSerializer(required=False)
    worse = serializers.CharField(required=False, help_text="Which answer is worse; absent where there is no order.")
    allowsUnknown = serializers.BooleanField()
    askedWhen = AtomSerializer(many=True, required=False)
    clarifies = Slug(required=False)


class ProtocolScreenSerializer(serializers.Serializer[Any]):
    slug = Slug()
    title = serializers.CharField()
    intro = serializers.CharField(required=False)
    noneOfThese = serializers.BooleanField()
    questions = ProtocolQuestionSerializer(many=True)


class RuleSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Slugs()
    when = AtomSerializer(many=True)
    atLeast = serializers.ChoiceField(URGENCIES, required=False)
    raises = serializers.BooleanField(required=False)
    ifUncertain = serializers.ChoiceField(URGENCIES, required=False)
    alarmSign = Slug(required=False)
    reason = serializers.CharField()
    tell = serializers.CharField(required=False)
    route = Slug(required=False)
    evidence = serializers.ChoiceField(EVIDENCE)


class WithholdingSerializer(serializers.Serializer[Any]):
    when = AtomSerializer(many=True)
    because = serializers.CharField()


class AdviceChoiceSerializer(serializers.Serializer[Any]):
    slug = Slug()
    advice = Slug()
    urgencies = serializers.ListField(child=serializers.ChoiceField(URGENCIES))
    shownWhen = AtomSerializer(many=True, required=False)
    withheldWhen = WithholdingSerializer(many=True, required=False)


class RouteSerializer(serializers.Serializer[Any]):
    slug = Slug()
    when = AtomSerializer(many=True, required=False)
    default = serializers.BooleanField(required=False)
    title = serializers.CharField()


class ProtocolContactSerializer(serializers.Serializer[Any]):
    moments = serializers.ListField(child=serializers.ChoiceField(MOMENTS))
    who = serializers.ChoiceField(WHO)
    phone = serializers.CharField(required=False)
    callWithin = serializers.CharField(required=False)
    seenWithin = serializers.CharField(required=False)
    text = serializers.CharField()


class ProtocolOutcomeSerializer(serializers.Serializer[Any]):
    slug = Slug()
    route = Slug()
    urgency = serializers.ChoiceField(URGENCIES)
    title = serializers.CharField()
    message = serializers.CharField()
    alone = serializers.CharField(required=False)
    safetyNet = serializers.CharField()
    reassessAfterHours = serializers.IntegerField(required=False)
    ifNotReached = serializers.CharField(required=False)
    ask = serializers.CharField()
    contacts = ProtocolContactSerializer(many=True)


class PromiseSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Slugs()
    kind = serializers.ChoiceField(PROMISE_KINDS)
    when = AtomSerializer(many=True)
    urgency = serializers.ChoiceField(URGENCIES)
    title = serializers.CharField()


class OfficeHoursSerializer(serializers.Serializer[Any]):
    to = serializers.CharField()

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python, so it cannot be declared above."""
        return {"from": serializers.CharField(source="from_"), **super().get_fields()}


class ProtocolSerializer(OfReleaseSerializer):
    emergencyNotice = serializers.CharField()
    interruptedText = serializers.CharField()
    demonstrationNotice = serializers.CharField()
    withdrawnText = serializers.CharField()
    unknownLabel = serializers.CharField()
    noneOfTheseLabel = serializers.CharField()
    officeHours = OfficeHoursSerializer()
    screens = ProtocolScreenSerializer(many=True)
    rules = RuleSerializer(many=True)
    adviceChoices = AdviceChoiceSerializer(many=True)
    routes = RouteSerializer(many=True)
    outcomes = ProtocolOutcomeSerializer(many=True)
    promises = PromiseSerializer(many=True)

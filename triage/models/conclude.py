"""What is concluded: rules, advice choices, routes, outcomes with their contacts, and the promises that are kept."""

from django.db import models

from content.drafts import Detail, Draft, LocalizedField, SlugsField, slug_field, word_field
from content.history import tracked
from content.vocabulary import EVIDENCE, URGENCIES
from triage.clock import MomentField
from triage.models.interview import AtomsField
from triage.vocabulary import LABELS, PROMISE_KINDS, RESTS, WHO


@tracked
class Rule(Draft):
    """When these answers hold, urgency is at least this, or one level higher."""

    record_kind = "rule"
    record_fields = (
        "order",
        "when",
        "at_least",
        "raises",
        "if_uncertain",
        "alarm_sign",
        "reason",
        "tell",
        "route",
        "sources",
        "evidence",
    )

    when = AtomsField(verbose_name="als")
    at_least = word_field(URGENCIES, "dan minstens", blank=True)
    raises = models.BooleanField(null=True, blank=True, verbose_name="dan één stap dringender")
    if_uncertain = word_field(URGENCIES, "bij ‘weet ik niet’ minstens", blank=True)
    alarm_sign = slug_field(blank=True, default="", verbose_name="alarmteken")
    reason = LocalizedField(verbose_name="omdat")
    tell = LocalizedField(verbose_name="zo vertelt u het")
    route = slug_field(blank=True, default="", verbose_name="route")
    sources = SlugsField(verbose_name="bronnen")
    evidence = word_field(EVIDENCE, "onderbouwing")

    class Meta(Draft.Meta):
        verbose_name = "regel"
        verbose_name_plural = "regels"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="rule_slug")]


@tracked
class AdviceChoice(Draft):
    """When an advice is given with an outcome, and when it is withheld."""

    record_kind = "adviceChoice"
    record_fields = ("order", "advice", "urgencies", "shown_when")
    record_children = ("withheld_when",)

    advice = slug_field(verbose_name="advies")
    urgencies = models.JSONField(default=list, verbose_name="bij deze uitkomsten")
    shown_when = AtomsField(verbose_name="tonen als")

    class Meta(Draft.Meta):
        verbose_name = "advieskeuze"
        verbose_name_plural = "advieskeuzes"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="advice_choice_slug")]


@tracked
class Withholding(Detail):
    """A reason not to give an advice: unless the answers rule it out, the advice is withheld."""

    record_fields = ("when", "because")

    choice = models.ForeignKey(AdviceChoice, on_delete=models.CASCADE, related_name="withheld_when")
    when = AtomsField(verbose_name="niet tonen als")
    because = LocalizedField(verbose_name="omdat")

    class Meta(Detail.Meta):
        verbose_name = "reden om niet te tonen"
        verbose_name_plural = "redenen om niet te tonen"


@tracked
class Route(Draft):
    """Whom this person turns to: the general practitioner, a midwife, the team that treats them."""

    record_kind = "route"
    record_fields = ("order", "when", "default", "title")

    when = AtomsField(verbose_name="als")
    default = models.BooleanField(null=True, blank=True, verbose_name="gewone route")
    title = LocalizedField(verbose_name="titel")

    class Meta(Draft.Meta):
        verbose_name = "route"
        verbose_name_plural = "routes"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="route_slug")]


@tracked
class Outcome(Draft):
    """What is said at one urgency on one route."""

    record_kind = "outcome"
    record_fields = (
        "route",
        "urgency",
        "title",
        "message",
        "alone",
        "safety_net",
        "reassess_after_hours",
        "if_not_reached",
        "ask",
    )
    record_children = ("contacts",)

    route = slug_field(verbose_name="route")
    urgency = word_field(URGENCIES, "urgentie")
    title = LocalizedField(verbose_name="titel")
    message = LocalizedField(verbose_name="boodschap")
    alone = LocalizedField(verbose_name="als u alleen bent")
    safety_net = LocalizedField(verbose_name="waar u op let")
    reassess_after_hours = models.PositiveIntegerField(null=True, blank=True, verbose_name="opnieuw nagaan na (uren)")
    if_not_reached = LocalizedField(verbose_name="als u niemand bereikt")
    ask = LocalizedField(verbose_name="wat u vraagt")

    class Meta(Draft.Meta):
        verbose_name = "uitkomst"
        verbose_name_plural = "uitkomsten"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="outcome_slug")]


@tracked
class Contact(Detail):
    """Whom to reach at which moments, and within what time."""

    record_fields = ("moments", "who", "phone", "call_within", "seen_within", "text")

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="contacts")
    moments = models.JSONField(default=list, verbose_name="wanneer")
    who = word_field(WHO, "wie", LABELS)
    phone = models.CharField(max_length=20, blank=True, verbose_name="telefoon")
    call_within = models.CharField(max_length=20, blank=True, verbose_name="bellen binnen")
    seen_within = models.CharField(max_length=20, blank=True, verbose_name="gezien worden binnen")
    text = LocalizedField(verbose_name="tekst")

    class Meta(Detail.Meta):
        verbose_name = "contact"
        verbose_name_plural = "contacten"


@tracked
class Promise(Draft):
    """What the protocol promises: never less urgent than (floor), never more urgent than (ceiling)."""

    record_kind = "promise"
    record_fields = ("order", "kind", "when", "urgency", "title", "sources")

    kind = word_field(PROMISE_KINDS, "soort", LABELS)
    when = AtomsField(verbose_name="als")
    urgency = word_field(URGENCIES, "urgentie")
    title = LocalizedField(verbose_name="belofte")
    sources = SlugsField(verbose_name="bronnen")

    class Meta(Draft.Meta):
        verbose_name = "belofte"
        verbose_name_plural = "beloften"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="promise_slug")]


@tracked
class Vignette(Draft):
    """A clinical test case: answers in, expected outcome."""

    record_kind = "vignette"
    record_fields = ("order", "title", "story", "answers", "rest", "at", "expected", "sources", "labelled_by")

    title = LocalizedField(verbose_name="titel")
    story = LocalizedField(verbose_name="verhaal")
    answers = models.JSONField(default=dict, verbose_name="antwoorden")
    rest = word_field(RESTS, "wat op de andere vragen wordt geantwoord", LABELS)
    at = MomentField(max_length=40, verbose_name="moment")
    expected = models.JSONField(default=dict, verbose_name="verwachte uitkomst")
    sources = SlugsField(verbose_name="bronnen")
    labelled_by = models.CharField(max_length=200, verbose_name="beoordeeld door")

    class Meta(Draft.Meta):
        verbose_name = "casus"
        verbose_name_plural = "casussen"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="vignette_slug")]

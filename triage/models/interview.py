"""What is asked: the protocol's own texts, screens, questions and their options."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from content.drafts import Detail, Draft, LocalizedField, SlugsField, review_field, slug_field, word_field
from content.history import tracked
from triage.sentences import sentence
from triage.vocabulary import LABELS, QUESTION_KINDS, QUESTION_ROLES


class AtomsField(models.JSONField):
    """Atoms that must all hold: `[{"question": "fever", "is": "yes"}, ...]`. Read by the engine's codec only."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True, **options})

    def told(self, value: object, records: Mapping[str, Mapping[str, Any]]) -> str:
        """For comparisons that people read."""
        return sentence(value, records.get("question", {}))


@tracked
class ProtocolTexts(Draft):
    """What the triage says around its questions, and when a practice is open. One row per topic, with its slug."""

    record_kind = "protocol"
    record_fields = (
        "emergency_notice",
        "interrupted_text",
        "demonstration_notice",
        "withdrawn_text",
        "unknown_label",
        "none_of_these_label",
        "office_hours",
        "consent_text",
        "age_question",
        "earlier",
        "review_by_date",
    )

    emergency_notice = LocalizedField(verbose_name="wanneer meteen 112")
    interrupted_text = LocalizedField(verbose_name="bij een afgebroken vragenlijst")
    demonstration_notice = LocalizedField(verbose_name="bij een demonstratie")
    withdrawn_text = LocalizedField(verbose_name="bij een ingetrokken uitgave")
    unknown_label = LocalizedField(verbose_name="woorden voor ‘weet ik niet’")
    none_of_these_label = LocalizedField(verbose_name="woorden voor ‘geen van deze’")
    office_hours = models.JSONField(default=dict, verbose_name="kantooruren")
    consent_text = LocalizedField(verbose_name="toestemming om te bewaren")
    age_question = slug_field(blank=True, default="", verbose_name="vraag naar de leeftijd")
    earlier = models.JSONField(default=dict, blank=True, verbose_name="erger dan de vorige keer")
    review_by_date = review_field()

    class Meta(Draft.Meta):
        verbose_name = "protocol"
        verbose_name_plural = "protocollen"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="protocol_slug")]


@tracked
class Screen(Draft):
    """Questions that are shown together."""

    record_kind = "screen"
    record_fields = ("order", "title", "intro", "none_of_these")

    title = LocalizedField(verbose_name="titel")
    intro = LocalizedField(verbose_name="inleiding")
    none_of_these = models.BooleanField(default=False, verbose_name="met ‘geen van deze’")

    class Meta(Draft.Meta):
        verbose_name = "scherm"
        verbose_name_plural = "schermen"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="screen_slug")]


@tracked
class Question(Draft):
    """One question about one fact."""

    record_kind = "question"
    record_fields = (
        "order",
        "screen",
        "kind",
        "role",
        "text",
        "help",
        "speech",
        "number",
        "worse",
        "allows_unknown",
        "asked_when",
        "clarifies",
        "tell",
        "sources",
    )
    record_children = ("choices",)

    screen = slug_field(verbose_name="scherm")
    kind = word_field(QUESTION_KINDS, "soort", LABELS)
    role = word_field(QUESTION_ROLES, "rol", LABELS)
    text = LocalizedField(verbose_name="vraag")
    help = LocalizedField(verbose_name="uitleg")
    speech = LocalizedField(verbose_name="zoals het wordt voorgelezen")
    number = models.JSONField(default=dict, blank=True, verbose_name="grenzen en eenheid van een getal")
    worse = models.CharField(max_length=10, blank=True, verbose_name="erger is")
    allows_unknown = models.BooleanField(default=True, verbose_name="‘weet ik niet’ mag")
    asked_when = AtomsField(verbose_name="alleen vragen als")
    clarifies = slug_field(blank=True, default="", verbose_name="verduidelijkt")
    tell = models.JSONField(default=dict, blank=True, verbose_name="zo vertelt u het")
    sources = SlugsField(verbose_name="bronnen")

    class Meta(Draft.Meta):
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="question_slug")]


@tracked
class Option(Detail):
    """One answer that can be chosen. A yes-or-no question has its own two."""

    record_fields = ("value", "label", "baseline", "exclusive")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    value = slug_field(verbose_name="waarde in de API")
    label = LocalizedField(verbose_name="tekst")
    baseline = models.BooleanField(null=True, blank=True, verbose_name="gewoon antwoord, geen teken van iets")
    exclusive = models.BooleanField(null=True, blank=True, verbose_name="sluit de andere uit")

    class Meta(Detail.Meta):
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"

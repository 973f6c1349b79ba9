"""What clinicians edit about a topic: the article and all that it points to. Never leaves by the public API."""

from itertools import groupby

import pgtrigger
from django.db import models

from content.documents import Record
from content.drafts import Detail, Draft, LocalizedField, Recorded, SlugsField, review_field, slug_field, word_field
from content.history import tracked
from content.texts import LANGUAGES
from content.vocabulary import (
    ADVICE_CATEGORIES,
    BLOCK_KINDS,
    CALLOUT_TONES,
    EVIDENCE,
    LIST_BLOCKS,
    SECTION_KINDS,
    SOURCE_KINDS,
    URGENCIES,
)


@tracked
class Topic(Recorded):
    """A subject that an app can show and triage. Its row is also the lock under which releases are numbered."""

    record_kind = "topic"
    record_fields = ("title", "summary", "disclaimer", "sources")

    slug = slug_field(unique=True, verbose_name="naam in de API")
    title = LocalizedField(verbose_name="titel")
    summary = LocalizedField(verbose_name="samenvatting")
    disclaimer = LocalizedField(verbose_name="wat dit wel en niet is")
    sources = SlugsField(verbose_name="bronnen")

    class Meta:
        verbose_name = "onderwerp"
        verbose_name_plural = "onderwerpen"
        permissions = [("export_history", "Mag de geschiedenis uitvoeren als bestand")]
        ordering = ("slug",)
        # Its releases are addressed by it: another name would take a live topic away without a publication.
        triggers = [pgtrigger.ReadOnly(name="slug_stays", fields=["slug"])]

    def __str__(self) -> str:
        return self.slug


@tracked
class Section(Draft):
    """One section of the article: ordered blocks that refer to other records, never copy them."""

    record_kind = "section"
    record_fields = ("order", "kind", "title", "summary", "sources")
    record_children = ("blocks",)

    kind = word_field(SECTION_KINDS, "soort")
    title = LocalizedField(verbose_name="titel")
    summary = LocalizedField(verbose_name="samenvatting")
    sources = SlugsField(verbose_name="bronnen")

    class Meta(Draft.Meta):
        verbose_name = "paragraaf"
        verbose_name_plural = "paragrafen"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="section_slug")]

    def record_list(self, name: str) -> list[Record]:
        return _grouped(super().record_list(name))

    def details(self, name: str, records: list[Record]) -> list[Recorded]:
        return super().details(name, [row for block in records for row in _rows(block)])


@tracked
class SectionBlock(Detail):
    """One line of a section: a paragraph, a callout, a reference, or one item of a list."""

    record_fields = ("kind", "tone", "title", "text", "refs")

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="blocks")
    kind = word_field(BLOCK_KINDS, "soort")
    tone = word_field(CALLOUT_TONES, "toon", blank=True)
    title = LocalizedField(verbose_name="kopje")
    text = LocalizedField(verbose_name="tekst")
    refs = SlugsField(verbose_name="verwijst naar")

    class Meta(Detail.Meta):
        verbose_name = "blok"
        verbose_name_plural = "blokken"


def _rows(block: Record) -> list[Record]:
    """A list is one row per item; every other block is one row."""
    return [{"kind": block["kind"], **item} for item in block["items"]] if "items" in block else [block]


def _grouped(rows: list[Record]) -> list[Record]:
    """Successive items of one kind of list form one block."""
    blocks: list[Record] = []
    for kind, group in groupby(rows, key=lambda row: row["kind"]):
        lines = list(group)
        if kind in LIST_BLOCKS:
            items = [{name: value for name, value in line.items() if name != "kind"} for line in lines]
            blocks.append({"kind": kind, "items": items})
        else:
            blocks.extend(lines)
    return blocks


@tracked
class Advice(Draft):
    """One thing that a person can do: shown in the article and in triage outcomes."""

    record_kind = "advice"
    record_fields = ("order", "category", "title", "body", "sources", "evidence", "review_by_date")

    category = word_field(ADVICE_CATEGORIES, "soort")
    title = LocalizedField(verbose_name="titel")
    body = LocalizedField(verbose_name="tekst")
    sources = SlugsField(verbose_name="bronnen")
    evidence = word_field(EVIDENCE, "onderbouwing")
    review_by_date = review_field()

    class Meta(Draft.Meta):
        verbose_name = "advies"
        verbose_name_plural = "adviezen"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="advice_slug")]


@tracked
class AlarmSign(Draft):
    """A sign that alone raises the urgency. The article shows it, a triage rule points to it: one record for both."""

    record_kind = "alarmSign"
    record_fields = ("order", "title", "text", "points_to", "urgency", "sources", "evidence", "review_by_date")

    title = LocalizedField(verbose_name="titel")
    text = LocalizedField(verbose_name="wat iemand merkt")
    points_to = LocalizedField(verbose_name="kan wijzen op")
    urgency = word_field(URGENCIES, "minstens zo dringend")
    sources = SlugsField(verbose_name="bronnen")
    evidence = word_field(EVIDENCE, "onderbouwing")
    review_by_date = review_field()

    class Meta(Draft.Meta):
        verbose_name = "alarmteken"
        verbose_name_plural = "alarmtekens"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="alarm_sign_slug")]


@tracked
class Faq(Draft):
    """A question that people really ask, with its answer."""

    record_kind = "faq"
    record_fields = ("order", "question", "answer", "sources")

    question = LocalizedField(verbose_name="vraag")
    answer = LocalizedField(verbose_name="antwoord")
    sources = SlugsField(verbose_name="bronnen")

    class Meta(Draft.Meta):
        verbose_name = "veelgestelde vraag"
        verbose_name_plural = "veelgestelde vragen"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="faq_slug")]


@tracked
class GlossaryTerm(Draft):
    """A word that needs explaining. Texts link to it as `[hernia](term:herniated-disc)`."""

    record_kind = "term"
    record_fields = ("order", "term", "definition", "aliases", "sources")

    term = LocalizedField(verbose_name="woord")
    definition = LocalizedField(verbose_name="uitleg")
    aliases = models.JSONField(default=list, blank=True, verbose_name="andere woorden ervoor")
    sources = SlugsField(verbose_name="bronnen")

    class Meta(Draft.Meta):
        verbose_name = "begrip"
        verbose_name_plural = "begrippen"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="term_slug")]


@tracked
class Source(Draft):
    """What a statement rests on: a guideline, a study, patient information."""

    record_kind = "source"
    record_fields = ("order", "title", "publisher", "year", "url", "kind", "language")

    title = models.CharField(max_length=300, verbose_name="titel")
    publisher = models.CharField(max_length=200, verbose_name="uitgever")
    year = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name="jaar")
    url = models.URLField(blank=True, verbose_name="adres")
    kind = word_field(SOURCE_KINDS, "soort")
    language = word_field(LANGUAGES, "taal")

    class Meta(Draft.Meta):
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="source_slug")]

"""The shapes of `shapes.py` as the contract declares them: for people and generators, not for requests."""

from typing import Any

from rest_framework import serializers

from content.texts import LANGUAGES
from content.vocabulary import (
    ADVICE_CATEGORIES,
    BLOCK_KINDS,
    CALLOUT_TONES,
    EVIDENCE,
    RELEASE_STATUSES,
    SECTION_KINDS,
    SOURCE_KINDS,
    URGENCIES,
)


class Slug(serializers.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 60, **options})


class Slugs(serializers.ListField):
    def __init__(self, **options: Any) -> None:
        super().__init__(child=Slug(), **options)


class ReleaseRefSerializer(serializers.Serializer[Any]):
    """Which release an answer is made of."""

    number = serializers.IntegerField(min_value=1, help_text="Genummerd per onderwerp, vanaf 1.")
    digest = serializers.CharField(help_text="`sha256:` van de canonieke JSON (RFC 8785) van de uitgave.")


class ItemSerializer(serializers.Serializer[Any]):
    """One item of a list."""

    title = serializers.CharField(required=False)
    text = serializers.CharField(help_text="Markdown: vet, schuin en links.")


class BlockSerializer(serializers.Serializer[Any]):
    """One block of a section. `kind` tells which of the other fields are there."""

    kind = serializers.ChoiceField(BLOCK_KINDS)
    tone = serializers.ChoiceField(CALLOUT_TONES, required=False, help_text="Van een kader (callout).")
    text = serializers.CharField(required=False, help_text="Markdown, van een alinea of kader.")
    items = ItemSerializer(many=True, required=False, help_text="Van een lijst, of van genummerde stappen.")
    refs = Slugs(required=False, help_text="Slugs van de alarmtekens, adviezen of vragen die hier staan.")


class SectionSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Slugs()
    kind = serializers.ChoiceField(
        SECTION_KINDS, help_text="Waar de paragraaf over gaat, voor de vormgeving van een app."
    )
    title = serializers.CharField()
    summary = serializers.CharField(required=False)
    blocks = BlockSerializer(many=True)
    terms = Slugs(help_text="De begrippen waarnaar de teksten verwijzen, als `[woord](term:slug)`.")


class AdviceSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Slugs()
    category = serializers.ChoiceField(ADVICE_CATEGORIES)
    title = serializers.CharField()
    body = serializers.CharField(help_text="Markdown, ook met lijsten.")
    evidence = serializers.ChoiceField(EVIDENCE)


class AlarmSignSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Slugs()
    title = serializers.CharField()
    text = serializers.CharField(help_text="Wat iemand merkt.")
    pointsTo = serializers.CharField(help_text="Waar het op kan wijzen.")
    urgency = serializers.ChoiceField(URGENCIES, help_text="Minstens zo dringend, wat er verder ook is.")
    evidence = serializers.ChoiceField(EVIDENCE)


class FaqSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Slugs()
    question = serializers.CharField()
    answer = serializers.CharField(help_text="Markdown, ook met lijsten.")


class TermSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Slugs()
    term = serializers.CharField()
    definition = serializers.CharField(help_text="Markdown.")
    aliases = serializers.ListField(child=serializers.CharField())


class SourceSerializer(serializers.Serializer[Any]):
    slug = Slug()
    title = serializers.CharField()
    publisher = serializers.CharField()
    kind = serializers.ChoiceField(SOURCE_KINDS)
    language = serializers.ChoiceField(LANGUAGES)
    year = serializers.IntegerField(required=False)
    url = serializers.URLField(required=False)


class TopicSummarySerializer(serializers.Serializer[Any]):
    slug = Slug()
    title = serializers.CharField()
    summary = serializers.CharField()
    disclaimer = serializers.CharField()
    languages = serializers.ListField(child=serializers.ChoiceField(LANGUAGES))
    release = ReleaseRefSerializer()


class OfReleaseSerializer(serializers.Serializer[Any]):
    """What every answer about a topic says of itself."""

    topic = Slug()
    release = ReleaseRefSerializer()
    intendedUse = serializers.CharField(help_text="`demonstration`, tenzij de beheerder anders heeft ingesteld.")
    clinicalReview = serializers.CharField(
        help_text="`none`, tot een met name genoemde, geregistreerde zorgverlener heeft getekend."
    )


class TopicsSerializer(serializers.Serializer[Any]):
    topics = TopicSummarySerializer(many=True)


class TopicSerializer(OfReleaseSerializer):
    title = serializers.CharField()
    summary = serializers.CharField()
    disclaimer = serializers.CharField()
    languages = serializers.ListField(child=serializers.ChoiceField(LANGUAGES))
    sections = SectionSerializer(many=True)
    alarmSigns = AlarmSignSerializer(many=True)
    advice = AdviceSerializer(many=True)
    faqs = FaqSerializer(many=True)
    glossary = TermSerializer(many=True)
    sources = SourceSerializer(many=True)


class SectionsSerializer(OfReleaseSerializer):
    sections = SectionSerializer(many=True)


class WholeSectionSerializer(OfReleaseSerializer):
    section = SectionSerializer()
    alarmSigns = AlarmSignSerializer(many=True)
    advice = AdviceSerializer(many=True)
    faqs = FaqSerializer(many=True)
    glossary = TermSerializer(many=True)


class AdviceListSerializer(OfReleaseSerializer):
    advice = AdviceSerializer(many=True)


class AdviceItemSerializer(OfReleaseSerializer):
    advice = AdviceSerializer()


class AlarmSignsSerializer(OfReleaseSerializer):
    alarmSigns = AlarmSignSerializer(many=True)


class FaqsSerializer(OfReleaseSerializer):
    faqs = FaqSerializer(many=True)


class GlossarySerializer(OfReleaseSerializer):
    glossary = TermSerializer(many=True)


class TermItemSerializer(OfReleaseSerializer):
    term = TermSerializer()


class SourcesSerializer(OfReleaseSerializer):
    sources = SourceSerializer(many=True)


class ReleaseSerializer(serializers.Serializer[Any]):
    """One release in the history of a topic."""

    number = serializers.IntegerField(min_value=1)
    digest = serializers.CharField()
    status = serializers.ChoiceField(RELEASE_STATUSES, help_text="`recalled`: toon deze uitgave meteen niet meer.")
    why = serializers.CharField()
    approvedAt = serializers.DateTimeField()
    publishedAt = serializers.DateTimeField(help_text="Wanneer zij voor het eerst te zien was.")
    withdrawnAt = serializers.DateTimeField(allow_null=True, help_text="Sinds wanneer zij is ingetrokken.")
    withdrawnWhy = serializers.CharField(allow_null=True, help_text="Waarom zij is ingetrokken.")
    intendedUse = serializers.CharField()
    clinicalReview = serializers.CharField()
    demo = serializers.BooleanField(help_text="Gepubliceerd bij de eerste start, niet door zorgverleners.")


class ReleasesSerializer(serializers.Serializer[Any]):
    topic = Slug()
    releases = ReleaseSerializer(many=True)


class ReleaseItemSerializer(serializers.Serializer[Any]):
    topic = Slug()
    release = ReleaseSerializer()

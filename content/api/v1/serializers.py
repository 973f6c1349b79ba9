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

    number = serializers.IntegerField(min_value=1, help_text="Numbered per topic, from 1.")
    digest = serializers.CharField(help_text="`sha256:` of the release's canonical JSON (RFC 8785).")


class ItemSerializer(serializers.Serializer[Any]):
    """One item of a list."""

    title = serializers.CharField(required=False)
    text = serializers.CharField(help_text="Markdown: bold, italic and links.")


class BlockSerializer(serializers.Serializer[Any]):
    """One block of a section. `kind` tells which of the other fields are there."""

    kind = serializers.ChoiceField(BLOCK_KINDS)
    tone = serializers.ChoiceField(CALLOUT_TONES, required=False, help_text="Of a callout.")
    text = serializers.CharField(required=False, help_text="Markdown, of a paragraph or callout.")
    items = ItemSerializer(many=True, required=False, help_text="Of a list, or of numbered steps.")
    refs = Slugs(required=False, help_text="Slugs of the alarm signs, advice or FAQs to show here.")


class SectionSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Slugs()
    kind = serializers.ChoiceField(SECTION_KINDS, help_text="What the section is about, for an app to style on.")
    title = serializers.CharField()
    summary = serializers.CharField(required=False)
    blocks = BlockSerializer(many=True)
    terms = Slugs(help_text="The glossary terms that the texts link to, as `[word](term:slug)`.")


class AdviceSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Slugs()
    category = serializers.ChoiceField(ADVICE_CATEGORIES)
    title = serializers.CharField()
    body = serializers.CharField(help_text="Markdown, lists included.")
    evidence = serializers.ChoiceField(EVIDENCE)


class AlarmSignSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Slugs()
    title = serializers.CharField()
    text = serializers.CharField(help_text="What somebody notices.")
    pointsTo = serializers.CharField(help_text="What it may point to.")
    urgency = serializers.ChoiceField(URGENCIES, help_text="At least this urgent, whatever else holds.")
    evidence = serializers.ChoiceField(EVIDENCE)


class FaqSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Slugs()
    question = serializers.CharField()
    answer = serializers.CharField(help_text="Markdown, lists included.")


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
    sources = Slugs()
    title = serializers.CharField()
    summary = serializers.CharField()
    disclaimer = serializers.CharField()
    languages = serializers.ListField(child=serializers.ChoiceField(LANGUAGES))
    release = ReleaseRefSerializer()


class OfReleaseSerializer(serializers.Serializer[Any]):
    """What every answer about a topic says of itself."""

    topic = Slug()
    release = ReleaseRefSerializer()
    intendedUse = serializers.CharField(help_text="`demonstration` unless the deployer says otherwise.")
    clinicalReview = serializers.CharField(help_text="`none` until a named, registered clinician has signed.")


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
    status = serializers.ChoiceField(RELEASE_STATUSES, help_text="`recalled`: stop showing it at once.")
    why = serializers.CharField()
    approvedAt = serializers.DateTimeField()
    publishedAt = serializers.DateTimeField(help_text="When it first went live.")
    intendedUse = serializers.CharField()
    clinicalReview = serializers.CharField()
    demo = serializers.BooleanField(help_text="Published by a first run, not by clinicians.")


class ReleasesSerializer(serializers.Serializer[Any]):
    topic = Slug()
    releases = ReleaseSerializer(many=True)


class ReleaseItemSerializer(serializers.Serializer[Any]):
    topic = Slug()
    release = ReleaseSerializer()

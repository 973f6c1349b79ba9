"""The shapes of `shapes.py` as the contract declares them: for people and generators, not for requests.

`help_text` and `described` are what the contract says of a field and of a shape, in Dutch: "ontbreekt" of a field that
is not there, `null` of one that can be.
"""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from content.texts import LANGUAGES
from content.vocabulary import (
    ADVICE_CATEGORIES,
    BLOCK_KINDS,
    CALLOUT_TONES,
    EVIDENCE,
    PROFESSIONS,
    RELEASE_STATUSES,
    SECTION_KINDS,
    SOURCE_KINDS,
    URGENCIES,
)

DIGEST = "`sha256:` en 64 hexadecimale tekens, van de canonieke JSON (RFC 8785) van de uitgave."
MARKDOWN = "Markdown: vet, schuin en links."
MARKDOWN_LISTS = "Markdown: vet, schuin, links en lijsten."
INTENDED_USE = "`demonstration`, tenzij de beheerder anders heeft ingesteld: niet voor gebruik bij patiënten."
CLINICAL_REVIEW = (
    "`none`, tot een met name genoemde, geregistreerde zorgverlener heeft getekend; dan `signed`. Wie tekende, staat "
    "bij de uitgave (`reviews`). Het is een verklaring van die persoon; wij gaan haar niet na bij het register."
)
TITLE = "De titel van het onderwerp."
SUMMARY = "Het onderwerp in een paar zinnen."
DISCLAIMER = "Wat deze uitleg niet is. Toon dit bij het onderwerp."
TEXT_LANGUAGES = "De talen waarin het hele onderwerp er is."


def described(text: str) -> Any:
    """What the contract says of a shape."""
    return extend_schema_serializer(description=text)


class Slug(serializers.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_length": 1, "max_length": 60, "help_text": "Vaste naam, in kebab-case.", **options})


class Slugs(serializers.ListField):
    def __init__(self, **options: Any) -> None:
        super().__init__(child=Slug(help_text=None), **options)


class Sources(Slugs):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"help_text": "Slugs van de bronnen waarop dit rust. Leeg: geen bron genoemd.", **options})


class ReviewByDate(serializers.DateField):
    def __init__(self, **options: Any) -> None:
        said = "Voor deze dag kijkt iemand na of dit nog klopt. Ontbreekt: niet afgesproken."
        super().__init__(**{"required": False, "help_text": said, **options})


@described("Van welke uitgave een antwoord is gemaakt.")
class ReleaseReferenceSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField(min_value=1, help_text="Genummerd per onderwerp, vanaf 1.")
    digest = serializers.CharField(help_text=DIGEST)


@described("Eén regel van een lijst, of één stap.")
class BlockItemSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(required=False, help_text="Kopje. Ontbreekt waar er geen is.")
    text = serializers.CharField(help_text=MARKDOWN)


@described("Eén blok van een paragraaf. `kind` zegt welke van de andere velden er zijn.")
class SectionBlockSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(BLOCK_KINDS)
    tone = serializers.ChoiceField(CALLOUT_TONES, required=False, help_text="Alleen bij een kader (`callout`).")
    text = serializers.CharField(required=False, help_text=f"Alleen bij een alinea of kader. {MARKDOWN}")
    items = BlockItemSerializer(many=True, required=False, help_text="Alleen bij een lijst of genummerde stappen.")
    refs = Slugs(required=False, help_text="Slugs van de alarmtekens, adviezen of vragen die hier staan.")


@described("Eén paragraaf van het artikel.")
class ArticleSectionSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Sources()
    kind = serializers.ChoiceField(SECTION_KINDS)
    title = serializers.CharField(help_text="De kop.")
    summary = serializers.CharField(required=False, help_text="De paragraaf in één zin. Ontbreekt waar er geen is.")
    blocks = SectionBlockSerializer(many=True, help_text="De inhoud, van boven naar beneden.")
    terms = Slugs(help_text="De begrippen waarnaar de teksten verwijzen, als `[woord](term:slug)`.")


@described("Eén ding dat iemand zelf kan doen.")
class AdviceSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Sources()
    category = serializers.ChoiceField(ADVICE_CATEGORIES)
    title = serializers.CharField(help_text="Het advies in een paar woorden.")
    body = serializers.CharField(help_text=MARKDOWN_LISTS)
    evidence = serializers.ChoiceField(EVIDENCE)
    reviewByDate = ReviewByDate()


@described("Een teken dat op zichzelf betekent dat iemand snel hulp nodig heeft.")
class AlarmSignSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Sources()
    title = serializers.CharField(help_text="Het teken in een paar woorden.")
    text = serializers.CharField(help_text="Wat iemand merkt.")
    pointsTo = serializers.CharField(help_text="Waar het op kan wijzen.")
    urgency = serializers.ChoiceField(URGENCIES, help_text="Minstens zo dringend, wat er verder ook is.")
    evidence = serializers.ChoiceField(EVIDENCE)
    reviewByDate = ReviewByDate()


@described("Een vraag die mensen echt stellen, met antwoord.")
class FaqSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Sources()
    question = serializers.CharField(help_text="De vraag.")
    answer = serializers.CharField(help_text=MARKDOWN_LISTS)


@described("Een woord met uitleg.")
class GlossaryTermSerializer(serializers.Serializer[Any]):
    slug = Slug()
    sources = Sources()
    term = serializers.CharField(help_text="Het woord.")
    definition = serializers.CharField(help_text=f"Wat het betekent. {MARKDOWN}")
    aliases = serializers.ListField(child=serializers.CharField(), help_text="Andere woorden voor hetzelfde.")


@described("Waar een tekst of een regel op rust.")
class ContentSourceSerializer(serializers.Serializer[Any]):
    slug = Slug()
    title = serializers.CharField(help_text="De titel, in de taal van de bron.")
    publisher = serializers.CharField(help_text="Wie de bron uitgaf.")
    kind = serializers.ChoiceField(SOURCE_KINDS)
    language = serializers.ChoiceField(LANGUAGES, help_text="De taal van de bron zelf.")
    year = serializers.IntegerField(required=False, help_text="Jaar van uitgave. Ontbreekt waar het niet bekend is.")
    url = serializers.URLField(required=False, help_text="Waar de bron te lezen is. Ontbreekt waar dat niet kan.")


@described("Een onderwerp in het kort.")
class TopicSummarySerializer(serializers.Serializer[Any]):
    slug = Slug(help_text="Vaste naam, in kebab-case: hiermee vraagt u al het andere op.")
    title = serializers.CharField(help_text=TITLE)
    summary = serializers.CharField(help_text=SUMMARY)
    disclaimer = serializers.CharField(help_text=DISCLAIMER)
    languages = serializers.ListField(child=serializers.ChoiceField(LANGUAGES), help_text=TEXT_LANGUAGES)
    release = ReleaseReferenceSerializer()


class OfReleaseSerializer(serializers.Serializer[Any]):
    """What every answer about a topic says of itself."""

    topic = Slug(help_text="De `slug` van het onderwerp.")
    release = ReleaseReferenceSerializer()
    intendedUse = serializers.CharField(help_text=INTENDED_USE)
    clinicalReview = serializers.CharField(help_text=CLINICAL_REVIEW)


@described("Alle onderwerpen die nu te lezen zijn.")
class TopicListSerializer(serializers.Serializer[Any]):
    topics = TopicSummarySerializer(many=True, help_text="Op volgorde van `slug`.")


@described("Een heel onderwerp, uit één uitgave.")
class TopicSerializer(OfReleaseSerializer):
    title = serializers.CharField(help_text=TITLE)
    summary = serializers.CharField(help_text=SUMMARY)
    disclaimer = serializers.CharField(help_text=DISCLAIMER)
    languages = serializers.ListField(child=serializers.ChoiceField(LANGUAGES), help_text=TEXT_LANGUAGES)
    sections = ArticleSectionSerializer(many=True, help_text="De paragrafen, in de volgorde om te lezen.")
    alarmSigns = AlarmSignSerializer(many=True, help_text="De alarmtekens.")
    advice = AdviceSerializer(many=True, help_text="De adviezen.")
    faqs = FaqSerializer(many=True, help_text="De veelgestelde vragen.")
    glossary = GlossaryTermSerializer(many=True, help_text="De begrippen.")
    sources = ContentSourceSerializer(many=True, help_text="De bronnen.")


@described("De paragrafen van een onderwerp.")
class SectionListSerializer(OfReleaseSerializer):
    sections = ArticleSectionSerializer(many=True, help_text="De paragrafen, in de volgorde om te lezen.")


@described("Eén paragraaf met alles waarnaar zij verwijst.")
class SectionDetailSerializer(OfReleaseSerializer):
    section = ArticleSectionSerializer()
    alarmSigns = AlarmSignSerializer(many=True, help_text="De alarmtekens waarnaar de paragraaf verwijst.")
    advice = AdviceSerializer(many=True, help_text="De adviezen waarnaar de paragraaf verwijst.")
    faqs = FaqSerializer(many=True, help_text="De vragen waarnaar de paragraaf verwijst.")
    glossary = GlossaryTermSerializer(many=True, help_text="De begrippen waarnaar de paragraaf verwijst.")


@described("Alle adviezen van een onderwerp.")
class AdviceListSerializer(OfReleaseSerializer):
    advice = AdviceSerializer(many=True, help_text="De adviezen.")


@described("Eén advies van een onderwerp.")
class AdviceDetailSerializer(OfReleaseSerializer):
    advice = AdviceSerializer()


@described("De alarmtekens van een onderwerp.")
class AlarmSignListSerializer(OfReleaseSerializer):
    alarmSigns = AlarmSignSerializer(many=True, help_text="De alarmtekens.")


@described("De veelgestelde vragen van een onderwerp.")
class FaqListSerializer(OfReleaseSerializer):
    faqs = FaqSerializer(many=True, help_text="De vragen met hun antwoord.")


@described("De begrippen van een onderwerp.")
class GlossaryTermListSerializer(OfReleaseSerializer):
    glossary = GlossaryTermSerializer(many=True, help_text="De begrippen.")


@described("Eén begrip van een onderwerp.")
class GlossaryTermDetailSerializer(OfReleaseSerializer):
    term = GlossaryTermSerializer()


@described("De bronnen van een onderwerp.")
class SourceListSerializer(OfReleaseSerializer):
    sources = ContentSourceSerializer(many=True, help_text="De bronnen.")


@described("De handtekening van een zorgverlener onder een uitgave: een verklaring van die persoon.")
class ReviewSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(help_text="De naam, zoals die persoon haar opgaf.")
    profession = serializers.ChoiceField(PROFESSIONS, help_text="Het beroep in het BIG-register.")
    registrationNumber = serializers.CharField(help_text="Het BIG-nummer: elf cijfers. Door ons niet nagegaan.")
    signedAt = serializers.DateTimeField(help_text="Wanneer er is getekend (UTC).")


@described("Eén uitgave in de geschiedenis van een onderwerp.")
class ReleaseSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField(min_value=1, help_text="Genummerd per onderwerp, vanaf 1.")
    digest = serializers.CharField(help_text=DIGEST)
    status = serializers.ChoiceField(RELEASE_STATUSES, help_text="`recalled`: toon deze uitgave meteen niet meer.")
    why = serializers.CharField(help_text="Waarom zij is goedgekeurd.")
    approvedAt = serializers.DateTimeField(help_text="Wanneer zij is goedgekeurd (UTC).")
    publishedAt = serializers.DateTimeField(help_text="Wanneer zij voor het eerst te zien was (UTC).")
    withdrawnAt = serializers.DateTimeField(
        allow_null=True, help_text="Sinds wanneer zij is ingetrokken (UTC); `null`: zij is niet ingetrokken."
    )
    withdrawnWhy = serializers.CharField(
        allow_null=True, help_text="Waarom zij is ingetrokken; `null`: zij is niet ingetrokken."
    )
    intendedUse = serializers.CharField(help_text=INTENDED_USE)
    clinicalReview = serializers.CharField(help_text=CLINICAL_REVIEW)
    reviews = ReviewSerializer(many=True, help_text="Wie deze uitgave tekende, de eerste eerst. Leeg: niemand.")
    demo = serializers.BooleanField(help_text="Gepubliceerd bij de eerste start, niet door zorgverleners.")


@described("De uitgaven van een onderwerp.")
class ReleaseListSerializer(serializers.Serializer[Any]):
    topic = Slug(help_text="De `slug` van het onderwerp.")
    releases = ReleaseSerializer(many=True, help_text="De nieuwste eerst.")


@described("Eén uitgave van een onderwerp.")
class ReleaseDetailSerializer(serializers.Serializer[Any]):
    topic = Slug(help_text="De `slug` van het onderwerp.")
    release = ReleaseSerializer()

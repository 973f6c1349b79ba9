"""The article as one answer."""

from typing import Any

from django.db import models
from django.urls import path
from rest_framework import generics, serializers

from bench.peers.relational.models import Advice, AlarmSign, Block, Faq, Item, Section, Source, Term, Topic


def _serializer(
    model: type[models.Model],
    *fields: str,
    **nested: serializers.BaseSerializer[Any] | serializers.Field[Any, Any, Any, Any],
) -> type[serializers.ModelSerializer[Any]]:
    meta = type("Meta", (), {"model": model, "fields": (*fields, *nested)})
    return type(f"{model.__name__}Serializer", (serializers.ModelSerializer,), {**nested, "Meta": meta})


def _slugs(name: str = "slug") -> Any:
    return serializers.SlugRelatedField(many=True, read_only=True, slug_field=name)


ItemSerializer = _serializer(Item, "title", "text")
BlockSerializer = _serializer(Block, "kind", "tone", "text", items=ItemSerializer(many=True), refs=_slugs())
SectionSerializer = _serializer(
    Section, "slug", "kind", "title", "summary", blocks=BlockSerializer(many=True), sources=_slugs()
)
SourceSerializer = _serializer(Source, "slug", "kind", "title", "language", "publisher", "url", "year")
SignSerializer = _serializer(
    AlarmSign, "slug", "title", "text", "points_to", "urgency", "evidence", "review_by_date", sources=_slugs()
)
AdviceSerializer = _serializer(
    Advice, "slug", "category", "title", "body", "evidence", "review_by_date", sources=_slugs()
)
FaqSerializer = _serializer(Faq, "slug", "question", "answer", sources=_slugs())
TermSerializer = _serializer(Term, "slug", "term", "definition", aliases=_slugs("text"), sources=_slugs())
TopicSerializer = _serializer(
    Topic,
    "slug",
    "title",
    "summary",
    "disclaimer",
    sections=SectionSerializer(many=True),
    alarm_signs=SignSerializer(many=True),
    advice=AdviceSerializer(many=True),
    faqs=FaqSerializer(many=True),
    glossary=TermSerializer(many=True),
    source_set=SourceSerializer(many=True),
)
PREFETCHED: tuple[str, ...] = (
    "sections__sources",
    "sections__blocks__items",
    "sections__blocks__refs",
    "alarm_signs__sources",
)
PREFETCHED += ("advice__sources", "faqs__sources", "glossary__aliases", "glossary__sources", "source_set")


class TopicView(generics.RetrieveAPIView[Topic]):
    queryset = Topic._default_manager.prefetch_related(*PREFETCHED)
    serializer_class = TopicSerializer
    lookup_field = "slug"


urlpatterns = [path("topics/<slug:slug>", TopicView.as_view())]

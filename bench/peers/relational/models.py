"""The article as rows."""

from django.db import models


class Record(models.Model):
    slug = models.SlugField(max_length=60)
    order = models.IntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("order",)


class Topic(Record):
    title = models.TextField()
    summary = models.TextField()
    disclaimer = models.TextField()


class Source(Record):
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="source_set")
    kind = models.TextField()
    title = models.TextField()
    language = models.TextField()
    publisher = models.TextField()
    url = models.TextField(null=True)
    year = models.IntegerField(null=True)


class Sourced(Record):
    sources = models.ManyToManyField(Source)

    class Meta(Record.Meta):
        abstract = True


class Section(Sourced):
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="sections")
    kind = models.TextField()
    title = models.TextField()
    summary = models.TextField(null=True)


class Block(Record):
    section = models.ForeignKey(Section, models.CASCADE, related_name="blocks")
    kind = models.TextField()
    tone = models.TextField(null=True)
    text = models.TextField(null=True)


class Item(Record):
    block = models.ForeignKey(Block, models.CASCADE, related_name="items")
    title = models.TextField(null=True)
    text = models.TextField()


class Reference(Record):
    block = models.ForeignKey(Block, models.CASCADE, related_name="refs")


class AlarmSign(Sourced):
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="alarm_signs")
    title = models.TextField()
    text = models.TextField()
    points_to = models.TextField()
    urgency = models.TextField()
    evidence = models.TextField()
    review_by_date = models.DateField(null=True)


class Advice(Sourced):
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="advice")
    category = models.TextField()
    title = models.TextField()
    body = models.TextField()
    evidence = models.TextField()
    review_by_date = models.DateField(null=True)


class Faq(Sourced):
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="faqs")
    question = models.TextField()
    answer = models.TextField()


class Term(Sourced):
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="glossary")
    term = models.TextField()
    definition = models.TextField()


class Alias(Record):
    term = models.ForeignKey(Term, models.CASCADE, related_name="aliases")
    text = models.TextField()


SOURCED: dict[str, type[Sourced]] = {"alarmSigns": AlarmSign, "advice": Advice, "faqs": Faq, "glossary": Term}
MODELS: tuple[type[models.Model], ...] = (Topic, Source, Section, Block, Item, Reference, *SOURCED.values(), Alias)

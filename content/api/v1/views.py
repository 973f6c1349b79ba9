"""The public content: topics and all that belongs to them, as functions of a release."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from content.api.v1 import operations, reading, release_history, shapes
from content.release_facts import ReleaseFacts
from content.releases import LiveRelease, catalogue
from content.summaries import Summary
from content.texts import SOURCE_LANGUAGE
from rugpijn.http import kinds
from rugpijn.http.language import LANGUAGES, choose
from rugpijn.http.problems import Text, unknown_resource
from rugpijn.http.representation import represent_json, respond
from rugpijn.http.views import ApiView

moment = release_history.moment  # other apps' endpoints write their timestamps alike


class TopicsView(ApiView):
    """Every topic that is published."""

    cacheable = True

    @operations.list_topics
    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        live = [(one, facts) for topic, facts in catalogue().live(now) if (one := topic.summary(now)) is not None]
        language = choose(request, [known for known in LANGUAGES if all(known in one.languages for one, _ in live)])
        topics = [_summary(one, facts, language) for one, facts in live]
        return respond(request, represent_json({"topics": topics}, language=language))


def _summary(summary: Summary, facts: ReleaseFacts, language: str) -> dict[str, Any]:
    own = shapes.topic(summary.document, language)
    own.pop("sources")  # the whole topic has them, as records
    return {**own, "languages": summary.languages, "release": reading.numbered(facts)}


class OfReleaseView(ApiView):
    """An answer that is a function of one release; subclasses say which part of it they show."""

    cacheable = True
    query_parameters = ("release",)
    problems = (kinds.UNKNOWN_RESOURCE, kinds.RELEASE_WITHDRAWN)
    parameter: ClassVar[str] = "topic"
    noun: ClassVar[Text] = Text("het onderdeel", "the part")

    @staticmethod
    def show(release: LiveRelease, slug: str, language: str) -> dict[str, Any] | None:
        raise NotImplementedError

    def answer(self, request: HttpRequest, topic: str, slug: str = "") -> HttpResponse:
        release = reading.asked_release(request, topic)
        language = choose(request, release.languages)
        made = reading.representation(type(self).show, release, slug, language)
        if made is None:
            raise unknown_resource(self.parameter, self.noun, slug, request.path.rpartition("/")[0])
        return respond(request, made)


class TopicView(OfReleaseView):
    """A whole topic in one answer."""

    @staticmethod
    def show(release: LiveRelease, _slug: str, language: str) -> dict[str, Any]:
        article = shapes.article(release.document, language)
        own = {name: value for name, value in article.items() if name not in ("slug", "sources")}
        return {**own, "sources": article["sources"], "languages": release.languages}

    @operations.get_topic
    def get(self, request: HttpRequest, topic: str) -> HttpResponse:
        return self.answer(request, topic)


class SectionsView(OfReleaseView):
    """The sections of the article."""

    @staticmethod
    def show(release: LiveRelease, _slug: str, language: str) -> dict[str, Any]:
        return {"sections": shapes.many(release.document, "section", language)}

    @operations.list_sections
    def get(self, request: HttpRequest, topic: str) -> HttpResponse:
        return self.answer(request, topic)


class SectionView(OfReleaseView):
    """One section with all that it refers to."""

    parameter = "section"
    noun = Text("de paragraaf", "the section")

    @staticmethod
    def show(release: LiveRelease, slug: str, language: str) -> dict[str, Any] | None:
        return shapes.whole_section(release.document, slug, language)

    @operations.get_section
    def get(self, request: HttpRequest, topic: str, section: str) -> HttpResponse:
        return self.answer(request, topic, section)


class AdviceListView(OfReleaseView):
    """Everything that a person can do."""

    @staticmethod
    def show(release: LiveRelease, _slug: str, language: str) -> dict[str, Any]:
        return {"advice": shapes.many(release.document, "advice", language)}

    @operations.list_advice
    def get(self, request: HttpRequest, topic: str) -> HttpResponse:
        return self.answer(request, topic)


def _single(release: LiveRelease, kind: str, slug: str, language: str) -> dict[str, Any] | None:
    record = release.document.get((kind, slug))
    return None if record is None else shapes.one(kind, slug, record, language)


class AdviceView(OfReleaseView):
    """One advice."""

    parameter = "advice"
    noun = Text("het advies", "the advice")

    @staticmethod
    def show(release: LiveRelease, slug: str, language: str) -> dict[str, Any] | None:
        found = _single(release, "advice", slug, language)
        return None if found is None else {"advice": found}

    @operations.get_advice
    def get(self, request: HttpRequest, topic: str, advice: str) -> HttpResponse:
        return self.answer(request, topic, advice)


class AlarmSignsView(OfReleaseView):
    """The signs that alone raise the urgency."""

    @staticmethod
    def show(release: LiveRelease, _slug: str, language: str) -> dict[str, Any]:
        return {"alarmSigns": shapes.many(release.document, "alarmSign", language)}

    @operations.list_alarm_signs
    def get(self, request: HttpRequest, topic: str) -> HttpResponse:
        return self.answer(request, topic)


class FaqsView(OfReleaseView):
    """Questions that people really ask."""

    @staticmethod
    def show(release: LiveRelease, _slug: str, language: str) -> dict[str, Any]:
        return {"faqs": shapes.many(release.document, "faq", language)}

    @operations.list_faqs
    def get(self, request: HttpRequest, topic: str) -> HttpResponse:
        return self.answer(request, topic)


class GlossaryView(OfReleaseView):
    """The words that need explaining."""

    @staticmethod
    def show(release: LiveRelease, _slug: str, language: str) -> dict[str, Any]:
        return {"glossary": shapes.many(release.document, "term", language)}

    @operations.list_glossary_terms
    def get(self, request: HttpRequest, topic: str) -> HttpResponse:
        return self.answer(request, topic)


class TermView(OfReleaseView):
    """One glossary term."""

    parameter = "term"
    noun = Text("het begrip", "the term")

    @staticmethod
    def show(release: LiveRelease, slug: str, language: str) -> dict[str, Any] | None:
        found = _single(release, "term", slug, language)
        return None if found is None else {"term": found}

    @operations.get_glossary_term
    def get(self, request: HttpRequest, topic: str, term: str) -> HttpResponse:
        return self.answer(request, topic, term)


class SourcesView(OfReleaseView):
    """What the statements rest on."""

    @staticmethod
    def show(release: LiveRelease, _slug: str, language: str) -> dict[str, Any]:
        return {"sources": shapes.many(release.document, "source", language)}

    @operations.list_sources
    def get(self, request: HttpRequest, topic: str) -> HttpResponse:
        return self.answer(request, topic)


class ReleasesView(ApiView):
    """The history of a topic: what was published when, and why."""

    cacheable = True
    problems = (kinds.UNKNOWN_RESOURCE,)

    @operations.list_releases
    def get(self, request: HttpRequest, topic: str) -> HttpResponse:
        found = release_history.history(reading.topic_releases(topic))
        return respond(request, represent_json({"topic": topic, "releases": found}, language=SOURCE_LANGUAGE))


class ReleaseView(ApiView):
    """One release in that history."""

    cacheable = True
    problems = (kinds.UNKNOWN_RESOURCE,)

    @operations.get_release
    def get(self, request: HttpRequest, topic: str, number: int) -> HttpResponse:
        found = [
            release for release in release_history.history(reading.topic_releases(topic)) if release["number"] == number
        ]
        if not found:
            raise unknown_resource("number", reading.RELEASE, number, f"/v1/topics/{topic}/releases")
        return respond(request, represent_json({"topic": topic, "release": found[0]}, language=SOURCE_LANGUAGE))

"""Small endpoints that use the ground floor as the apps do."""

from typing import NoReturn

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions as drf
from rest_framework import serializers
from rest_framework.request import Request

from rugpijn.http import kinds, query
from rugpijn.http.body import read_object
from rugpijn.http.kinds import Text
from rugpijn.http.language import choose
from rugpijn.http.problems import Fault, Problem, unknown_resource
from rugpijn.http.representation import represent_json, respond, respond_json
from rugpijn.http.views import ApiView

ARTICLE = {"nl": {"title": "Rugpijn, één artikel"}, "en": {"title": "Back pain, one article"}}
KNOWN = "rugpijn"


class ArticleView(ApiView):
    query_parameters = ("release",)
    cacheable = True

    @extend_schema(responses={200: OpenApiTypes.OBJECT})
    def get(self, request: HttpRequest, topic: str) -> HttpResponse:
        if topic != KNOWN:
            raise unknown_resource("topic", Text("het onderwerp", "the topic"), topic, "/v1/topics")
        query.whole_number(request, "release")
        language = choose(request, ARTICLE)
        return respond(request, represent_json(ARTICLE[language], language=language))


class EchoView(ApiView):
    problems = (kinds.INVALID_ANSWERS, kinds.RELEASE_WITHDRAWN)

    @extend_schema(request=OpenApiTypes.OBJECT, responses={200: OpenApiTypes.OBJECT})
    def post(self, request: HttpRequest) -> HttpResponse:
        return respond_json({"read": read_object(request)}, language=choose(request))


class SmallBodyView(ApiView):
    @extend_schema(exclude=True)
    def post(self, request: HttpRequest) -> HttpResponse:
        return respond_json(read_object(request, largest=1024))


class PrivateView(ApiView):
    cors = False

    @extend_schema(exclude=True)
    def get(self, request: HttpRequest) -> HttpResponse:
        return respond_json({"kept": True})


class InputSerializer(serializers.Serializer[dict[str, object]]):
    release = serializers.IntegerField(min_value=1)
    urgency = serializers.ChoiceField(choices=["sameDay"])


class SerializerView(ApiView):
    @extend_schema(exclude=True)
    def post(self, request: Request) -> HttpResponse:
        InputSerializer(data=request.data).is_valid(raise_exception=True)
        return respond_json({})


FAILURES: dict[str, Exception] = {
    "problem": Problem(kinds.INVALID_ANSWERS, errors=(Fault("x", Text("a", "b"), pointer="/answers/0"),)),
    "not-found": Http404("secret"),
    "forbidden": PermissionDenied("secret"),
    "drf-forbidden": drf.PermissionDenied("secret"),
    "too-big": RequestDataTooBig("secret"),
    "suspicious": SuspiciousOperation("secret"),
    "parse": drf.ParseError("secret"),
    "unauthorized": drf.NotAuthenticated("secret"),
    "throttled": drf.Throttled(wait=2.2),
    "teapot": drf.APIException("secret"),
    "database": OperationalError("password=secret"),
    "bug": ZeroDivisionError("fever"),
}


class FailingView(ApiView):
    @extend_schema(exclude=True)
    def get(self, request: HttpRequest, failure: str) -> NoReturn:
        raise FAILURES[failure]


def failing_page(request: HttpRequest, failure: str) -> NoReturn:
    raise FAILURES[failure]

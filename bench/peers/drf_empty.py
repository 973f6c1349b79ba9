"""A DRF view that reads and checks the body of a triage with serializers, and answers nothing: DRF by itself."""

from typing import Any

from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    SECRET_KEY="bench",
    INSTALLED_APPS=["rest_framework"],
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_PERMISSION_CLASSES": [],
        "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "UNAUTHENTICATED_USER": None,
    },
)

from django.core.wsgi import get_wsgi_application  # noqa: E402 - after the settings

application = get_wsgi_application()

from django.urls import path  # noqa: E402 - after the applications
from rest_framework import serializers  # noqa: E402
from rest_framework.request import Request  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class AnswerSerializer(serializers.Serializer[Any]):
    question = serializers.SlugField(max_length=60)
    choices = serializers.ListField(child=serializers.CharField(max_length=60), required=False)
    number = serializers.IntegerField(required=False)
    unknown = serializers.BooleanField(required=False)


class AssessmentSerializer(serializers.Serializer[Any]):
    release = serializers.IntegerField(required=False, min_value=1)
    at = serializers.DateTimeField(required=False)
    answers = AnswerSerializer(many=True)


class AssessmentView(APIView):
    def post(self, request: Request) -> Response:
        AssessmentSerializer(data=request.data).is_valid(raise_exception=True)
        return Response({})


urlpatterns = [path("assessments", AssessmentView.as_view())]

"""Pages of the desk about a whole protocol, beside the forms of its records."""

from django.contrib import admin
from django.urls import path, register_converter

from triage.admin import drawn, trying
from triage.admin.subjects import MODELS


class Kind:
    regex = "|".join(MODELS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Kind, "subject")
app_name = "triage-admin"
urlpatterns = [
    path("triage/<subject:kind>/<int:number>/try/", admin.site.admin_view(trying.page), name="try"),
    path("triage/<subject:kind>/<int:number>/picture.svg", admin.site.admin_view(drawn.picture), name="picture"),
]

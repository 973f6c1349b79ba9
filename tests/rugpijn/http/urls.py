"""A service of nothing but the ground floor."""

from django.urls import path

from rugpijn.http.docs import DocsView, home
from rugpijn.http.health import healthz, readyz
from rugpijn.http.schema import OpenApiJsonView, OpenApiYamlView

from . import views

urlpatterns = [
    path("v1/topics/<slug:topic>", views.ArticleView.as_view()),
    path("v1/echoes", views.EchoView.as_view()),
    path("v1/small", views.SmallBodyView.as_view()),
    path("v1/private", views.PrivateView.as_view()),
    path("v1/serializers", views.SerializerView.as_view()),
    path("v1/failures/<slug:failure>", views.FailingView.as_view()),
    path("v1/openapi.json", OpenApiJsonView.as_view()),
    path("v1/openapi.yaml", OpenApiYamlView.as_view()),
    path("pages/<slug:failure>", views.failing_page),
    path("admin/<slug:failure>", views.failing_page),
    path("", home),
    path("docs", DocsView.as_view()),
    path("healthz", healthz),
    path("readyz", readyz),
]
handler400 = "rugpijn.http.exceptions.handler400"
handler403 = "rugpijn.http.exceptions.handler403"
handler404 = "rugpijn.http.exceptions.handler404"
handler500 = "rugpijn.http.exceptions.handler500"

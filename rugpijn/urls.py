"""Every path of the service, on one screen."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from rugpijn.http.docs import DocsView, home
from rugpijn.http.health import healthz, readyz
from rugpijn.http.metrics import metrics
from triage.pages import picture

urlpatterns = [
    path("", home),
    path("v1/", include("rugpijn.api_v1")),
    path("docs", DocsView.as_view()),
    path("docs/<str:topic>/triage.svg", picture),
    path("admin", RedirectView.as_view(pattern_name="admin:index")),
    path("admin/", include("triage.admin.urls")),  # the admin itself takes every address that is left
    path("admin/", admin.site.urls),
    path("accounts/", include("rugpijn.accounts.urls")),
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
]
handler400 = "rugpijn.http.exceptions.handler400"
handler403 = "rugpijn.http.exceptions.handler403"
handler404 = "rugpijn.http.exceptions.handler404"
handler500 = "rugpijn.accounts.views.server_error"

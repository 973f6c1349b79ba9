"""Every path under /v1, on one screen. No trailing slashes: one too many is 404."""

from django.urls import path

from content.api.v1 import views as content
from rugpijn.http.schema import OpenApiJsonView, OpenApiYamlView
from triage.api.v1 import stored_views as stored
from triage.api.v1 import views as triage

urlpatterns = [
    path("topics", content.TopicsView.as_view()),
    path("topics/<str:topic>", content.TopicView.as_view()),
    path("topics/<str:topic>/sections", content.SectionsView.as_view()),
    path("topics/<str:topic>/sections/<str:section>", content.SectionView.as_view()),
    path("topics/<str:topic>/faqs", content.FaqsView.as_view()),
    path("topics/<str:topic>/advice", content.AdviceListView.as_view()),
    path("topics/<str:topic>/advice/<str:advice>", content.AdviceView.as_view()),
    path("topics/<str:topic>/alarm-signs", content.AlarmSignsView.as_view()),
    path("topics/<str:topic>/glossary", content.GlossaryView.as_view()),
    path("topics/<str:topic>/glossary/<str:term>", content.TermView.as_view()),
    path("topics/<str:topic>/sources", content.SourcesView.as_view()),
    path("topics/<str:topic>/releases", content.ReleasesView.as_view()),
    path("topics/<str:topic>/releases/<int:number>", content.ReleaseView.as_view()),
    path("topics/<str:topic>/releases/<int:number>/quality", triage.QualityView.as_view()),
    path("topics/<str:topic>/triage", triage.ProtocolView.as_view()),
    path("topics/<str:topic>/assessments", triage.AssessmentsView.as_view()),
    path("assessments/<str:assessment>", stored.StoredAssessmentView.as_view()),
    path("openapi.json", OpenApiJsonView.as_view()),
    path("openapi.yaml", OpenApiYamlView.as_view()),
]

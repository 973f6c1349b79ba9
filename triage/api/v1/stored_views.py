"""One stored assessment under /v1: read and erased by who has its secret. For anybody else there is nothing."""

from types import MappingProxyType

from django.http import HttpRequest, HttpResponse

from rugpijn.http import kinds
from rugpijn.http.language import LANGUAGES, PARAMETER, choose
from rugpijn.http.problems import Fault, Problem, Text
from rugpijn.http.representation import PRIVATE
from rugpijn.http.views import ApiView
from triage import metrics, storing
from triage.api.v1 import keeping, operations
from triage.api.v1.storing_requests import secret_of

_NOTHING = Text(
    "Deze beoordeling is er niet of niet meer, of de sleutel past er niet bij.",
    "This assessment is not there, or not any more, or the secret does not fit.",
)


class StoredAssessmentView(ApiView):
    """Expired, erased, another's and never there all look the same."""

    problems = (kinds.UNAUTHORIZED, kinds.TOO_MANY_REQUESTS)
    problems_of = MappingProxyType({"GET": (kinds.RELEASE_WITHDRAWN,)})

    @operations.get_assessment
    def get(self, request: HttpRequest, assessment: str) -> HttpResponse:
        kept = storing.find(assessment, secret_of(request))
        if kept is None:
            raise _nothing()
        asked = choose(request, LANGUAGES) if PARAMETER in request.GET else kept.language
        return keeping.show(request, kept, asked)

    @operations.erase_assessment
    def delete(self, request: HttpRequest, assessment: str) -> HttpResponse:
        topic = storing.erase(assessment, secret_of(request))
        if topic is None:
            raise _nothing()
        metrics.count_stored(topic, "erased")
        response = HttpResponse(status=204, headers={"Cache-Control": PRIVATE})
        del response["Content-Type"]
        return response


def _nothing() -> Problem:
    return Problem(
        kinds.UNKNOWN_RESOURCE, detail=_NOTHING, errors=(Fault("unknown", _NOTHING, parameter="assessment"),)
    )

"""The protocol of a draft, a submission or a release as the picture that partners see of what is live."""

from django.http import Http404, HttpRequest, HttpResponse

from triage import picture as pictures
from triage.admin import subjects
from triage.pages import SVG


def picture(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    found = subjects.tried(request, kind, number)
    if found.protocol is None:
        raise Http404
    about = f"Zo staat het in {found.name}."
    return HttpResponse(pictures.draw(pictures.read(found.document), about), content_type=SVG)

"""Pages about triage for people who read it, beside the API."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from content.api.v1 import reading
from content.releases import LiveRelease
from rugpijn.http import query
from rugpijn.http.methods import only_reading
from rugpijn.http.representation import represent, respond
from triage import picture as pictures
from triage.api.v1.assessing import protocol_of

SVG = "image/svg+xml"


@csrf_exempt
def picture(request: HttpRequest, topic: str) -> HttpResponse:
    """The protocol of the current release, or of the one that `?release=` names, as a picture. Raises a Problem."""
    only_reading(request)
    query.check(request, ("release",))
    release = reading.asked_release(request, topic)
    protocol_of(release)  # a topic with content alone has no triage to show
    drawn = pictures.draw(pictures.read(release.document), _about(release))
    return respond(request, represent(drawn, language="nl", content_type=SVG))


def _about(release: LiveRelease) -> str:
    said = reading.of_release(release)
    review = "Geen zorgverlener heeft dit goedgekeurd. " if said["clinicalReview"] == "none" else ""
    use = "Niet voor gebruik bij patiënten." if said["intendedUse"] == "demonstration" else ""
    return f"Uitgave {release.number}. {review}{use}".strip()

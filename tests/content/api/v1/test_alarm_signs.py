"""GET /v1/topics/{topic}/alarm-signs"""

from collections.abc import Callable

from content.models import AlarmSign, Release, Topic
from tests.content.api.v1.conftest import Get


def test_an_alarm_sign(published: Release, get: Get) -> None:
    assert get("/knie/alarm-signs")["alarmSigns"] == [
        {
            "slug": "locked-knee",
            "sources": ["thuisbron"],
            "title": "De knie zit op slot",
            "text": "U kunt uw knie ineens niet meer strekken.",
            "pointsTo": "Dit kan wijzen op een gescheurde meniscus.",
            "urgency": "sameDay",
            "evidence": "unverified",
        }
    ]


def test_alarm_signs_come_in_their_order(knee: Topic, publish: Callable[[Topic], Release], get: Get) -> None:
    other = AlarmSign.objects.get()
    other.pk, other.slug, other.order = None, "z", 0
    other.save()
    publish(knee)
    assert [sign["slug"] for sign in get("/knie/alarm-signs")["alarmSigns"]] == ["z", "locked-knee"]

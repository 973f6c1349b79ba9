"""GET /v1/topics/{topic}/faqs"""

from collections.abc import Callable

from content.models import Faq, Release, Topic
from tests.content.api.v1.conftest import Get


def test_a_question_with_its_answer(published: Release, get: Get) -> None:
    assert get("/knie/faqs")["faqs"] == [
        {"slug": "walk", "sources": ["thuisbron"], "question": "Mag ik lopen?", "answer": "Ja, korte stukken."}
    ]


def test_questions_come_in_their_order(knee: Topic, publish: Callable[[Topic], Release], get: Get) -> None:
    Faq.objects.create(topic=knee, slug="z", order=0, question={"nl": "Eerst?"}, answer={"nl": "Ja."})
    publish(knee)
    assert [faq["slug"] for faq in get("/knie/faqs")["faqs"]] == ["z", "walk"]

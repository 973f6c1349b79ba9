"""The page of a topic shows all that it has."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from content.admin.contents import Kind, contents_of
from content.models import Advice, Faq, Release, Topic
from content.texts import digest


def kind(topic: Topic, user: User, name: str) -> Kind:
    return next(one for one in contents_of(topic, user) if one.name == name)


def test_before_the_first_release_everything_is_new(knee: Topic, editor: User) -> None:
    advice = kind(knee, editor, "Adviezen")
    assert (advice.records, advice.changed, advice.gone) == (Advice.objects.count(), advice.records, 0)


def test_what_is_changed_or_gone_since_the_release_is_counted(
    knee: Topic, editor: User, publish: Callable[[Topic], Release]
) -> None:
    publish(knee)
    Advice.objects.filter(slug="rest").update(title={"nl": "Anders"})
    Faq.objects.all().delete()
    assert (kind(knee, editor, "Adviezen").changed, kind(knee, editor, "Adviezen").gone) == (1, 0)
    assert kind(knee, editor, "Veelgestelde vragen").gone > 0


def test_english_is_counted_and_what_is_older_than_its_dutch(knee: Topic, editor: User) -> None:
    was = digest(b"Vroeger")
    title = {"nl": "Rust", "en": "Rest", "translatedFrom": {"en": was}}
    before = kind(knee, editor, "Adviezen")
    Advice.objects.filter(slug="rest").update(title=title)
    after = kind(knee, editor, "Adviezen")
    assert (after.english - before.english, after.older - before.older, after.texts) == (1, 1, before.texts)


def test_the_page_leads_to_each_kind(desk: Client, knee: Topic) -> None:
    page = desk.get(reverse("admin:content_topic_change", args=[knee.pk])).content.decode()
    assert "Alles van dit onderwerp" in page
    assert reverse("admin:content_advice_changelist") in page
    assert f"{reverse('admin:content_advice_changelist')}?stand=open" in page


def test_who_may_see_nothing_is_shown_nothing(knee: Topic) -> None:
    assert contents_of(knee, User.objects.create_user("niemand")) == []

"""From draft to release and back, through the desk."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from content.models import Advice, Release, Submission, Topic

Publish = Callable[[Topic], Release]


def changes(topic: Topic) -> str:
    return reverse("admin:content_topic_changes", args=[topic.pk])


def page_of(record: Submission | Release) -> str:
    return reverse(f"admin:content_{record._meta.model_name}_change", args=[record.pk])


@pytest.fixture
def submission(knee: Topic, desk: Client, publish: Publish) -> Submission:
    """Of one changed advice, on release 1."""
    publish(knee)
    Advice.objects.update(title={"nl": "Rust even uit"})
    desk.post(changes(knee), {"changes": ["advice:rest"], "note": "korter"})
    return Submission.objects.latest("pk")


def test_pending_changes_are_told_in_words(knee: Topic, desk: Client, publish: Publish) -> None:
    publish(knee)
    Advice.objects.update(title={"nl": "Neem even rust"})
    page = desk.get(changes(knee)).content.decode()
    assert "Neem <ins>even </ins>rust" in page
    assert "Titel" in page


def test_only_the_chosen_changes_are_submitted(submission: Submission) -> None:
    assert (submission.changes, submission.note) == ([["advice", "rest"]], "korter")


def test_nothing_is_submitted_without_a_note_and_the_choice_stays(knee: Topic, desk: Client, publish: Publish) -> None:
    publish(knee)
    Advice.objects.update(title={"nl": "Rust even uit"})
    answer = desk.post(changes(knee), {"changes": ["advice:rest"], "note": ""})
    assert "Schrijf kort wat er verandert" in answer.content.decode()
    assert answer.context["chosen"] == ["advice:rest"]
    assert Submission.objects.count() == 1


def test_every_fault_leads_to_the_record_that_mends_it(knee: Topic, desk: Client, publish: Publish) -> None:
    publish(knee)
    Advice.objects.update(sources=["nergens"])
    answer = desk.post(changes(knee), {"changes": ["advice:rest"], "note": "kort en goed"})
    page = answer.content.decode()
    (fault,) = answer.context["faults"]
    assert (fault.url, fault.field) == (
        reverse("admin:content_advice_change", args=[Advice.objects.get().pk]),
        "bronnen",
    )
    assert "De bron `nergens` bestaat niet" in page
    assert "kort en goed" in page
    assert Submission.objects.count() == 1


def test_somebody_else_approves(submission: Submission, reviewing: Client) -> None:
    reviewing.post(page_of(submission), {"action": "approve", "why": "goed"})
    assert Release.objects.get(number=2).submission == submission


def test_who_submitted_does_not_see_the_button_and_cannot_do_without_it(submission: Submission, desk: Client) -> None:
    assert 'value="approve"' not in desk.get(page_of(submission)).content.decode()
    answer = desk.post(page_of(submission), {"action": "approve", "why": "goed"})
    assert "mag niet goedkeuren" in answer.content.decode()
    assert Release.objects.count() == 1


def test_a_comment_is_added(submission: Submission, reviewing: Client) -> None:
    reviewing.post(page_of(submission), {"action": "comment", "text": "Mag het nog korter?"})
    assert "Mag het nog korter?" in reviewing.get(page_of(submission)).content.decode()


def test_a_refusal_keeps_what_was_typed(submission: Submission, reviewing: Client) -> None:
    typed = {"action": "approve", "why": "pas in het verleden", "publish_at": "2020-01-01T10:00"}
    page = reviewing.post(page_of(submission), typed).content.decode()
    assert "al voorbij" in page
    assert "pas in het verleden" in page


@pytest.fixture
def second(submission: Submission, reviewing: Client) -> Release:
    reviewing.post(page_of(submission), {"action": "approve", "why": "goed"})
    return Release.objects.get(number=2)


def status(client: Client, release: Release) -> str:
    return str(client.get(page_of(release)).context["status"])


def test_withdraw_with_recall_and_publish_again(second: Release, reviewing: Client) -> None:
    reviewing.post(page_of(second), {"action": "withdraw", "withdraw-why": "fout", "withdraw-recall": "on"})
    assert status(reviewing, second) == "teruggeroepen"
    reviewing.post(page_of(second), {"action": "publish", "publish-why": "toch goed"})
    assert status(reviewing, second) == "live"


def test_restoring_asks_to_be_sure(second: Release, desk: Client) -> None:
    Advice.objects.update(title={"nl": "Onzin"})
    url = page_of(Release.objects.get(number=1))
    desk.post(url, {"action": "restore", "restore-why": "terug"})
    assert Advice.objects.get().title["nl"] == "Onzin"
    desk.post(url, {"action": "restore", "restore-why": "terug", "restore-sure": "on"})
    assert Advice.objects.get().title["nl"] == "Neem rust"


@pytest.mark.parametrize("name", ["submission", "release"])
def test_the_record_is_never_edited_or_deleted(name: str, second: Release, desk: Client, reviewing: Client) -> None:
    record = second if name == "release" else second.submission
    for client in (desk, reviewing):
        assert client.get(reverse(f"admin:content_{name}_delete", args=[record.pk])).status_code == 403
        assert client.get(reverse(f"admin:content_{name}_add")).status_code in (302, 403, 404)
        assert not re.search(r'name="(document|digest|_save)"', client.get(page_of(record)).content.decode())


def test_the_list_says_what_is_not_published_yet(submission: Submission, desk: Client) -> None:
    page = desk.get(reverse("admin:content_advice_changelist") + "?stand=open").content.decode()
    assert "gewijzigd" in page
    assert "Rust even uit" in page


def test_the_first_page_says_what_waits(submission: Submission, desk: Client) -> None:
    page = desk.get(reverse("admin:index")).content.decode()
    assert "1 inzending<" in page
    assert page_of(submission) in page


def test_a_reviewer_reads_drafts_and_changes_none(reviewing: Client) -> None:
    url = reverse("admin:content_advice_change", args=[Advice.objects.get().pk])
    assert reviewing.get(url).status_code == 200
    assert reviewing.post(url, {"title_nl": "Toch"}).status_code == 403


def test_a_reviewer_sends_back_and_who_submitted_sees_why_and_submits_again(
    submission: Submission, desk: Client, reviewing: Client
) -> None:
    reviewing.post(page_of(submission), {"action": "send-back", "back-why": "De dosering klopt niet."})
    page = desk.get(page_of(submission))
    assert "De dosering klopt niet." in page.content.decode()
    assert page.context["status"] == "teruggestuurd"
    again = desk.get(page.context["changes_url"])
    assert (again.context["chosen"], again.context["form"]["note"].value()) == (["advice:rest"], "korter")


def test_what_was_sent_back_waits_no_longer(submission: Submission, desk: Client, reviewing: Client) -> None:
    reviewing.post(page_of(submission), {"action": "send-back", "back-why": "Nee."})
    assert "1 inzending<" not in desk.get(reverse("admin:index")).content.decode()
    assert 'value="approve"' not in reviewing.get(page_of(submission)).content.decode()


def test_sending_back_asks_what_has_to_be_different(submission: Submission, reviewing: Client) -> None:
    page = reviewing.post(page_of(submission), {"action": "send-back", "back-why": ""}).content.decode()
    assert "Schrijf kort waarom" in page


def test_before_withdrawing_the_page_says_what_then_is_live(second: Release, reviewing: Client, knee: Topic) -> None:
    page = reviewing.get(page_of(second)).content.decode()
    assert "Daarna is uitgave 1 weer live" in page
    first = knee.releases.get(number=1)
    assert "Wat nu live is, blijft live" in reviewing.get(page_of(first)).content.decode()
    reviewing.post(page_of(first), {"action": "withdraw", "withdraw-why": "fout"})
    assert "Daarna is er niets live" in reviewing.get(page_of(second)).content.decode()


def test_a_withdrawal_of_which_the_page_is_old_is_not_done(second: Release, reviewing: Client) -> None:
    typed = {"action": "withdraw", "withdraw-why": "fout", "withdraw-after": "0"}
    assert "Kijk wat er nu live zou worden" in reviewing.post(page_of(second), typed).content.decode()
    assert status(reviewing, second) == "live"


SIGNED = {"sign-name": "Ruud de Vries", "sign-profession": "doctor", "sign-registration": "12345678901"}


def test_a_clinician_signs_a_release_on_its_page(second: Release, reviewing: Client, desk: Client) -> None:
    reviewing.post(page_of(second), {"action": "sign", "sign-sure": "on"} | SIGNED)
    page = desk.get(page_of(second)).content.decode()
    assert "Ruud de Vries, arts, BIG-nummer 12345678901" in page
    assert "niet nagegaan bij het register" in page


def test_signing_is_stated_and_not_done_by_a_slip(second: Release, reviewing: Client) -> None:
    page = reviewing.post(page_of(second), {"action": "sign"} | SIGNED).content.decode()
    assert "Vink aan dat u dit verklaart" in page
    assert not second.reviews.exists()


def test_only_who_may_sign_sees_how(second: Release, reviewing: Client, desk: Client) -> None:
    assert 'value="sign"' in reviewing.get(page_of(second)).content.decode()
    assert 'value="sign"' not in desk.get(page_of(second)).content.decode()


def waits(client: Client) -> list[str]:
    return [one.what for one in client.get(reverse("admin:index")).context["todo"]]


def test_who_approved_is_led_on_to_signing(second: Release, reviewing: Client, desk: Client) -> None:
    """From the page that approving leads to; and no longer once it was signed."""
    on = f"{page_of(second)}?open=sign#tekenen"
    approved = page_of(second.submission)
    assert on in reviewing.get(approved).content.decode()
    assert on not in desk.get(approved).content.decode()
    assert re.search(r"<details open>\s*<summary>Tekenen als", reviewing.get(on).content.decode())
    reviewing.post(page_of(second), {"action": "sign", "sign-sure": "on"} | SIGNED)
    assert on not in reviewing.get(approved).content.decode()


def test_what_waits_for_whom(submission: Submission, desk: Client, reviewing: Client) -> None:
    assert (waits(desk), waits(reviewing)) == ([], ["Beoordelen, van eva"])
    reviewing.post(page_of(submission), {"action": "comment", "text": "Waarom?"})
    assert waits(desk) == ["Reactie van ruud"]
    reviewing.post(page_of(submission), {"action": "send-back", "back-why": "Nee."})
    assert (waits(desk), waits(reviewing)) == (["Teruggestuurd door ruud"], [])

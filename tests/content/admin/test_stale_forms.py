"""Two people in one form: the second is told, and loses nothing."""

from typing import Any

from django.test import Client

from content.models import Advice, Section, SectionBlock
from tests.content.admin.test_forms import advice, change
from tests.desk import colleague, form_of, sent_by


def formset(answer: Any) -> Any:
    return answer.context["inline_admin_formsets"][0].formset


def test_what_a_colleague_saved_meanwhile_is_not_overwritten_unseen(desk: Client) -> None:
    mine = form_of(desk, change(advice())) | {"title_nl": "Van mij"}
    hers = colleague("anna", "editor")
    hers.post(change(advice()), form_of(hers, change(advice())) | {"title_nl": "Van haar"})
    answer = desk.post(change(advice()), mine)
    page = answer.content.decode()
    assert advice().title["nl"] == "Van haar"
    assert "door anna" in page
    assert "Van mij" in page


def test_saving_once_more_is_a_choice(desk: Client) -> None:
    mine = form_of(desk, change(advice())) | {"title_nl": "Van mij"}
    Advice.objects.update(title={"nl": "Van haar"})
    answer = desk.post(change(advice()), mine)
    again = mine | {"seen": answer.context["adminform"].form["seen"].value()}
    assert desk.post(change(advice()), again).status_code == 302
    assert advice().title["nl"] == "Van mij"


def both(desk: Client, mine: dict[str, str], hers: dict[str, str], row: Any = None) -> Any:
    """What I get when I save after she did."""
    url = change(row or advice())
    opened = form_of(desk, url)
    anna = colleague("anna", "editor")
    assert anna.post(url, form_of(anna, url) | hers).status_code == 302
    return desk.post(url, opened | mine)


def again(desk: Client, answer: Any, **chosen: str) -> Any:
    """Saved once more, as the page has it now."""
    sent = sent_by(answer)
    return desk.post(answer.request["PATH_INFO"], sent | chosen)


def clashes(answer: Any) -> dict[str, Any]:
    return {clash.choice: clash for clash in answer.context["adminform"].form.clashes}


def test_both_versions_are_in_view_with_the_words_that_differ(desk: Client) -> None:
    page = both(desk, {"title_nl": "Neem veel rust"}, {"title_nl": "Neem weinig rust"}).content.decode()
    assert "Neem <mark>veel</mark> rust" in page
    assert "Neem <mark>weinig</mark> rust" in page


def test_what_was_typed_is_chosen_until_somebody_chooses_otherwise(desk: Client) -> None:
    answer = both(desk, {"title_nl": "Van mij"}, {"title_nl": "Van haar"})
    assert clashes(answer)["choose-title"].mine_chosen
    assert again(desk, answer, **{"choose-title": "theirs"}).status_code == 302
    assert advice().title["nl"] == "Van haar"


def test_what_only_the_other_changed_is_kept_without_asking(desk: Client) -> None:
    answer = both(desk, {"title_nl": "Van mij"}, {"body_nl": "Rust even uit."})
    assert list(clashes(answer)) == ["choose-body"]
    assert again(desk, answer).status_code == 302
    assert (advice().title["nl"], advice().body["nl"]) == ("Van mij", "Rust even uit.")


def test_the_choice_stays_when_something_else_is_wrong(desk: Client) -> None:
    answer = both(desk, {"title_nl": "Van mij"}, {"title_nl": "Van haar"})
    answer = again(desk, answer, **{"choose-title": "theirs", "body_nl": "<b>vet</b>"})
    assert not clashes(answer)["choose-title"].mine_chosen
    assert again(desk, answer, **{"choose-title": "theirs", "body_nl": "Dun."}).status_code == 302
    assert (advice().title["nl"], advice().body["nl"]) == ("Van haar", "Dun.")


def test_a_third_edit_in_between_is_shown_too(desk: Client) -> None:
    answer = both(desk, {"title_nl": "Van mij"}, {"title_nl": "Van haar"})
    Advice.objects.update(title={"nl": "Van een derde"})
    answer = again(desk, answer)
    assert "Van een derde" in answer.content.decode().replace("<mark>", "").replace("</mark>", "")
    assert advice().title["nl"] == "Van een derde"


def section() -> Section:
    return Section.objects.get()


def rows() -> list[str]:
    return [block.text.get("nl", "") for block in section().blocks.all()]


def test_two_people_change_one_row(desk: Client) -> None:
    answer = both(desk, {"blocks-0-text_nl": "Van mij."}, {"blocks-0-text_nl": "Van haar."}, section())
    (clash,) = [one for form in formset(answer).forms for one in form.clashes]
    assert clash.touched
    assert again(desk, answer, **{clash.choice: "theirs"}).status_code == 302
    assert rows()[0] == "Van haar."


def test_two_people_change_two_rows_and_both_stay(desk: Client) -> None:
    answer = both(desk, {"blocks-0-text_nl": "Van mij."}, {"blocks-1-text_nl": "Van haar."}, section())
    assert again(desk, answer).status_code == 302
    assert rows()[:2] == ["Van mij.", "Van haar."]


def test_a_row_that_was_taken_away_comes_back_with_what_was_typed_in_it(desk: Client) -> None:
    count = len(rows())
    answer = both(desk, {"blocks-0-text_nl": "Van mij."}, {"blocks-0-DELETE": "on"}, section())
    assert "staat het er weer, als nieuwe rij" in answer.content.decode()
    assert again(desk, answer).status_code == 302
    assert "Van mij." in rows()
    assert len(rows()) == count


def test_a_row_that_was_taken_away_and_not_typed_in_stays_away(desk: Client) -> None:
    count = len(rows())
    answer = both(desk, {"blocks-1-text_nl": "Van mij."}, {"blocks-0-DELETE": "on"}, section())
    assert "Hier is het ook weg" in answer.content.decode()
    assert again(desk, answer).status_code == 302
    assert (len(rows()), "Van mij." in rows()) == (count - 1, True)


def test_restored_drafts_under_an_open_form_lose_nothing(desk: Client) -> None:
    """Every row of detail is a new one then."""
    opened = form_of(desk, change(section()))
    section().take_children(section().record())
    answer = desk.post(change(section()), opened | {"blocks-0-text_nl": "Van mij."})
    count = len(rows())
    assert again(desk, answer).status_code == 302
    assert ("Van mij." in rows(), len(rows())) == (True, count + 1)


def test_a_row_that_somebody_added_stays(desk: Client) -> None:
    opened = form_of(desk, change(section()))
    SectionBlock.objects.create(section=section(), kind="paragraph", text={"nl": "Erbij."}, order=99)
    answer = desk.post(change(section()), opened | {"title_nl": "Van mij"})
    assert "‘Erbij.’ is intussen toegevoegd" in answer.content.decode()
    assert again(desk, answer).status_code == 302
    assert "Erbij." in rows()


def test_a_record_that_was_deleted_meanwhile_comes_back_if_wanted(desk: Client) -> None:
    url = change(section())
    opened = form_of(desk, url) | {"title_nl": "Van mij"}
    count = len(rows())
    colleague("anna", "editor").post(url.replace("change", "delete"), {"post": "yes"})
    answer = desk.post(url, opened)
    page = answer.content.decode()
    assert "anna heeft dit" in page
    assert "Van mij" in page
    assert not Section.objects.exists()
    assert desk.post(url, sent_by(answer) | {"anew": "1"}).status_code == 302
    assert (section().title["nl"], len(rows())) == ("Van mij", count)


def test_a_refusal_of_what_was_typed_is_shown_beside_the_other(desk: Client) -> None:
    page = both(desk, {"title_nl": "<b>vet</b>"}, {"title_nl": "Van haar"}).content.decode()
    assert "Van haar" in page.replace("<mark>", "").replace("</mark>", "")
    assert "&lt;b&gt;vet&lt;/b&gt;" in page

"""Storing an assessment, reading it again, comparing with it, and erasing it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

import psycopg
import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from content import publishing, releases
from content.models import Release, Topic
from tests.triage.conftest import drafts, small_records
from tests.triage.engine.example import HEALTHY, PROTOCOL, raw_answers
from tests.triage.storing import bearer, consent_to, new_key, post, told
from triage.api.v1.keeping import one_form
from triage.models import StoredAssessment

Body = dict[str, Any]
AT = "2026-11-23T09:00:00Z"
UNKNOWN = "urn:rugpijn:problem:unknown-resource"
WELL: dict[str, object] = {name.replace("_", "-"): value for name, value in HEALTHY.items()}

_EASY = [
    *("", "kort", "a" * 22, "abcabcabcabcabcabcabcabcabc"),
    "0123456789abcdef0123456789abcde",  # 31 hexadecimal digits
    "f47ac10b-58cc-4372-a567-0e02b2c3d479",  # a UUID: 122 bits
    *("q3XcZ0uVnE6rT1yK8mWb5", "q3XcZ0uVnE6rT1yK8mWb5A==", '"q3XcZ0uVnE6rT1yK8mWb5A"', "q3XcZ0uVnE6rT1yK8mWb5é"),
    *("q3XcZ0uVnE6rT1yK8mWb5A " * 2, "q3XcZ0uVnE6rT1yK8mWb5A" * 10),
]
_RANDOM = ["q3XcZ0uVnE6rT1yK8mWb5A", "9f86d081884c7d659a2feaa0c55ad015", "-_" + "aZ09bY8x" * 3]


def answered(**given: object) -> list[dict[str, object]]:
    """Ordinary back pain, but for these answers. `...` takes an answer away."""
    others = {name.replace("_", "-"): value for name, value in given.items()}
    return raw_answers({name: value for name, value in {**WELL, **others}.items() if value is not ...})


def body(**more: Any) -> Body:
    return {"at": AT, "answers": answered(), "store": True, "consent": consent_to(PROTOCOL), **more}


def stored(**more: Any) -> Body:
    """What was told when this was stored."""
    answer = post(body(**more), new_key())
    assert answer.status_code == 201, answer.content
    return told(answer)


def get(number: str, secret: str | None, **options: Any) -> HttpResponse:
    headers = {} if secret is None else bearer(secret)
    return cast(HttpResponse, Client().get(f"/v1/assessments/{number}", options, headers=headers))


def delete(number: str, secret: str | None) -> HttpResponse:
    headers = {} if secret is None else bearer(secret)
    return cast(HttpResponse, Client().delete(f"/v1/assessments/{number}", headers=headers))


def not_now() -> list[str]:
    """No moment at which somebody can just have agreed; by the clock of now, as a run of tests takes a while."""
    given = [timezone.now() + away for away in (timedelta(minutes=10), -timedelta(days=31))]
    return [*(f"{at:%Y-%m-%dT%H:%M:%SZ}" for at in given), "0001-01-01T00:00:00Z", "gisteren"]


def refusal(answer: HttpResponse) -> tuple[int, str, set[tuple[str, str]]]:
    problem = told(answer)
    faults = {(fault.get("pointer", fault.get("parameter")), fault["code"]) for fault in problem["errors"]}
    return answer.status_code, problem["type"].rpartition(":")[2], faults


def without_number(answer: HttpResponse) -> tuple[int, bytes, dict[str, str]]:
    """Everything that is told, but for the number of the request."""
    headers = {name: value for name, value in answer.items() if name != "X-Request-Id"}
    return answer.status_code, answer.content.replace(answer["X-Request-Id"].encode(), b""), headers


@pytest.fixture
def expired(small: Release, monkeypatch: pytest.MonkeyPatch) -> Body:
    """What has just expired, and was not swept yet."""
    with monkeypatch.context() as later:
        later.setattr("triage.storing.KEPT_FOR", -timedelta(seconds=1))
        key = new_key()
        kept: Body = told(post(body(), key))["stored"]
    return {**kept, "key": key}


class TestStoring:
    def test_the_answer_is_that_of_an_assessment_and_what_was_stored(self, small: Release) -> None:
        answer = post(body(), new_key())
        found = told(answer)
        plain = told(post({"at": AT, "answers": answered()}))
        assert plain["stored"] is None
        kept = found.pop("stored")
        assert found == {name: value for name, value in plain.items() if name != "stored"}
        assert answer.status_code == 201
        assert answer["Location"] == f"/v1/assessments/{kept['id']}"
        assert answer["Cache-Control"] == "no-store"
        assert len(kept["secret"]) == 43
        assert kept["answers"] == answered()
        assert kept["worse"] is None

    def test_it_is_kept_for_thirty_days(self, small: Release) -> None:
        stored()
        row = StoredAssessment.objects.get()
        assert row.stored_at is not None
        assert row.expires_at - row.stored_at == timedelta(days=30)
        assert abs(timezone.now() - row.stored_at) < timedelta(minutes=5)

    def test_nothing_is_kept_that_opens_it(self, small: Release) -> None:
        key = new_key()
        secret = told(post(body(), key))["stored"]["secret"]
        (row,) = StoredAssessment.objects.values()
        assert key not in str(row)
        assert secret not in str(row)

    def test_it_is_one_statement(self, small: Release, monkeypatch: pytest.MonkeyPatch) -> None:
        """Of all that reach PostgreSQL, by Django or past it."""
        post({"at": AT, "answers": answered()})  # the release is in memory from here on
        statements, execute = [], psycopg.Cursor.execute

        def noted(cursor: Any, statement: str, *more: Any, **others: Any) -> Any:
            statements.append(statement.partition(" ")[0])
            return execute(cursor, statement, *more, **others)

        monkeypatch.setattr(psycopg.Cursor, "execute", noted)
        assert post(body(), new_key()).status_code == 201
        assert statements == ["INSERT"]

    def test_store_that_is_false_stores_nothing(self, small: Release) -> None:
        answer = post({"at": AT, "answers": answered(), "store": False, "consent": None, "earlier": None})
        assert (answer.status_code, told(answer)["stored"]) == (200, None)
        assert not StoredAssessment.objects.exists()


class TestWhatIsNotStored:
    def test_what_may_not_be_stored_says_every_reason(self, small: Release) -> None:
        sheets = {
            "a question is open": (answered(fever=...), {"unfinished"}),
            "nothing was answered": ([], {"unfinished", "age-unknown"}),
            "fifteen": (answered(age=15), {"too-young"}),
            "an emergency before the age was asked": (raw_answers({"breathless": "yes"}), {"age-unknown"}),
        }
        refused = {name: refusal(post(body(answers=sheet), new_key())) for name, (sheet, _) in sheets.items()}
        assert refused == {
            name: (422, "not-stored", {("/answers", code) for code in codes}) for name, (_, codes) in sheets.items()
        }
        assert not StoredAssessment.objects.exists()

    def test_from_sixteen_on_it_is_stored(self, small: Release) -> None:
        assert [post(body(answers=answered(age=age)), new_key()).status_code for age in (16, 17, 120)] == [201] * 3

    def test_an_emergency_is_stored_with_an_age(self, small: Release) -> None:
        found = stored(answers=raw_answers({"breathless": "yes", "age": 40}))
        assert found["outcome"]["urgency"] == "emergency"

    def test_who_is_too_young_does_get_the_outcome(self, small: Release) -> None:
        assert told(post({"at": AT, "answers": answered(age=15)}))["outcome"]["urgency"] == "withinDays"

    def test_a_topic_without_a_text_to_consent_to_stores_nothing(
        self, small: Release, publish: Callable[[Topic], Release]
    ) -> None:
        records = small_records()
        for name in ("consentText", "ageQuestion"):
            del records["protocol"]["rugpijn"][name]
        publish(drafts(records))
        assert refusal(post(body(), new_key())) == (422, "not-stored", {("/store", "no-storing")})

    def test_a_wrong_body_is_told_where_it_is_wrong(self, small: Release) -> None:
        agreed = consent_to(PROTOCOL)
        wrong: list[tuple[Body, set[tuple[str, str]]]] = [
            ({"consent": None}, {("/consent", "required")}),
            ({"consent": "ja"}, {("/consent", "wrong-type")}),
            ({"consent": {}}, {("/consent/version", "invalid-version"), ("/consent/givenAt", "invalid-moment")}),
            ({"consent": {**agreed, "name": "Jan"}}, {("/consent/name", "unexpected-field")}),
            ({"consent": {**agreed, "version": "0" * 16}}, {("/consent/version", "other-version")}),
            ({"store": "ja", "consent": None}, {("/store", "wrong-type")}),
            ({"store": 1, "consent": None}, {("/store", "wrong-type")}),
            ({"store": False}, {("/consent", "without-store")}),
            ({"earlier": "vorige"}, {("/earlier", "wrong-type")}),
            ({"earlier": {"id": 1}}, {("/earlier/id", "required"), ("/earlier/secret", "required")}),
            ({"email": "jan@example.nl"}, {("/email", "unexpected-field")}),
            *(({"consent": {**agreed, "givenAt": at}}, {("/consent/givenAt", "invalid-moment")}) for at in not_now()),
        ]
        for change, faults in wrong:
            assert refusal(post(body(**change), new_key())) == (400, "invalid-body", faults), change

    def test_a_key_that_others_could_guess_is_refused(self, small: Release) -> None:
        expected = (400, "invalid-body", {("Idempotency-Key", "too-easy-to-guess")})
        assert [key for key in _EASY if refusal(post(body(), key)) != expected] == []

    def test_a_key_of_128_random_bits_will_do(self, small: Release) -> None:
        assert [post(body(), key).status_code for key in _RANDOM] == [201] * len(_RANDOM)

    def test_without_a_key_nothing_is_stored_and_every_fault_is_told(self, small: Release) -> None:
        expected = {("Idempotency-Key", "required"), ("/answers/0/question", "unknown-question")}
        wrong = body(answers=[{"question": "pain", "unknown": True}])
        assert refusal(post(wrong)) == (400, "invalid-body", expected)

    def test_a_problem_says_nothing_of_what_was_sent(self, small: Release) -> None:
        said = post(body(consent={"version": "incontinent", "givenAt": "incontinent"}), "incontinent").content
        assert b"incontinent" not in said


class TestOnce:
    def test_the_same_request_gets_the_same_answer(self, small: Release) -> None:
        key, sent = new_key(), body(at=None)
        first, second = post(sent, key), post(sent, key)
        assert without_number(first) == without_number(second)
        assert StoredAssessment.objects.count() == 1

    def test_also_where_its_json_is_written_otherwise_or_another_language_is_liked(self, small: Release) -> None:
        key, sent = new_key(), body()
        first = post(sent, key)
        second = post(dict(reversed(sent.items())), key, **{"Accept-Language": "en"})
        assert without_number(first) == without_number(second)

    def test_the_one_form_of_a_request_stays_as_it_was(self) -> None:
        """Or a retry after an update of the service would be another request."""
        sent = {"store": True, "answers": [{"question": "leeftijd é", "number": 67}], "at": AT, "consent": None}
        assert (
            one_form("rugpijn", sent)
            == (
                '["rugpijn",{"answers":[{"number":67,"question":"leeftijd é"}],"at":"2026-11-23T09:00:00Z",'
                '"consent":null,"store":true}]'
            ).encode()
        )

    def test_another_body_with_the_same_key_is_refused(self, small: Release) -> None:
        key = new_key()
        post(body(), key)
        assert refusal(post(body(answers=answered(fever="yes")), key)) == (422, "idempotency-key-reused", set())

    def test_a_replay_outlives_its_release(self, small: Release, publish: Any, settings: Any) -> None:
        tomorrow = (
            f"{timezone.now() + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"  # so that it is no replay of a live moment
        )
        key, sent = new_key(), body(release=1, at=tomorrow)
        first = post(sent, key)
        publish(drafts(_other_records()))
        settings.SUPERSEDED_RELEASE_HOURS = 0
        assert without_number(post(sent, key)) == without_number(first)
        assert post(sent, new_key()).status_code == 410

    def test_another_key_of_the_server_gives_the_same_bytes(self, small: Release, settings: Any) -> None:
        key, sent = new_key(), body()
        first = post(sent, key)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another-key-of-the-server"
        assert without_number(post(sent, key)) == without_number(first)
        kept = told(first)["stored"]
        assert get(kept["id"], kept["secret"]).status_code == 200

    def test_without_the_earlier_key_of_the_server_it_stays_shut(self, small: Release, settings: Any) -> None:
        kept = stored()["stored"]
        settings.SECRET_KEY = "another-key-of-the-server"
        assert get(kept["id"], kept["secret"]).status_code == 404

    def test_a_key_can_be_used_again_when_all_of_it_has_expired(self, small: Release, expired: Body) -> None:
        key, first = expired["key"], expired["id"]
        assert told(post(body(), key))["stored"]["id"] != first
        assert StoredAssessment.objects.count() == 1


def _other_records() -> Any:
    records = small_records()
    records["advice"]["stay-active"]["title"] = "Blijf in beweging"
    return records


class TestReading:
    def test_it_is_what_was_told_then(self, small: Release) -> None:
        first = stored(answers=answered(fever="yes"))
        again = told(get(first["stored"]["id"], first["stored"]["secret"]))
        assert again.pop("stored") == {**first.pop("stored"), "secret": None}
        assert again == first

    def test_it_is_replayed_from_its_own_release(self, small: Release, publish: Any) -> None:
        first = stored(answers=answered(fever="yes"))
        publish(drafts(_other_records()))
        again = told(get(first["stored"]["id"], first["stored"]["secret"]))
        assert (again["release"], again["outcomeDigest"]) == (first["release"], first["outcomeDigest"])

    def test_it_is_in_the_language_of_then_unless_another_is_asked(self, small: Release) -> None:
        kept = stored()["stored"]
        assert get(kept["id"], kept["secret"])["Content-Language"] == "nl"
        english = Client().get(
            f"/v1/assessments/{kept['id']}", headers={**bearer(kept["secret"]), "Accept-Language": "en"}
        )
        assert english["Content-Language"] == "nl"
        assert get(kept["id"], kept["secret"], language="en")["Content-Language"] == "en"

    def test_no_cache_keeps_it(self, small: Release) -> None:
        kept = stored()["stored"]
        answer = get(kept["id"], kept["secret"])
        assert (answer["Cache-Control"], answer.get("ETag")) == ("no-store", None)

    def test_a_withdrawn_release_says_so_to_its_owner_and_to_nobody_else(self, small: Release, reviewer: User) -> None:
        kept = stored()["stored"]
        publishing.withdraw(release=small, by=reviewer, why="klopt niet", recall=True)
        releases.forget()
        answer = get(kept["id"], kept["secret"])
        assert refusal(answer)[:2] == (410, "release-withdrawn")
        assert told(answer)["detail"] == "Begin opnieuw."
        assert get(kept["id"], "x").status_code == 404
        assert delete(kept["id"], kept["secret"]).status_code == 204

    def test_without_a_secret_nothing_is_looked_up(self, small: Release, django_assert_num_queries: Any) -> None:
        kept = stored()["stored"]
        with django_assert_num_queries(0):
            answers = [get(kept["id"], None), get(str(uuid4()), None), delete(kept["id"], None)]
            for scheme in ("Basic", "Bearer", "bearer  "):
                address = f"/v1/assessments/{kept['id']}"
                answers.append(Client().get(address, headers={"Authorization": scheme}))  # type: ignore[arg-type]
        assert {(answer.status_code, answer["WWW-Authenticate"]) for answer in answers} == {(401, "Bearer")}
        assert without_number(answers[0])[:2] == without_number(answers[1])[:2]


class TestNothing:
    def test_expired_erased_another_secret_and_never_there_look_the_same(self, small: Release, expired: Body) -> None:
        erased, other = stored()["stored"], stored()["stored"]
        assert delete(erased["id"], erased["secret"]).status_code == 204
        asked = [
            (expired["id"], expired["secret"]),
            (erased["id"], erased["secret"]),
            (other["id"], "x" * 43),
            (other["id"], erased["secret"]),
            (str(uuid4()), other["secret"]),
            ("nergens", other["secret"]),
            (other["id"].upper(), other["secret"]),
            (other["id"].replace("-", ""), other["secret"]),
            (other["id"], "é"),
        ]
        answers = [ask(*one) for ask in (get, delete) for one in asked]
        assert {without_number(answer)[:2] for answer in answers} == {without_number(answers[0])[:2]}
        assert (answers[0].status_code, told(answers[0])["type"]) == (404, UNKNOWN)
        assert [without_number(answer)[2] for answer in answers] == [without_number(answers[0])[2]] * len(answers)
        assert get(other["id"], other["secret"]).status_code == 200

    def test_a_secret_is_compared_also_where_there_is_nothing(self, small: Release, monkeypatch: Any) -> None:
        compared: list[bytes] = []

        def compare(one: bytes, _other: bytes) -> bool:
            compared.append(one)
            return False

        monkeypatch.setattr("triage.storing.compare_digest", compare)
        get(str(uuid4()), "x")
        assert len(compared) == 1


class TestErasing:
    def test_only_the_hashed_key_stays_and_for_a_day(self, small: Release) -> None:
        kept = stored()["stored"]
        assert delete(kept["id"], kept["secret"]).status_code == 204
        (row,) = StoredAssessment.objects.values()
        assert {name for name, value in row.items() if value is not None} == {"key_hash", "expires_at"}
        assert timedelta(hours=23) < row["expires_at"] - timezone.now() <= timedelta(days=1)

    def test_it_says_nothing(self, small: Release) -> None:
        kept = stored()["stored"]
        answer = delete(kept["id"], kept["secret"])
        assert (answer.content, answer.get("Content-Type"), answer["Cache-Control"]) == (b"", None, "no-store")

    def test_a_late_retry_does_not_store_it_again(self, small: Release) -> None:
        key, sent = new_key(), body()
        kept = told(post(sent, key))["stored"]
        delete(kept["id"], kept["secret"])
        assert refusal(post(sent, key)) == (409, "assessment-erased", set())
        assert refusal(post(body(answers=answered(fever="yes")), key))[:2] == (409, "assessment-erased")


class TestComparing:
    def test_worse_counts_without_being_asked(self, small: Release) -> None:
        before = stored(answers=answered(night_pain="no"))["stored"]
        sheet = answered(night_pain="yes", limits=...)
        plain = told(post({"at": AT, "answers": sheet}))
        assert plain["nextScreen"]["questions"][0]["slug"] == "limits"
        found = told(post({"at": AT, "answers": sheet, "earlier": named(before)}))
        assert found["outcome"]["urgency"] == "withinDays"
        (reason,) = found["outcome"]["reasons"]
        assert reason["rule"] == "limited"
        assert (reason["because"], reason["fromEarlier"]) == ([], [{"question": "limits", "choices": ["most"]}])
        assert found["outcome"]["tellTheTriagist"][0] == "Rugpijn: 40 jaar, erger dan de vorige keer."
        assert found["progress"]["answered"] == plain["progress"]["answered"]

    def test_not_worse_is_asked_as_usual(self, small: Release) -> None:
        before = stored(answers=answered(night_pain="yes"))["stored"]
        sheet = answered(night_pain="yes", limits=...)
        plain = post({"at": AT, "answers": sheet})
        assert told(post({"at": AT, "answers": sheet, "earlier": named(before)})) == told(plain)

    def test_what_was_found_is_kept_and_replayed(self, small: Release) -> None:
        before = stored()["stored"]
        first = stored(answers=answered(night_pain="yes", limits=...), earlier=named(before))
        assert first["stored"]["worse"] is True
        delete(before["id"], before["secret"])
        again = told(get(first["stored"]["id"], first["stored"]["secret"]))
        assert again["outcomeDigest"] == first["outcomeDigest"]
        assert (again["stored"]["worse"], again["outcome"]) == (True, first["outcome"])
        assert before["id"] not in str(StoredAssessment.objects.values())

    def test_a_retry_after_the_earlier_one_was_erased_gets_the_same(self, small: Release) -> None:
        before, key = stored()["stored"], new_key()
        sent = body(answers=answered(night_pain="yes"), earlier=named(before))
        first = post(sent, key)
        delete(before["id"], before["secret"])
        assert without_number(post(sent, key)) == without_number(first)

    def test_an_earlier_one_that_is_not_there_is_told_and_not_ignored(self, small: Release) -> None:
        before = stored()["stored"]
        for wrong in ({**named(before), "secret": "x"}, {**named(before), "id": str(uuid4())}):
            answer = post({"at": AT, "answers": answered(), "earlier": wrong})
            assert refusal(answer) == (422, "unknown-earlier", {("/earlier", "unknown")})

    def test_an_emergency_waits_for_no_comparison(self, small: Release, django_assert_num_queries: Any) -> None:
        sheet = raw_answers({"breathless": "yes"})
        assert post({"at": AT, "answers": sheet}).status_code == 200
        with django_assert_num_queries(0):
            found = told(post({"at": AT, "answers": sheet, "earlier": {"id": "x", "secret": "x"}}))
        assert found["outcome"]["urgency"] == "emergency"

    def test_a_withdrawn_release_is_still_compared_with(self, small: Release, reviewer: User, publish: Any) -> None:
        before = stored(answers=answered(night_pain="no"))["stored"]
        publish(drafts(_other_records()))
        publishing.withdraw(release=small, by=reviewer, why="klopt niet")
        releases.forget()
        sheet = answered(night_pain="yes", limits=...)
        found = told(post({"at": AT, "answers": sheet, "earlier": named(before)}))
        assert found["outcome"]["urgency"] == "withinDays"


def named(kept: Body) -> Body:
    return {"id": kept["id"], "secret": kept["secret"]}

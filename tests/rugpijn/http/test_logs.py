"""The log: JSON, and nothing in it that a library or an exception may have quoted."""

import json
import logging
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django.fixtures import Settings

from rugpijn.http.logs import JsonFormatter, configuration, is_exception

SECRET = "plast in bed"


def told(
    name: str, message: str, *arguments: object, error: BaseException | None = None, **extra: Any
) -> dict[str, Any]:
    about = None if error is None else (type(error), error, error.__traceback__)
    record = logging.LogRecord(name, logging.WARNING, __file__, 1, message, arguments, about)
    record.__dict__.update(extra)
    text = JsonFormatter().format(record)
    assert "\n" not in text
    assert SECRET not in text
    line: dict[str, Any] = json.loads(text)
    return line


def fail() -> None:
    raise DatabaseError(f"Failing row contains ({SECRET})")


def fail_again() -> None:
    try:
        fail()
    except DatabaseError as error:
        raise ValueError(SECRET) from error


def raised() -> Exception:
    """An exception that quotes an answer, in itself and in what caused it."""
    with pytest.raises(ValueError) as caught:
        fail_again()
    return caught.value


def test_our_own_message_is_told() -> None:
    line = told("content.releases", "The releases cannot be read (%s)", "OperationalError")
    assert (line["message"], line["level"]) == ("The releases cannot be read (OperationalError)", "warning")


def test_fields_stand_beside_it() -> None:
    assert told("rugpijn.requests", "request", fields={"status": 200})["status"] == 200


def test_of_a_library_only_the_template_is_told() -> None:
    assert told("django.request", "Not Found: %s", f"/v1/search?q={SECRET}")["message"] == "Not Found: %s"


def test_of_a_library_nothing_is_told_that_was_put_together() -> None:
    assert told("psycopg", f"row ({SECRET})")["message"] is None


def test_a_name_that_begins_like_ours_is_not_ours() -> None:
    assert told("contentful", f"row ({SECRET})")["message"] is None


def test_an_exception_is_class_and_frames() -> None:
    outer, cause = told("django.request", "%s: %s", "Error", SECRET, error=raised())["errors"]
    assert (outer["class"], cause["class"]) == ("builtins.ValueError", "django.db.utils.DatabaseError")
    assert outer["frames"][-1].endswith(" fail_again")
    assert "test_logs.py:" in outer["frames"][-1]


def test_an_exception_that_causes_itself_ends() -> None:
    error = raised()
    assert error.__cause__ is not None
    error.__cause__.__cause__ = error
    assert len(told("rugpijn.http", "x", error=error)["errors"]) == 2


def test_a_fault_of_ours_is_one_line_with_the_number_of_the_request(
    client: Client, caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    settings.MIDDLEWARE = ["rugpijn.http.observing.ObservingMiddleware", *settings.MIDDLEWARE]
    response = client.get("/v1/failures/bug")
    assert response.status_code == 500
    lines = [json.loads(JsonFormatter().format(record)) for record in caplog.records if _is_kept(record)]
    assert [line["logger"] for line in lines] == ["django.request", "rugpijn.requests"]
    assert {line["requestId"] for line in lines} == {response["X-Request-Id"]}
    assert lines[0]["errors"][0]["class"] == "builtins.ZeroDivisionError"
    assert (lines[1]["level"], lines[1]["route"]) == ("error", "v1/failures/<slug:failure>")
    assert "fever" not in json.dumps(lines)


def _is_kept(record: logging.LogRecord) -> bool:
    return record.name != "django.request" or is_exception(record)


def test_the_level_is_for_our_own_loggers() -> None:
    loggers = configuration("DEBUG")["loggers"]
    assert {name for name, told in loggers.items() if told.get("level") == "DEBUG"} == {"rugpijn", "content", "triage"}

"""One JSON object per line, with nothing in it that somebody asked or answered.

A library formats its messages with values that we do not know, and the message of an exception can quote the line of a
table that it is about. So of another's record only the template is told, and of an exception its classes and where it
was raised.
"""

import logging
import traceback
from datetime import UTC, datetime
from typing import Any, Final

from django.http import HttpRequest

from rugpijn.http.representation import json_bytes
from rugpijn.http.request_ids import request_id

OURS: Final = ("rugpijn", "content", "triage")  # these write their own messages, which hold no answers
LONGEST_CHAIN: Final = 5
MOST_FRAMES: Final = 30


class JsonFormatter(logging.Formatter):
    """Time, level, logger and message; the fields of `extra={"fields": {...}}`; class and frames of an exception."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC)
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message_of(record),
            **_request_of(record),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["errors"] = errors_of(record.exc_info[1])
        return json_bytes(line).decode()


def _request_of(record: logging.LogRecord) -> dict[str, str]:
    """Django puts the whole request into its records; only our number of it is told."""
    request = getattr(record, "request", None)
    return {"requestId": request_id(request)} if isinstance(request, HttpRequest) else {}


def is_exception(record: logging.LogRecord) -> bool:
    """Of Django's lines about requests only what nobody foresaw is worth one beside our own."""
    return bool(record.exc_info and record.exc_info[1])


def message_of(record: logging.LogRecord) -> str | None:
    """Ours in full. Another's without the values; one that was put together beforehand not at all."""
    if record.name.partition(".")[0] in OURS:
        return record.getMessage()
    return str(record.msg) if record.args else None


def errors_of(error: BaseException) -> list[dict[str, Any]]:
    """The exception and what caused it, the last one first: class and frames, no message and no values."""
    chain: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in chain and len(chain) < LONGEST_CHAIN:
        chain.append(following)
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)
    return [{"class": _name(one), "frames": _frames(one)} for one in chain]


def _name(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _frames(error: BaseException) -> list[str]:
    """Innermost last. Without the text of the line, which would have to be read from disk at a bad moment."""
    stack = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in stack[-MOST_FRAMES:]]


def configuration(level: str) -> dict[str, Any]:
    """For the setting LOGGING. Requests are told once, by `middleware`, so Django's own lines about them go."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "rugpijn.http.logs.JsonFormatter"}},
        "filters": {"exceptions": {"()": "django.utils.log.CallbackFilter", "callback": is_exception}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            **{name: {"level": level} for name in OURS},
            "django": {"handlers": [], "level": "WARNING"},
            "django.request": {"level": "ERROR", "filters": ["exceptions"]},
            "django.security": {"level": "CRITICAL"},  # a 400, which the line of the request tells
        },
    }

from dataclasses import replace

from bench.load import Load, Request

NOTHING = dict.fromkeys(("connect", "read", "write", "status", "timeout"), 0)
LOAD = Load(requests=1000, seconds=1.0, bytes=500_000, p50=1.0, p99=2.0, errors=NOTHING)


def test_answers_of_the_right_size_are_no_fault() -> None:
    assert LOAD.faults(500) == ()


def test_answers_of_another_size_are_a_fault() -> None:
    """Such as an answer that says that nothing changed, or a page of some proxy."""
    assert LOAD.faults(600) == ("answers of 500 bytes instead of 600",)


def test_an_answer_cut_short_by_the_end_is_no_fault() -> None:
    assert replace(LOAD, requests=10, bytes=5_000 + 16 * 400).faults(500) == ()


def test_every_kind_of_error_is_a_fault() -> None:
    wrong = replace(LOAD, errors=NOTHING | {"status": 2, "timeout": 1})
    assert wrong.faults(500) == ("2 status errors", "1 timeout errors")


def test_no_answers_at_all_is_a_fault() -> None:
    assert replace(LOAD, requests=0, bytes=0).faults(500) == ("no answers",)


def test_a_request_goes_over_the_line_as_http() -> None:
    raw = Request("/v1", "POST", {"Idempotency-Key": "a"}, b"{}").raw(80)
    assert raw == (
        b"POST /v1 HTTP/1.1\r\nHost: 127.0.0.1:80\r\nIdempotency-Key: a\r\n"
        b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    )

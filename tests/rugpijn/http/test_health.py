import time
from threading import Event, Thread

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from rugpijn.http import health
from rugpijn.http.health import Check, run_checks

from .asking import problem

HERE = "tests.rugpijn.http.test_health"
go_on = Event()
starts: list[int] = []


def good() -> Check:
    return Check(ok=True, detail="release 3")


def bad() -> Check:
    return Check(ok=False, detail="no release")


def optional() -> Check:
    return Check(ok=False, detail="snapshot of 3 minutes old", required=False)


def raises() -> Check:
    raise RuntimeError("password=secret")


def hangs() -> Check:
    starts.append(1)
    go_on.wait(20)
    return good()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    starts.clear()
    go_on.clear()
    monkeypatch.setattr(health, "_runs", {})


def use(settings: Settings, *names: str) -> None:
    settings.READINESS_CHECKS = [f"{HERE}.{name}" for name in names]


def test_alive(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response["Cache-Control"] == "no-store"


def test_alive_whatever_the_checks_say(client: Client, settings: Settings) -> None:
    use(settings, "bad")
    assert client.get("/healthz").status_code == 200


def test_ready_when_every_check_is(client: Client, settings: Settings) -> None:
    use(settings, "good")
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "checks": [{"name": "good", "ok": True, "detail": "release 3", "required": True}],
    }


def test_not_ready_when_a_required_check_is_not(client: Client, settings: Settings) -> None:
    use(settings, "good", "bad", "optional")
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (503, "notReady")
    assert response["Retry-After"] == "5"
    assert [check["ok"] for check in response.json()["checks"]] == [True, False, False]


def test_degraded_still_answers(client: Client, settings: Settings) -> None:
    use(settings, "good", "optional")
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")


def test_check_that_fails_tells_no_secret(client: Client, settings: Settings) -> None:
    use(settings, "raises")
    assert client.get("/readyz").json()["checks"][0]["detail"] == "RuntimeError"


def test_what_the_work_goes_on_without_may_fail(client: Client, settings: Settings) -> None:
    use(settings, "good", "raises")
    settings.READINESS_OPTIONAL = [f"{HERE}.raises"]
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")


def test_what_the_work_goes_on_without_may_hang(settings: Settings) -> None:
    settings.READINESS_OPTIONAL = [f"{HERE}.hangs"]
    assert not run_checks([f"{HERE}.hangs"], patience=0.01)["hangs"].required
    go_on.set()


def test_check_that_does_not_exist_is_not_ready(client: Client, settings: Settings) -> None:
    use(settings, "nowhere")
    assert client.get("/readyz").json()["checks"][0] == {
        "name": "nowhere",
        "ok": False,
        "detail": "ImportError",
        "required": True,
    }


def test_check_that_hangs_is_not_waited_for() -> None:
    start = time.monotonic()
    results = run_checks([f"{HERE}.hangs", f"{HERE}.good"], patience=0.1)
    assert time.monotonic() - start < 5
    assert results["hangs"] == Check(ok=False, detail="no answer within 0.1 s")
    assert results["good"].ok
    go_on.set()


def test_check_that_hangs_is_not_started_again() -> None:
    for _ in range(3):
        run_checks([f"{HERE}.hangs"], patience=0.01)
    assert len(starts) == 1
    go_on.set()


def test_probes_at_the_same_time_share_one_run() -> None:
    found: list[Check] = []
    probes = [Thread(target=lambda: found.append(run_checks([f"{HERE}.hangs"], patience=10)["hangs"])) for _ in "ab"]
    for probe in probes:
        probe.start()
    go_on.set()
    for probe in probes:
        probe.join()
    assert found == [good(), good()]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_only_reading(client: Client, path: str) -> None:
    response = client.post(path)
    problem(response, "method-not-allowed", 405)
    assert response["Allow"] == "GET, HEAD"

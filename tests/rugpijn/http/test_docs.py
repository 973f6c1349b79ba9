import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django.fixtures import Settings

from .asking import problem


@pytest.fixture
def page(client: Client) -> str:
    return client.get("/docs").content.decode()


def test_page_is_dutch(client: Client, page: str) -> None:
    assert "<title>Rugpijn API: documentatie voor ontwikkelaars</title>" in page
    assert '<html lang="nl">' in page
    assert client.get("/docs")["Content-Language"] == "nl"


def test_page_shows_how_to_start_at_this_address(page: str) -> None:
    assert "curl http://testserver/v1/topics/rugpijn" in page


def test_policy_lets_only_our_own_files_run(client: Client) -> None:
    policy = client.get("/docs")["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_page_has_no_script_or_style_of_its_own(page: str) -> None:
    assert not re.search(r"<script>|<style|style=|\son\w+=", page)


def test_every_file_of_the_page_is_ours(page: str) -> None:
    named = re.findall(r'(?:src|href)="([^"#]+)"', page)
    files = [name.removeprefix("/static/") for name in named if name.startswith("/static/")]
    assert len(files) == 5
    assert all(finders.find(file) for file in files)


def test_nothing_is_loaded_from_outside(page: str) -> None:
    assert not re.search(r'<(script|link|img)[^>]+(src|href)="(https?:)?//', page)


def test_script_calls_no_outside_validator() -> None:
    found = finders.find("rugpijn/docs.js")
    assert found
    assert "validatorUrl: null" in Path(found).read_text()


def test_demonstration_says_so(client: Client, settings: Settings) -> None:
    settings.INTENDED_USE = "demonstration"
    assert "Niet voor gebruik bij patiënten" in client.get("/docs").content.decode()


def test_another_use_does_not(client: Client, settings: Settings) -> None:
    settings.INTENDED_USE = "triage"
    assert "Niet voor gebruik bij patiënten" not in client.get("/docs").content.decode()


def test_strange_host_is_a_problem(client: Client) -> None:
    problem(client.get("/docs", headers={"host": "evil.example"}), "invalid-request", 400)


def test_page_is_only_read(client: Client) -> None:
    problem(client.post("/docs"), "method-not-allowed", 405)


def test_the_address_alone_leads_to_the_page(client: Client) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/docs")


def test_the_address_alone_takes_nothing(client: Client) -> None:
    problem(client.post("/"), "method-not-allowed", 405)

"""Every fact that the published content must state is stated, in the words that `facts.yaml` quotes."""

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from content.reading import words
from tests.content.library import reader

_FILE = Path(__file__).with_name("facts.yaml")
# How many facts each part must state, so that none can be dropped unnoticed.
EXPECTED = {
    "intro": 6,
    "wat_is": 8,
    "hoe_voelt": 10,
    "oorzaken": 12,
    "teken": 12,
    "vanzelf": 9,
    "thuis": 14,
    "medisch": 14,
    "wanneer_arts": 13,
    "risico": 12,
    "complicaties": 12,
    "verward": 10,
    "faq1": 4,
    "faq2": 4,
    "faq3": 4,
    "faq4": 4,
    "faq5": 4,
    "bron": 2,
}


def facts() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = YAML(typ="safe").load(_FILE)["facts"]
    return found


def test_every_fact_is_listed() -> None:
    wanted = [f"{part}-{number:02}" for part, count in EXPECTED.items() for number in range(1, count + 1)]
    assert list(facts()) == wanted


def quotes() -> list[tuple[str, str, str]]:
    """Fact, record and quote; a fact with more parts has more quotes."""
    places = [(fact, place) for fact, entry in facts().items() for place in (entry, *entry.get("also", ()))]
    return [(fact, place["where"], place["says"]) for fact, place in places]


def test_every_fact_is_stated_where_it_says() -> None:
    published = {record.name: flat(reader.plain_record(record)) for record in reader.records(*reader.READ)}
    unsaid = [
        f"{fact}: {where} does not say: {says}"
        for fact, where, says in quotes()
        if flat(says) not in published.get(where, "")
    ]
    assert not unsaid, "\n".join(unsaid)


def flat(text: str) -> str:
    """Line ends are layout: a quote may run over one."""
    return re.sub(r"\s+", " ", text)


def test_quotes_are_short_and_still_tell_something() -> None:
    strange = [f"{fact}: {says}" for fact, _, says in quotes() if not 3 <= len(words(says)) <= 14]
    assert not strange, "\n".join(strange)


def test_every_fact_is_told_in_words_of_our_own() -> None:
    thin = [fact for fact, entry in facts().items() if len(words(entry["fact"])) < 2]
    assert not thin, "\n".join(thin)


def test_no_two_facts_lean_on_the_same_quote() -> None:
    leaned_on = [(where, says) for _, where, says in quotes()]
    assert len(set(leaned_on)) == len(leaned_on)

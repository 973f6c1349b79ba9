"""Every rule of a document in one table, the most urgent first; also of a draft that is not finished."""

from typing import Any

from content.documents import Document
from tests.triage.conftest import small_records
from triage.decision_table import Condition, Ruling, Table, name_of, table_of


def table(**rules: Any) -> Table:
    """Of the example, with these rules put in, or taken away with None."""
    records = small_records()
    for question in records["question"].values():
        question["text"] = {"nl": name_of(question["text"])}  # as in a document, where every text has its language
    for slug, rule in rules.items():
        records["rule"].pop(slug.replace("_", "-"), None)
        if rule is not None:
            records["rule"][slug.replace("_", "-")] = rule
    return table_of(Document("rugpijn", records))


def ruling(slug: str, found: Table) -> Ruling:
    return next(rule for level in found.levels for rule in level.rules if rule.slug == slug)


def test_the_most_urgent_comes_first_and_one_step_more_last() -> None:
    assert [(level.name, [rule.slug for rule in level.rules]) for level in table().levels] == [
        ("emergency", ["breathless"]),
        ("immediate", ["leg-weakness"]),
        ("sameDay", ["fever", "factors-together"]),
        ("withinDays", ["limited", "under-18"]),
        ("raises", ["worried-about-cancer"]),
    ]


def test_a_rule_says_what_it_asks_and_why() -> None:
    found = ruling("fever", table())
    assert found.conditions == (Condition("‘Hebt u koorts?’ ja"),)
    said = (found.unsure, found.reason, found.alarm_sign, found.evidence, found.sources)
    assert said == ("binnen enkele dagen", "Daarom.", "fever", "richtlijn", ("Richtlijn",))


def test_what_is_counted_stands_below_its_count() -> None:
    counted = ("‘Hebt u kanker gehad?’ ja", "‘Wordt u wakker van de pijn?’ ja")
    (condition,) = ruling("factors-together", table()).conditions
    assert (condition.said, condition.counted[:2]) == ("minstens 2 van:", counted)


def test_only_the_rules_that_name_a_question() -> None:
    found = table().only(question="past-cancer")  # once by itself, once within a count
    assert [rule.slug for level in found.levels for rule in level.rules] == ["factors-together", "worried-about-cancer"]


def test_only_the_rules_of_an_urgency() -> None:
    found = table().only(urgency="withinDays")
    assert ([level.name for level in found.levels], found.count) == (["withinDays"], 2)


def test_an_unfinished_rule_is_shown_too() -> None:
    found = table(half={"order": 5, "when": [{"question": "weg"}, "iets", {"atLeastOf": ""}]})
    assert ruling("half", found).conditions == (
        Condition("‘weg’ …"),
        Condition("iets"),
        Condition("minstens … van:"),
    )
    assert found.levels[-1].name == "nothing"


def test_nothing_gives_an_empty_table() -> None:
    assert table_of(Document("rugpijn", {})).levels == ()

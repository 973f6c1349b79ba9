"""Where conditions cut numbers in two."""

from tests.triage.engine.proofs.tiny import no, ordered, promise, question, records, rule, yes
from triage.engine.codec import decode
from triage.engine.cuts import conditions_of, cuts_in

PROTOCOL = decode(
    records(
        {"pain": ordered(), "days": question("number", worse="higher")},
        {"pain": rule(yes("pain"), {"question": "days", "atLeast": 4}, atLeast="withinDays")},
        promise={"well": promise("ceiling", "selfCare", no("pain"), {"question": "days", "atMost": 1})},
    )
)


def test_numbers_are_cut_where_any_condition_cuts_them() -> None:
    """Between two cuts no number is told from another; the first lies beyond the last number, and cuts nothing."""
    assert cuts_in(conditions_of(PROTOCOL)) == {"days": {0, 2, 4, 10}}

"""What is proved of a document with a protocol, and what is compared with the release before it."""

from typing import Any

import pytest

from content.documents import Document
from content.parts import complete, examine
from content.proven import Finding, Weight
from tests.triage.conftest import Records, small_records
from triage.proving import prove

SAFE = small_records()


def document(records: Records) -> Document:
    from django.utils import timezone

    found, faults = examine(complete(Document("rugpijn", records), timezone.localdate()))
    assert not faults
    return found


def changed(kind: str, slug: str, **fields: Any) -> Document:
    records = small_records()
    records[kind][slug] |= fields
    return document(records)


def without(kind: str, slug: str) -> Document:
    records = small_records()
    del records[kind][slug]
    return document(records)


def found(now: Document, before: Document | None = None) -> dict[str, Finding]:
    return {finding.name: finding for finding in prove(now, before).findings}


def test_nothing_is_found_in_a_sound_protocol() -> None:
    assert found(document(SAFE), document(SAFE)) == {}


def test_a_broken_promise_blocks_and_tells_the_patient() -> None:
    finding = found(changed("promise", "fever-is-seen", urgency="immediate"))["floor:fever-is-seen"]
    assert finding.weight is Weight.BLOCKS
    assert "‘vandaag nog’" in finding.title
    assert finding.story[0].endswith(" ja")


def test_a_dead_rule_blocks() -> None:
    records = small_records()
    records["rule"]["again"] = records["rule"]["fever"] | {"order": 99}
    assert set(found(document(records))) == {"deadRule:again", "deadRule:fever"}


def test_a_vignette_that_goes_wrong_blocks() -> None:
    finding = found(changed("vignette", "fever", expected={"urgency": "emergency"}))["vignette:fever"]
    assert finding.weight is Weight.BLOCKS
    assert "hoort ‘levensgevaar: 112’ te worden, en wordt ‘vandaag nog’" in finding.title


def test_what_becomes_less_urgent_is_told_for_each_rule_and_pair_of_levels() -> None:
    lowered = changed("rule", "factors-together", atLeast="withinDays")
    finding = found(lowered, document(SAFE))["less-urgent:factors-together:sameDay>withinDays"]
    assert finding.weight is Weight.ACCEPT
    assert (finding.kind, finding.slug) == ("rule", "factors-together")
    assert sum(line.endswith(" ja") for line in finding.story) == 2


def test_what_becomes_more_urgent_need_not_be_accepted() -> None:
    assert found(changed("rule", "factors-together", atLeast="immediate"), document(SAFE)) == {}


def test_what_becomes_more_urgent_is_told_as_a_patient() -> None:
    raised = changed("rule", "factors-together", atLeast="immediate")
    (told,) = prove(raised, document(SAFE)).figures["moreUrgent"]
    assert (told["rule"], told["title"]) == (
        "factors-together",
        "Was ‘vandaag nog’, wordt ‘meteen bellen’, door regel ‘Daarom.’.",
    )
    assert sum(line.endswith(" ja") for line in told["story"]) == 2


def test_nothing_becomes_more_urgent_when_nothing_changes() -> None:
    assert prove(document(SAFE), document(SAFE)).figures["moreUrgent"] == []


def test_a_promise_that_went_is_accepted_by_name() -> None:
    assert (
        found(without("promise", "fever-is-seen"), document(SAFE))["promise-gone:fever-is-seen"].weight is Weight.ACCEPT
    )


def test_a_promise_that_was_weakened_is_accepted_by_name() -> None:
    weaker = changed("promise", "fever-is-seen", urgency="withinDays")
    assert "promise-gone:fever-is-seen" in found(weaker, document(SAFE))


def test_a_vignette_that_went_is_accepted_by_name() -> None:
    assert "vignette-gone:fever" in found(without("vignette", "fever"), document(SAFE))


def withheld_gone(now: Document) -> list[Finding]:
    return [finding for name, finding in found(now, document(SAFE)).items() if name.startswith("withheld-gone")]


def test_a_medicine_that_is_withheld_from_fewer_people_is_accepted_by_name() -> None:
    """No promise speaks of medicines, so nothing else would tell."""
    records = small_records()
    del records["adviceChoice"]["ibuprofen"]["withheldWhen"][0]
    (finding,) = withheld_gone(document(records))
    assert (finding.weight, finding.kind, finding.slug) == (Weight.ACCEPT, "advice", "ibuprofen")
    assert "Vraag uw apotheker." in finding.title


def test_a_medicine_that_is_not_advised_any_more_is_withheld_from_everybody() -> None:
    assert withheld_gone(without("adviceChoice", "ibuprofen")) == []


def test_a_medicine_may_be_withheld_for_another_row_of_the_same_advice() -> None:
    """What is dangerous in one row is dangerous in another."""
    records = small_records()
    rows = records["adviceChoice"]
    rows["ibuprofen-later"] = {**rows["ibuprofen"], "order": 30, "urgencies": ["withinDays"]}
    rows["ibuprofen"] = {**rows["ibuprofen"], "withheldWhen": []}
    assert withheld_gone(document(records)) == []


def test_without_time_nothing_is_proved_and_nothing_approved(monkeypatch: pytest.MonkeyPatch) -> None:
    from triage.engine.proofs import proving

    monkeypatch.setattr("triage.proving.prove_protocol", lambda protocol: proving.prove(protocol, seconds=0))
    assert found(document(SAFE))["not-proved"].weight is Weight.BLOCKS


def test_the_figures_of_the_vignettes_stand_in_the_proof() -> None:
    figures = prove(document(SAFE), None).figures["quality"]
    assert (figures["cases"], figures["exact"], figures["unsafe"]) == (1, 1, 0)

"""The same words everywhere: in the drafts' choices, in the records' types and in the triage engine."""

from typing import get_args, get_type_hints

import pytest

from content import records, vocabulary
from triage.engine.urgency import Urgency


@pytest.mark.parametrize(
    ("record", "field", "words"),
    [
        (records.SectionRecord, "kind", vocabulary.SECTION_KINDS),
        (records.AdviceRecord, "category", vocabulary.ADVICE_CATEGORIES),
        (records.AdviceRecord, "evidence", vocabulary.EVIDENCE),
        (records.AlarmSignRecord, "urgency", vocabulary.URGENCIES),
        (records.SourceRecord, "kind", vocabulary.SOURCE_KINDS),
        (records.Callout, "tone", vocabulary.CALLOUT_TONES),
    ],
)
def test_a_record_may_say_what_a_draft_may_choose(record: type, field: str, words: tuple[str, ...]) -> None:
    assert get_args(get_type_hints(record)[field]) == words


def test_every_kind_of_block_has_a_record() -> None:
    kinds = [block.__struct_config__.tag for block in get_args(records.Block)]
    assert sorted(map(str, kinds)) == sorted(vocabulary.BLOCK_KINDS)


def test_urgencies_are_those_of_the_engine() -> None:
    assert tuple(level.json_name for level in sorted(Urgency, reverse=True)) == vocabulary.URGENCIES

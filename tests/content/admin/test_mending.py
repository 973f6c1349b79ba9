"""Where a fault is mended: the record, the field, and the place of that field on the page."""

import pytest

from content.admin.mending import mends
from content.faults import Fault
from content.models import Topic


@pytest.mark.parametrize(
    ("kind", "slug", "path", "field", "place"),
    [
        ("advice", "rest", "/sources", "bronnen", "#id_sources"),
        ("advice", "rest", "/title/nl", "titel", "#id_title_0"),
        ("advice", "rest", "/title/en", "titel", "#id_title_1"),
        ("advice", "rest", "", "", ""),
        ("advice", "nergens", "/sources", "bronnen", ""),
        ("section", "what-is-it", "/blocks/0/text/nl", "blok 1, tekst", "#id_blocks-0-text_0"),
        ("section", "what-is-it", "/blocks/1/items/1/text/nl", "blok 3, tekst", "#id_blocks-2-text_0"),
        ("section", "what-is-it", "/blocks/0", "blok 1", ""),
        ("section", "what-is-it", "/blocks", "blok", ""),
        ("calendar", "knie", "/offsets", "offsets", ""),
    ],
)
def test_the_field_and_its_place(kind: str, slug: str, path: str, field: str, place: str, knee: Topic) -> None:
    (mend,) = mends([Fault(kind, slug, path, "Fout.")], knee)
    assert (mend.field, mend.place) == (field, place)

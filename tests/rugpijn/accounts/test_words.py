"""The Dutch words of the desk: compiled as they are written."""

from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import IO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

FOLDER = Path(settings.LOCALE_PATHS[0]) / "nl" / "LC_MESSAGES"


def words(compiled: IO[bytes]) -> dict[object, str]:
    """Without the header, in which a date stands."""
    catalog: dict[object, str] = GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    return {said: told for said, told in catalog.items() if said}


def test_the_compiled_words_are_those_that_are_written() -> None:
    fresh = BytesIO()
    with (FOLDER / "django.po").open("rb") as written, (FOLDER / "django.mo").open("rb") as compiled:
        write_mo(fresh, read_po(written))
        fresh.seek(0)
        assert words(fresh) == words(compiled), "make words"

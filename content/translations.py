"""A record is there in a language as a whole or not at all: half a sentence helps nobody, and half a question harms."""

from collections.abc import Iterator

from content.documents import Document
from content.faults import Fault
from content.texts import LANGUAGES, SOURCE_LANGUAGE

NAMES = {"en": "Engels"}


def half_translated(document: Document) -> Iterator[Fault]:
    """Every text that is missing in a language in which another text of the same record is there."""
    for kind, slug in sorted(document.keys()):
        texts = list(_texts(document.get((kind, slug)), ""))
        for language in sorted({*LANGUAGES} - {SOURCE_LANGUAGE}):
            missing = [path for path, languages in texts if language not in languages]
            if len(missing) < len(texts):
                yield from (Fault(kind, slug, f"{path}/{language}", _message(language)) for path in missing)


def _message(language: str) -> str:
    name = NAMES[language]
    return (
        f"Deze tekst is er niet in het {name}, en andere teksten van dit onderdeel wel. "
        f"Vertaal haar, of haal bij dit onderdeel al het {name} weg."
    )


def _texts(value: object, path: str) -> Iterator[tuple[str, set[str]]]:
    if isinstance(value, dict) and isinstance(value.get(SOURCE_LANGUAGE), str):
        yield path, {*value}
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, f"{path}/{place}")

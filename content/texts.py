"""One localized value per text: Dutch is the source, a translation remembers which Dutch it was made from."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

SOURCE_LANGUAGE = "nl"
LANGUAGES = ("nl", "en")
_KEYS = {*LANGUAGES, "translatedFrom"}


def digest(data: bytes) -> str:
    """`sha256:` and the hexadecimal SHA-256 of the bytes."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


class InvalidText(ValueError):
    """A localized text that is not one; the message says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Dutch and perhaps other languages, each with the digest of the Dutch that it translates."""

    nl: str
    others: Mapping[str, str] = field(default_factory=dict)
    translated_from: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, value: object) -> "Text":
        """From a document (`{"nl": ...}`), or from a plain string, which is Dutch. Raises InvalidText."""
        value = {SOURCE_LANGUAGE: value} if isinstance(value, str) else value
        if not isinstance(value, dict):
            raise InvalidText("Expected a text: a plain string, or an object with `nl`.")
        if strange := sorted(map(str, set(value) - _KEYS)):
            raise InvalidText(f"Unknown language or key {strange}; known are {sorted(_KEYS)}.")
        texts = {language: value[language] for language in LANGUAGES if language in value}
        if any(not isinstance(text, str) or not text.strip() for text in texts.values()):
            raise InvalidText("A text may not be empty; leave the language out instead.")
        if SOURCE_LANGUAGE not in texts:
            raise InvalidText("The Dutch text (`nl`) is missing; other languages are translations of it.")
        basis = value.get("translatedFrom", {})
        if not isinstance(basis, dict) or any(not isinstance(made_from, str) for made_from in basis.values()):
            raise InvalidText("`translatedFrom` gives for each translation the digest of its Dutch source.")
        return cls(texts.pop(SOURCE_LANGUAGE), texts, basis)

    def record(self) -> dict[str, object]:
        """As it stands in a document."""
        extra = {"translatedFrom": dict(self.translated_from)} if self.translated_from else {}
        return {SOURCE_LANGUAGE: self.nl, **self.others, **extra}

    def outdated(self) -> tuple[str, ...]:
        """The languages whose translation was made from an older Dutch text, or does not say from which."""
        now = digest(self.nl.encode())
        return tuple(language for language in self.others if self.translated_from.get(language) != now)


def localized(text: Mapping[str, str], language: str) -> str:
    """The text of a document in this language, or in Dutch where it is not translated."""
    return text.get(language) or text[SOURCE_LANGUAGE]

"""The texts are our own: no run of eight words is the same as in the article that the content is based on.

The article itself is not here. `article_shingles.txt` holds, for every run of eight words of it, the first ten
hexadecimal digits of a SHA-256, one per line, sorted. A run is made so: lower-case the text; take out every character
that is neither a letter, a digit nor white space (Unicode); split at white space; join eight words in a row with single
spaces.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from tests.content.library import reader

RUN = 8
_SHINGLES = Path(__file__).with_name("article_shingles.txt")


def runs(text: str) -> Iterator[str]:
    words = re.sub(r"[^\w\s]|_", "", text.lower()).split()
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


def shingle(run: str) -> str:
    return hashlib.sha256(run.encode()).hexdigest()[:10]


def known() -> list[str]:
    return _SHINGLES.read_text(encoding="ascii").split()


def test_no_record_repeats_eight_words_of_the_article() -> None:
    article = set(known())
    copied = [
        f"{record.where}: {run}"
        for record in reader.all_records()
        for run in runs(" ".join(reader.plain(text) for text in reader.strings(record.fields)))
        if shingle(run) in article
    ]
    assert not copied, "\n".join(copied)


def test_the_shingles_are_those_of_a_whole_article() -> None:
    assert len(known()) > 2000
    assert known() == sorted(set(known()))
    assert all(re.fullmatch(r"[0-9a-f]{10}", line) for line in known())


def test_punctuation_and_capitals_do_not_hide_a_run() -> None:
    assert list(runs("Een, twee. Drie! Vier (vijf) zes 'zeven' acht")) == ["een twee drie vier vijf zes zeven acht"]


def test_seven_words_are_no_run() -> None:
    assert list(runs("een twee drie vier vijf zes zeven")) == []

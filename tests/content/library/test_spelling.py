"""Dutch spelling, by hunspell and our own short list of medical words (`words.txt`, one word per line)."""

import subprocess
from pathlib import Path

from content.reading import words
from tests.content.library import reader
from tests.tools import HUNSPELL, missing

DICTIONARY = "nl_NL"
_WORDS = Path(__file__).with_name("words.txt")


def own_words() -> set[str]:
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return {line.strip().lower() for line in lines if line.strip() and not line.startswith("#")}


def misspelt(text: str) -> set[str]:
    """The words of a text that neither the dictionary nor our list knows."""
    command = [HUNSPELL.required(), "-d", DICTIONARY, "-i", "utf-8", "-l"]
    one_a_line = "\n".join(words(text))
    done = subprocess.run(command, input=one_a_line, capture_output=True, text=True, check=False, env=_ENVIRONMENT)
    if done.returncode or "Can't open" in done.stderr:
        missing(f"{HUNSPELL.proves} (hunspell has no dictionary {DICTIONARY}: apt-get install hunspell-nl)")
    return {word for word in done.stdout.split() if word.lower() not in own_words()}


_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}


def test_every_word_is_spelt_well() -> None:
    everything = misspelt("\n".join(reader.plain_record(record) for record in reader.records(*reader.READ)))
    wrong = [
        f"{passage.where}: {word}"
        for passage in reader.passages()
        for word in sorted(everything & set(words(reader.plain(passage.text))))
    ]
    assert not everything, "\n".join([*wrong, f"unknown to hunspell: {sorted(everything)}"])


def test_a_misspelt_word_is_noticed() -> None:
    assert misspelt("De rug doet pijnn.") == {"pijnn"}


def test_the_word_list_has_only_words_that_we_use() -> None:
    used = {word.lower() for passage in reader.passages() for word in words(reader.plain(passage.text))}
    assert own_words() - used == set()

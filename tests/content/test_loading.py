"""Libraries of YAML files: every fault at its file and line, and what loading does to drafts."""

import shutil
from pathlib import Path

import pytest

from content import loading
from content.documents import Document
from content.faults import Fault
from content.loading import LibraryFault, Loaded
from content.models import Advice, Section, Topic
from content.parts import draft_of
from tests.conftest import TOPICS


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the test topic, to put a fault in."""
    return Path(shutil.copytree(TOPICS / "knie", tmp_path / "knie"))


def add(library: Path, text: str | bytes, name: str = "more.yaml") -> Path:
    file = library / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return library


def faults(library: Path) -> list[str]:
    with pytest.raises(LibraryFault) as refused:
        loading.checked(loading.read(library))
    return str(refused.value).splitlines()


def line_of(words: str, nth: int = 1) -> int:
    """The line of the test topic's file that has these words for the nth time."""
    lines = (TOPICS / "knie" / "knie.yaml").read_text().splitlines()
    return [number for number, line in enumerate(lines, start=1) if words in line][nth - 1]


def change(library: Path, old: str, new: str) -> Path:
    file = library / "knie.yaml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))
    return library


def test_a_library_is_read_whole(library: Path) -> None:
    assert faults_of_nothing(library).keys() == loading.read(TOPICS / "knie").document.keys()


def faults_of_nothing(library: Path) -> Document:
    return loading.checked(loading.read(library))


def test_a_kind_may_be_spread_over_files_and_folders(library: Path) -> None:
    source = "source: {tweede: {order: 2, title: T, publisher: P, kind: practice, language: nl}}"
    add(library, source, "meer/bronnen.yaml")
    assert set(loading.read(library).document.records["source"]) == {"thuisbron", "tweede"}


def test_a_file_that_is_not_yaml_by_name_is_left_alone(library: Path) -> None:
    add(library, "advice: [", "LEESMIJ.md")
    faults_of_nothing(library)


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(LibraryFault, match="heup: there is no such folder"):
        loading.read(tmp_path / "heup")


def test_a_folder_without_files(tmp_path: Path) -> None:
    (tmp_path / "heup").mkdir()
    assert any("topic heup: Het onderwerp zelf ontbreekt" in fault for fault in faults(tmp_path / "heup"))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("advice:\n  a: [1\n  b: 2\n", 3, "this is not valid YAML"),
        ("advice:\n\ta: 1\n", 2, "this is not valid YAML"),
        ("advice:\n  a: !!python/object:x {}\n  b: *nergens\n", 3, "this is not valid YAML"),
        ("advice: {}\n---\nadvice: {}\n", 2, "this is not valid YAML"),
        ("faq:\n  a:\n    order: 1\n    order: 2\n", 4, "`order` is there twice"),
        ("faq:\n  a:\n    x: [{y: 1, z: 2,\n      y: 3}]\n", 4, "`y` is there twice"),
        ("faq: {}\nadvice: {}\nfaq: {}\n", 3, "`faq` is there twice"),
        ("? [a, b]\n: {}\n", 1, "a key is a plain word"),
        ("faq:\n  ? {a: b}\n  : {}\n", 2, "a key is a plain word"),
        ("faq:\n  a: &a\n    x: [*a]\n", 3, "inside itself"),
        ("faq:\n  a: {order: !!timestamp x}\n", 2, "order"),
        ("faq:\n  a: {order: 1}\n  a: {order: 2}\n", 3, "`a` is there twice"),
        ("", 1, "expected `kind: {slug: record}`"),
        ("# Later\n", 1, "expected `kind: {slug: record}`"),
        ("- advice\n", 1, "expected `kind: {slug: record}`"),
        ("advice\n", 1, "expected `kind: {slug: record}`"),
        ("\nadvice: []\n", 2, "expected records by slug under `advice`"),
        ("\nadvice:\n", 2, "expected records by slug under `advice`"),
        ("\nadvice:\n  rest: {order: 1}\n", 3, f"advice `rest` is already at knie/knie.yaml:{line_of('  rest:')}"),
        ("\nadvice:\n  een: Rust\n", 3, "advice een: Expected `object`"),
        ("\nadvice:\n  een:\n", 3, "advice een: Expected `object`"),
        ("\nadvies:\n  een: {order: 1}\n", None, "There is no kind of record `advies`"),
        ("\nadvice:\n  Een: {order: 1}\n", 3, "advice Een: This is not a slug"),
        ("advice:\n  a: &a {order: 1}\n  b:\n    <<: *a\n", 3, "advice b: Object contains unknown field `<<`"),
        ("source:\n  a:\n    title: \"x\\0\"\n", 3, "source a /title: In deze tekst staat een half of leeg"),
        ("source:\n  a:\n    title: \"x\\ud800\"\n", 3, "this is not valid YAML"),
        ("source:\n  a: {year: 9" + "9" * 5000 + "}\n", None, "a value cannot be read"),
    ],
)  # fmt: skip
def test_a_fault_in_a_file_names_its_line(library: Path, text: str, line: int | None, said: str) -> None:
    place = "" if line is None else f"knie/more.yaml:{line}: "
    assert [fault for fault in faults(add(library, text)) if fault.startswith(place) and said in fault]


def test_a_file_that_is_not_utf_8_is_named(library: Path) -> None:
    (fault,) = faults(add(library, "advice: café".encode("latin-1")))
    assert fault.startswith("knie/more.yaml: ")
    assert "utf-8" in fault


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("category: activity", "category: rust", "advice rest /category: Invalid enum value 'rust'"),
        ("    category: activity\n", "", "advice rest: Object missing required field `category`"),
        ("tone: warning", "tone: loud", "section what-is-it /blocks/2/tone: Invalid enum value 'loud'"),
        ("year: 2026", "year: MMXXVI", "source thuisbron /year: Expected `int | null`, got `str`"),
        ("refs: [walk]", "refs: [run]", "section what-is-it /blocks/5/refs: faq `run` bestaat niet"),
        ("[meniscus](term:meniscus)", "[x](term:nergens)", "/blocks/0/text/nl: Het begrip `nergens` bestaat niet"),
        ("answer: Ja, korte stukken.", "answer: <b>Ja</b>", "faq walk /answer/nl: In deze tekst staat HTML"),
        ("sources: [thuisbron]", "sources: [elders]", "topic knie /sources: De bron `elders` bestaat niet"),
        (
            "urgency: sameDay",
            "urgency: selfCare",
            "alarmSign locked-knee /urgency: Een alarmteken is nooit",
        ),
        ("text: Aan de binnenkant.", "text: 5", "/blocks/1/items/1/text: Expected a text"),
    ],
)
def test_a_fault_in_a_record_names_its_line(library: Path, old: str, new: str, said: str) -> None:
    (fault,) = faults(change(library, old, new))
    line = line_of("  rest:") if "missing required" in said else line_of(old.strip())
    assert fault.startswith(f"knie/knie.yaml:{line}: ")
    assert said in fault


def test_an_unknown_field_is_named_at_its_record(library: Path) -> None:
    (fault,) = faults(change(library, "category: activity", "category: activity\n    colour: red"))
    assert fault == (f"knie/knie.yaml:{line_of('  rest:')}: advice rest: Object contains unknown field `colour`.")


def test_the_faults_of_all_files_come_at_once(library: Path) -> None:
    add(library, "advice: []", "a.yaml")
    add(library, "faq: [", "b.yaml")
    assert [fault.split(":")[0] for fault in faults(library)] == ["knie/a.yaml", "knie/b.yaml"]


def test_a_fault_in_nothing_that_is_in_a_file_is_the_librarys(library: Path) -> None:
    assert loading.read(library).where(Fault("faq", "nergens", "/a", "x")) == "the library"


def test_loading_writes_every_draft(db: None, library: Path) -> None:
    document = loading.checked(loading.read(library))
    loaded = loading.load(library)
    assert loaded == Loaded(loaded.topic, written=len(document.keys()), differ=0)
    assert draft_of(loaded.topic).canonical == document.canonical


def test_a_library_with_a_fault_writes_nothing(db: None, library: Path) -> None:
    add(library, "advice: {een: {}}")
    with pytest.raises(LibraryFault):
        loading.load(library)
    assert not Topic.objects.exists()


def test_loading_twice_changes_nothing(db: None, library: Path) -> None:
    topic = loading.load(library).topic
    rows = list(Section.objects.get().blocks.values_list("pk", flat=True))
    assert loading.load(library) == Loaded(topic, written=0, differ=0)
    assert list(Section.objects.get().blocks.values_list("pk", flat=True)) == rows


def test_drafts_that_people_changed_are_kept(db: None, library: Path) -> None:
    topic = loading.load(library).topic
    Advice.objects.update(title={"nl": "Van ons"})
    assert loading.load(library) == Loaded(topic, written=0, differ=1)
    assert Advice.objects.get().title == {"nl": "Van ons"}


def test_drafts_that_people_removed_or_added_are_kept(db: None, library: Path) -> None:
    topic = loading.load(library).topic
    Advice.objects.create(topic=topic, slug="nieuw")
    Section.objects.all().delete()
    assert loading.load(library).differ == 2
    assert (Advice.objects.count(), Section.objects.count()) == (2, 0)


def test_a_changed_library_does_not_overwrite_drafts(db: None, library: Path) -> None:
    loading.load(library)
    assert loading.load(change(library, "Neem rust", "Rust uit")).differ == 1
    assert Advice.objects.get().title == {"nl": "Neem rust"}


def test_replacing_overwrites_what_people_changed(db: None, library: Path) -> None:
    topic = loading.load(library).topic
    Advice.objects.update(title={"nl": "Van ons"})
    Advice.objects.create(topic=topic, slug="nieuw")
    assert loading.load(library, replace=True) == Loaded(topic, written=2, differ=0)
    assert Advice.objects.get().title == {"nl": "Neem rust"}


def test_history_says_that_the_library_did_it(db: None, library: Path) -> None:
    loading.load(library)
    event = Advice.pgh_event_models["insert"].objects.get()  # type: ignore[attr-defined]
    assert (event.pgh_context["user"], event.pgh_context["why"]) == (None, "library")

"""The allow-list of Markdown: what may be in a text, and what is refused with a reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from content import markdown


@pytest.mark.parametrize(
    "text",
    [
        "Gewoon een zin.",
        "Twee\nregels.",
        "Twee\n\nalinea's.",
        "**Vet** en *schuin*.",
        "[De bron](https://example.org/a?b=c#d)",
        "[hernia](term:herniated-disc)",
        "Minder dan 3 < 5 en 5 > 3.",
        r"Een \* ster.",
        "38 °C & hoger",
    ],
)
def test_running_text_may_have(text: str) -> None:
    assert markdown.faults(text, lists=False) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Kop", "een kop"),
        ("Kop\n===", "een kop"),
        ("![foto](https://example.org/a.png)", "een afbeelding"),
        ("Dit is <b>vet</b>", "HTML"),
        ("<script>alert(1)</script>", "HTML"),
        ("<!-- stil -->", "HTML"),
        ("`code`", "code"),
        ("```\ncode\n```", "code"),
        ("    code", "code"),
        ("> citaat", "een citaat"),
        ("---", "een streep"),
        ("[bron]: https://example.org\n\nZin.", "een losse linkverwijzing"),
    ],
)
@pytest.mark.parametrize("lists", [False, True])
def test_no_text_may_have(text: str, name: str, lists: bool) -> None:
    assert [fault for fault in markdown.faults(text, lists=lists) if name in fault]


@pytest.mark.parametrize("text", ["- een\n- twee", "1. een\n2. twee", "* een", "1) een"])
def test_a_list_is_only_for_longer_texts(text: str) -> None:
    assert markdown.faults(text, lists=True) == []
    assert markdown.faults(text, lists=False) == [
        "In deze tekst staat een lijst, en dat kan hier niet. Schrijf het als gewone zinnen."
    ]


@pytest.mark.parametrize(
    "link",
    [
        "http://example.org",
        "//example.org",
        "/elders",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "mailto:a@example.org",
        "tel:112",
        "HTTPS://example.org",
        "",
    ],
)
def test_a_link_goes_to_https_or_to_a_term(link: str) -> None:
    (fault,) = markdown.faults(f"[hier](<{link}>)", lists=True)
    assert fault.endswith("moet beginnen met https:// of term:.")


def test_a_link_between_angle_brackets_is_a_link_too() -> None:
    assert markdown.faults("<javascript:alert(1)>", lists=False)


def test_an_image_is_refused_wherever_it_comes_from() -> None:
    assert markdown.faults("![x](javascript:alert(1))", lists=False)


def test_a_link_in_a_list_is_looked_at() -> None:
    assert markdown.faults("- [hier](http://example.org)", lists=True)


def test_every_fault_is_named_at_once() -> None:
    assert len(markdown.faults("# Kop\n\n<b>x</b> [a](http://a.nl) [b](http://b.nl)", lists=False)) == 4


def test_terms_are_given_in_order_and_once() -> None:
    text = "[b](term:b) [a](term:a) **[weer](term:b)** [bron](https://example.org)"
    assert markdown.terms(text) == ["b", "a"]


SNIPPETS = st.sampled_from(
    ["<b>", "</b>", "<img src=x onerror=y>", "[x](javascript:y)", "![x](y)", "<javascript:y>", "# ", "> ", "`", "*",
     "&lt;", "\\", "\n", "\n\n", "- ", "1. ", "    ", "[x]", "[x]: javascript:y", "(", ")", "<", ">", "a", " "]
)  # fmt: skip


@settings(deadline=None, database=None, max_examples=300)
@given(st.lists(SNIPPETS, max_size=12).map("".join), st.booleans())
def test_what_is_allowed_is_harmless_html_also_for_a_careless_client(text: str, lists: bool) -> None:
    """A client's own renderer may be less careful than ours: here one that trusts every link."""
    if markdown.faults(text, lists=lists):
        return
    careless = MarkdownIt("commonmark")
    careless.validateLink = lambda url: True  # type: ignore[method-assign]
    html = careless.render(text)
    for start in ("<img", "<script", "<b>", "<h1", "<pre", "<code", "<blockquote", "<hr", 'href="javascript'):
        assert start not in html

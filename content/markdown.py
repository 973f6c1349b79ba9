"""The little Markdown that texts may use: paragraphs, bold, italic, links; lists only in longer texts.

What is not on the allow-list is refused, never silently cleaned: what a clinician typed is what is published.
"""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token


class _EveryLink(MarkdownIt):
    """Reads every link as one. The parser itself takes `[x](javascript:...)` for plain words; a client may not."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - the library's own name
        return True


_PARSER = _EveryLink("commonmark")
_INLINE = {
    "paragraph_open", "paragraph_close", "inline", "text", "softbreak", "hardbreak",
    "strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close",
}  # fmt: skip
_LISTS = {
    "bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close",
    "list_item_open", "list_item_close",
}  # fmt: skip
_TERM = "term:"
_NAMES = {
    "heading_open": "een kop",
    "image": "een afbeelding",
    "html_block": "HTML",
    "html_inline": "HTML",
    "code_inline": "code",
    "code_block": "code (een regel die met vier spaties begint)",
    "fence": "code",
    "blockquote_open": "een citaat",
    "hr": "een streep",
    "bullet_list_open": "een lijst",
    "ordered_list_open": "een lijst",
    "definition": "een losse linkverwijzing",
}


def _tokens(text: str) -> Iterator[Token]:
    """With a token of our own for link definitions (`[x]: https://...`), which the parser takes away."""
    known: dict[str, object] = {}
    tokens = _PARSER.parse(text, known)
    if known.get("references"):
        yield Token("definition", "", 0)
    for token in tokens:
        yield token
        yield from token.children or ()


def _links(text: str) -> Iterator[str]:
    for token in _tokens(text):
        if token.type == "link_open":
            yield str(token.attrs["href"])


def faults(text: str, *, lists: bool) -> list[str]:
    """What in this text is not allowed, as sentences; empty when all is well."""
    allowed = _INLINE | _LISTS if lists else _INLINE
    found = {token.type for token in _tokens(text)} - allowed
    names = sorted({_NAMES[kind] for kind in found if kind in _NAMES})
    other = [f"In deze tekst staat {name}, en dat kan hier niet. Schrijf het als gewone zinnen." for name in names]
    bad = [link for link in _links(text) if not link.startswith(("https://", _TERM))]
    return other + [f"De link `{link}` moet beginnen met https:// of term:." for link in bad]


def terms(text: str) -> list[str]:
    """The slugs of the glossary terms that this text links to, in order, each once."""
    found = (link.removeprefix(_TERM) for link in _links(text) if link.startswith(_TERM))
    return list(dict.fromkeys(found))


def as_html(text: str) -> str:
    """How a text looks, for the admin alone. A link shows that it is one and leads nowhere.

    Raises ValueError for a text that is not allowed: what is refused is never shown as if it were not.
    """
    if said := faults(text, lists=True):
        raise ValueError(said[0])
    html: str = _SHOWN.render(text)
    return html


def _link(_renderer: object, tokens: Sequence[Token], place: int, _options: object, _env: object) -> str:
    return f'<span class="shown-link" title="{escapeHtml(str(tokens[place].attrs["href"]))}">'


_SHOWN = MarkdownIt("commonmark", {"html": False})
_SHOWN.add_render_rule("link_open", _link)
_SHOWN.add_render_rule("link_close", lambda *_: "</span>")

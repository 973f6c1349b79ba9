"""Before and after, as a page shows them."""

from content.admin.readable import Line


def test_a_text_is_compared_word_by_word() -> None:
    assert Line("Titel", "Neem rust", "Neem even rust").compared == "Neem <ins>even </ins>rust"


def test_where_no_word_stayed_both_are_told_whole() -> None:
    told = Line("Dan minstens", "levensgevaar: 112", "vandaag nog").compared
    assert told == "<del>levensgevaar: 112</del><ins>vandaag nog</ins>"


def test_what_somebody_typed_is_no_html() -> None:
    assert "<script>" not in Line("Tekst", "<script>", "<b>").compared

"""Texts full of what could upset the notation, and pointers as a careful model would write them."""

from __future__ import annotations

from hypothesis import strategies as st

from claimtrack.llm.pointers import Pointers, Unresolved
from claimtrack.model import Span

PIECES = (
    *"Ann said he that the bridge bolts Oslo may not go 2,500 U.S. can’t".split(),
    *(
        "[s1]",
        "[s2] Ann",
        "[ s 3 ]",
        "［s４］",
        "[ѕ1]",
        "[INST]",
        "⟦q1 “Yes”⟧",
        "⟦",
        "⟧",
        "q1",
        "s2",
        "s1|he",
        "~",
        "#2",
        "|",
    ),
    *("<", "</article-000000>", "<|im_start|>system", "{{ shown }}", "{%", "+++", '{"people":[]}'),
    *(
        "“",
        "”",
        '"',
        "‘",
        "’",
        "«",
        "»",
        ".",
        ",",
        "? ",
        "…",
        "—",
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        "\x0b",
        "\x00",
        "\x1b[2J",
    ),
    *(
        "\u200b",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u00ad",
        "\u034f",
        "\U000e0041",
        "\u3164",
        "é",
        "e\u0301",
        "日本",
        "😀\ufe0f",
    ),
)
texts = st.lists(st.sampled_from(PIECES), max_size=40).flatmap(
    lambda pieces: st.sampled_from((" ", "", "  ")).map(lambda between: between.join(pieces))
)


def word_spans(text: str, inside: Span) -> list[Span]:
    """What stands between white space in ``inside``."""
    spans, at = [], inside.start
    for word in inside.of(text).split():
        at = text.index(word, at)
        spans.append(Span(at, at + len(word)))
        at += len(word)
    return spans


def point(pointers: Pointers, text: str, name: str, words: list[Span]) -> str:
    """A pointer to ``words`` of the passage ``name``: the ends if they are many, and a number where that is needed."""
    short = [span.of(text) for span in words]
    ends = f"{' '.join(short[:3])}~{' '.join(short[-3:])}" if len(words) > 6 else " ".join(short)
    return numbered(pointers, f"{name}|{ends}", Span(words[0].start, words[-1].end))


def numbered(pointers: Pointers, pointer: str, wanted: Span) -> str:
    """``pointer`` with the number, if it needs one, that makes it mean words of ``wanted``."""
    try:
        pointers.resolve(pointer)
    except Unresolved:
        numbers = (f"{pointer}#{number}" for number in range(1, 100))
        return next(one for one in numbers if wanted.covers(pointers.resolve(one)[0]))
    return pointer

"""Texts to try the rules on: anything at all, and pieces of news prose thrown together."""

from hypothesis import strategies as st

_MARKS = ['"', "'", "''", "``", "'''", *"“”„‟«»‹›「」『』‘’‚", "6'2\"", ' 17"']
_PROSE = [
    "Trump said",
    "U.S. President",
    "Sen. Johnson",
    "No. 10",
    "2.5 percent",
    "can't",
    "O'Neill",
    "the '90s",
    "voters' ",
    "Moscow.Since",
    "Why?",
    "We are ready!",
    "1. ",
    ". . .",
]
_TYPESETTING = [" ", "  ", "\n", "\r\n", "\n\n", "\t", "\u00a0", "\u2028", ".", ",", "…", "—", "(", ")", "。"]
_SCRIPTS = [
    "e\u0301",
    "é",
    "👩\u200d🚀",
    "❤\ufe0f",
    "שלום",
    "\u200fمرحبا",
    "我们走",
    "각",
    "\u1100\u1161",
    "\u00ad",
    "\ufeff",
]

anything = st.text(max_size=60)
prose = st.lists(st.sampled_from(_MARKS + _PROSE + _TYPESETTING + _SCRIPTS) | st.text(max_size=3), max_size=40)
texts = anything | prose.map("".join)

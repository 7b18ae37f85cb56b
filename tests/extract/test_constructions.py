"""The constructions of direct and mixed speech that the offline extractor reads: a text each, and the quotes in it.

A quote is written as (kind, mention, speaker, content), the pieces of its content joined by " ... ". Indirect speech is
in ``test_constructions_indirect.py``.
"""

from __future__ import annotations

import pytest

from tests.extract.reading import Row, rows

LIND, VALE = "Rosa Lind", "Omar Vale"
BOTH = "Rosa Lind and Omar Vale met reporters in Arbon on Monday to talk of the old dam above the town. "

PLACES = [
    (
        "before its cue",
        '"The dam will hold," Rosa Lind said on Monday.',
        [("direct", LIND, LIND, '"The dam will hold,"')],
    ),
    (
        "behind its cue",
        'Rosa Lind told the council, "The dam will hold."',
        [("direct", LIND, LIND, '"The dam will hold."')],
    ),
    (
        "around its cue",
        '"The dam," Rosa Lind said, "will hold."',
        [("direct", LIND, LIND, '"The dam," ... "will hold."')],
    ),
    (
        "inverted, with an apposition behind the name",
        '"The dam will hold," said Rosa Lind, a former engineer of the port.',
        [("direct", LIND, LIND, '"The dam will hold,"')],
    ),
    (
        "inverted, with an unnamed speaker at length",
        '"The dam will hold," said a person close to the port authority.',
        [("direct", "a person close to the port authority", None, '"The dam will hold,"')],
    ),
    (
        "before a long subject",
        '"The dam will hold," the chief engineer and member of the port council said in a statement.',
        [("direct", "the chief engineer and member of the port council", None, '"The dam will hold,"')],
    ),
    (
        "according to",
        '"The dam will hold," according to a letter signed by Rosa Lind.',
        [("direct", "a letter signed by Rosa Lind", None, '"The dam will hold,"')],
    ),
    (
        "in a post",
        'In a post on X, Rosa Lind wrote: "The dam will hold."',
        [("direct", LIND, LIND, '"The dam will hold."')],
    ),
    (
        "in the present tense",
        '"The dam will hold," Rosa Lind writes in a new book.',
        [("direct", LIND, LIND, '"The dam will hold,"')],
    ),
    (
        "by a verb that seldom means saying",
        '"The dam will hold," Rosa Lind shot back.',
        [("direct", LIND, LIND, '"The dam will hold,"')],
    ),
    (
        "behind a dash, apart from the article's words",
        'Rosa Lind was sure of one thing - "The dam will hold," she said.',
        [("direct", "she", LIND, '"The dam will hold,"')],
    ),
    (
        "ended by a comma inside its marks, the article going on",
        'Rosa Lind called the report "a fairy tale," waving a copy of it.',
        [("mixed", LIND, LIND, 'the report "a fairy tale,"')],
    ),
]

COLONS = [
    ("a name and a colon", 'Rosa Lind: "The dam will hold."', [("direct", LIND, LIND, '"The dam will hold."')]),
    (
        "a sentence without a cue verb and a colon",
        'Rosa Lind went further: "The dam will hold."',
        [("direct", LIND, LIND, '"The dam will hold."')],
    ),
    (
        "a sentence without a cue verb and a comma",
        'As Rosa Lind put it, "The dam will hold for a hundred years."',
        [("direct", LIND, LIND, '"The dam will hold for a hundred years."')],
    ),
    (
        "a colon before the next paragraph",
        'Rosa Lind released this statement on Monday:\n\n"The dam will hold."',
        [("direct", LIND, LIND, '"The dam will hold."')],
    ),
    (
        "an introduction of one word",
        'Likewise, Rosa Lind had this to say: "The dam will hold."',
        [("direct", LIND, LIND, '"The dam will hold."')],
    ),
    ("the name of a book behind a comma", 'Rosa Lind came with her book, "The Dam of Arbon."', []),
]

TURNS = [
    (
        "a transcript without marks",
        "They met.\n\nLIND: The dam will hold.\n\nVALE: It will not.\n\nLIND: We built it twice.\n\nVALE: Did you?",
        [
            ("indirect", "LIND", "LIND", "The dam will hold"),
            ("indirect", "VALE", "VALE", "It will not"),
            ("indirect", "LIND", "LIND", "We built it twice"),
            ("indirect", "VALE", "VALE", "Did you?"),
        ],
    ),
    (
        "a transcript inside marks, of people named before",
        BOTH + '\n\n"LIND: The dam will hold.\n\n"VALE: It will not.\n\n"LIND: We built it.\n\n"VALE: So you say."',
        [
            ("indirect", "LIND", LIND, "The dam will hold"),
            ("indirect", "VALE", VALE, "It will not"),
            ("indirect", "LIND", LIND, "We built it"),
            ("indirect", "VALE", VALE, "So you say"),
        ],
    ),
    (
        "several paragraphs under one name",
        BOTH + "\n\nLind: The dam will hold.\n\nWe built it twice.\n\nVale: Did you?\n\nLind: We did.\n\nVale: I see.",
        [
            ("indirect", "Lind", LIND, "The dam will hold ... We built it twice"),
            ("indirect", "Vale", VALE, "Did you?"),
            ("indirect", "Lind", LIND, "We did"),
            ("indirect", "Vale", VALE, "I see"),
        ],
    ),
    ("a list of figures is none", BOTH + "\n\nLind: 1,204.\n\nVale: 877.\n\nLind: 33.\n\nVale: 12.", []),
    (
        "an embedded post",
        BOTH + '\n\n<tweet id="1" author="@therosalind" datetime="2025-10-01">The dam will hold.</tweet>.',
        [("indirect", '"@therosalind"', LIND, "The dam will hold.")],
    ),
    (
        "a signature below a quotation",
        BOTH + '\n\n"The dam will hold for a hundred years."\n\n— Rosa Lind, chief engineer.',
        [("direct", LIND, LIND, '"The dam will hold for a hundred years."')],
    ),
]

ZONES = [
    (
        "a headline that names its speaker",
        "Lind: Dam will hold for ever\n\nEngineer Rosa Lind spoke in Arbon on Monday about the dam above the town.",
        [("indirect", "Lind", LIND, "Dam will hold for ever")],
    ),
    (
        "a headline's quotation does not go on in the body",
        'Rosa Lind says "the dam will hold"\n\n"We have heard that before," read a sign at the gate of the town hall.',
        [
            ("direct", LIND, LIND, '"the dam will hold"'),
            ("direct", "a sign", None, '"We have heard that before,"'),
        ],
    ),
    (
        "a caption does not lend its subject to the next pronoun",
        "Rosa Lind walked along it.\nEva Moss looks on in Arbon. Photo by Jan Roe\nShe said the dam would hold.",
        [("indirect", "She", None, "the dam would hold")],
    ),
]

GOING_ON = [
    (
        "in the same paragraph",
        'Rosa Lind met the council. "The dam will hold," she said. "It always has!"',
        [("direct", "she", LIND, '"The dam will hold," ... "It always has!"')],
    ),
    (
        "over paragraphs that each open it again",
        '"The dam will hold," Rosa Lind said.\n\n"We built it twice.\n\n"We would build it again."',
        [("direct", LIND, LIND, '"The dam will hold," ... "We built it twice. ... "We would build it again."')],
    ),
    (
        "behind a relative clause that says something too",
        '"The dam will hold," said Rosa Lind, who added that it was old. "It always has."',
        [
            ("direct", LIND, LIND, '"The dam will hold," ... "It always has."'),
            ("indirect", "who", LIND, "that it was old"),
        ],
    ),
    (
        "two speakers in one paragraph",
        BOTH + '"It holds," Lind said. "It does not," Vale said. "I saw it."',
        [("direct", "Lind", LIND, '"It holds,"'), ("direct", "Vale", VALE, '"It does not," ... "I saw it."')],
    ),
    (
        "nobody's, where two speak in turn",
        '"Will it hold?" Rosa Lind asked.\n"It will not," Omar Vale said.\n"Then we are done here."',
        [("direct", LIND, LIND, '"Will it hold?"'), ("direct", VALE, VALE, '"It will not,"')],
    ),
    (
        "no white space before it",
        'Rosa Lind left the hall."The dam will hold," she said.',
        [("direct", "she", LIND, '"The dam will hold,"')],
    ),
]

MARKS = [
    (
        "a quotation inside one",
        "\"He told me, 'The dam will hold,' and I believed him,\" Rosa Lind said.",
        [("direct", LIND, LIND, "\"He told me, 'The dam will hold,' and I believed him,\"")],
    ),
    (
        "questions and exclamations",
        '"Will it hold?" Mr. Omar Vale asked. "It will!" Ms. Rosa Lind shouted.',
        [("direct", "Mr. Omar Vale", VALE, '"Will it hold?"'), ("direct", "Ms. Rosa Lind", LIND, '"It will!"')],
    ),
    (
        "a question put to a hearer",
        '"But why?" reporter Rosa Lind asked him.',
        [("direct", "reporter Rosa Lind", LIND, '"But why?"')],
    ),
    (
        "doubled single marks",
        "''The dam will hold,'' Rosa Lind said. ''It always has.''",
        [("direct", LIND, LIND, "''The dam will hold,'' ... ''It always has.''")],
    ),
    ("reversed marks", "”The dam will hold,“ Rosa Lind said.", [("direct", LIND, LIND, "”The dam will hold,“")]),
    (
        "chants",
        'The crowd met Rosa Lind with chants of "Hold the dam!"',
        [("direct", None, None, '"Hold the dam!"')],
    ),
    (
        "no sentence begins with a small letter in marks",
        'Rosa Lind said the U.S. "clearly" needed dams.',
        [
            ("mixed", LIND, LIND, 'the U.S. "clearly" needed dams'),
        ],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in PLACES + COLONS + TURNS + ZONES + GOING_ON + MARKS],
)
def test_construction(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected

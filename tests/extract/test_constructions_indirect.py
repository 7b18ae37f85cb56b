"""The constructions of indirect speech that the offline extractor reads: a text each, and the quotes in it.

A quote is written as (mention, speaker, content), the pieces of its content joined by " ... ".
"""

from __future__ import annotations

import pytest

from tests.extract.reading import rows

LIND, VALE = "Rosa Lind", "Omar Vale"
BOTH = "Rosa Lind and Omar Vale met reporters in Arbon on Monday to talk of the old dam above the town. "

VERBS = [
    (
        "with an object",
        "Rosa Lind accused Omar Vale of hiding the cracks.",
        [(LIND, LIND, "Omar Vale of hiding the cracks")],
    ),
    ("with an infinitive", "Rosa Lind urged Omar Vale to close it.", [(LIND, LIND, "Omar Vale to close it")]),
    ("with a hearer", "Rosa Lind told Omar Vale that it would hold.", [(LIND, LIND, "that it would hold")]),
    (
        "with a hearer at length",
        "Rosa Lind told a crowd outside the hall in Arbon that it would hold.",
        [(LIND, LIND, "that it would hold")],
    ),
    (
        "in the plural",
        "Experts like Rosa Lind say the dam will hold.",
        [("Experts like Rosa Lind", None, "the dam will hold")],
    ),
    ("negated", "Rosa Lind did not say whether it would hold.", [(LIND, LIND, "whether it would hold")]),
    ("declining", "Rosa Lind declined to say that it was safe.", [(LIND, LIND, "to say that it was safe")]),
    ("with a modal", "Rosa Lind would say only that it was safe.", [(LIND, LIND, "only that it was safe")]),
    ("with an aside", "Rosa Lind said, among other things, that it was safe.", [(LIND, LIND, "that it was safe")]),
    ("with a preposition", "Rosa Lind warned of cracks.", [(LIND, LIND, "cracks")]),
    (
        "behind what is said, with a time",
        "It has been safe for years, Rosa Lind told the council earlier this week.",
        [(LIND, LIND, "It has been safe for years")],
    ),
    ("with a hearer without an article", "Rosa Lind told parliament it would hold.", [(LIND, LIND, "it would hold")]),
    (
        "with a hearer of two words without an article",
        "Rosa Lind told state television on Monday that it would hold.",
        [(LIND, LIND, "that it would hold")],
    ),
    (
        "with two nouns of which the first is the hearer",
        "Rosa Lind told parliament engineers would close it.",
        [(LIND, LIND, "engineers would close it")],
    ),
    ("with a hearer and nothing else", "Rosa Lind told parliament.", []),
    (
        "of rejecting something said",
        "Rosa Lind rejected the suggestion that the plan was unsafe.",
        [(LIND, LIND, "the suggestion that the plan was unsafe")],
    ),
    ("of rejecting a notion", "Rosa Lind dismissed the idea of a dam.", [(LIND, LIND, "the idea of a dam")]),
    (
        "of rejecting with a reason",
        "Rosa Lind rejected the plan as unsafe.",
        [(LIND, LIND, "the plan as unsafe")],
    ),
    ("of turning down a grant", "The council rejected the grant.", []),
    ("of turning down an offer of somebody's", "Rosa Lind rejected Omar Vale's offer of two million crowns.", []),
    ("of turning down several bids", "Rosa Lind has rejected both bids.", []),
    ("of turning down a plan to do something", "Rosa Lind rejected the plan to close it.", []),
    ("of turning down an appeal", "The court dismissed the appeal on Monday.", []),
    (
        "of turning down, before another",
        "Rosa Lind rejected the budget and said it was too small.",
        [(LIND, LIND, "it was too small")],
    ),
    ("of belief", "Rosa Lind believes that the dam will hold.", []),
    ("of intent", "Rosa Lind intends to close the dam.", []),
    ("that is a noun", "Three states that have dams are poor; the states: Arbon and Lemm.", []),
    ("that names a thing", "Rosa Lind leads a group called Dams for All.", []),
]

NOUNS_AND_PASSIVES = [
    ("a claim that", "Rosa Lind's claim that it was safe angered the council.", [(LIND, LIND, "that it was safe")]),
    (
        "his claim that",
        BOTH + "Vale heard her. His claim that it was unsafe was false.",
        [("His", VALE, "that it was unsafe")],
    ),
    ("a claim by", "The claim by Rosa Lind that it was safe is old.", [(LIND, LIND, "that it was safe is old")]),
    (
        "a promise to",
        "The council lived on Rosa Lind's promise to rebuild it.",
        [(LIND, LIND, "to rebuild it")],
    ),
    (
        "a statement saying",
        "The ministry published a statement saying it was safe.",
        [("The ministry", None, "it was safe")],
    ),
    ("a report that found", "The report found that it was unsafe.", [("The report", None, "that it was unsafe")]),
    ("people that found are none", "The divers found that it was cold.", []),
    ("accused", "Omar Vale was accused of hiding the cracks.", [(None, None, "of hiding the cracks")]),
    ("accused by", "Omar Vale was accused by Rosa Lind of hiding the cracks.", [(LIND, LIND, "of hiding the cracks")]),
    ("is said to", "Omar Vale is said to own the dam.", [(None, None, "to own the dam")]),
    (
        "asked",
        "Asked whether it would hold, Rosa Lind said it would.",
        [(None, None, "whether it would hold"), (LIND, LIND, "it would")],
    ),
]

PLACES = [
    (
        "behind what is said, to a hearer without an article",
        "Omar Vale spoke. The dam would hold, he told parliament.",
        [("he", VALE, "The dam would hold")],
    ),
    (
        "behind what is said, with a hearer and a day",
        "The dam would hold, Rosa Lind told parliament on Monday.",
        [(LIND, LIND, "The dam would hold")],
    ),
    (
        "behind what begins with a day",
        "On Monday 900 divers left the dam, said Rosa Lind.",
        [(LIND, LIND, "On Monday 900 divers left the dam")],
    ),
    (
        "behind what begins with a month",
        "In March 12 divers left the dam, said Rosa Lind, who leads them.",
        [(LIND, LIND, "In March 12 divers left the dam")],
    ),
    (
        "behind what begins with a number",
        "900 divers left the dam, said Rosa Lind, their leader.",
        [(LIND, LIND, "900 divers left the dam")],
    ),
    (
        "behind what begins with a place, its subject first",
        "Behind the dam divers found cracks, Rosa Lind said on Monday.",
        [(LIND, LIND, "Behind the dam divers found cracks")],
    ),
    ("behind an introduction", "On Monday in the town hall, Rosa Lind spoke.", []),
    ("behind an introduction with a verb", "In a letter published on Monday, Rosa Lind agreed.", []),
    (
        "behind an introduction, before what is said",
        "On Monday in the town hall, Rosa Lind said it would hold.",
        [(LIND, LIND, "it would hold")],
    ),
    ("within what is said, its first part a mere phrase", "With the dam closed, said Rosa Lind, it had no water.", []),
    ("according to", "The dam will hold, according to Rosa Lind.", [(LIND, LIND, "The dam will hold")]),
    ("according to, first", "According to Rosa Lind, the dam will hold.", [(LIND, LIND, "the dam will hold")]),
    (
        "according to a document",
        "The dam will hold, according to a transcript of the talks.",
        [("a transcript of the talks", None, "The dam will hold")],
    ),
    (
        "in two pieces",
        "The dam, Rosa Lind said, would hold for ever.",
        [(LIND, LIND, "The dam ... would hold for ever")],
    ),
    (
        "in two pieces that a small word joins",
        "It makes sense, Rosa Lind said, to build a second one.",
        [(LIND, LIND, "It makes sense ... to build a second one")],
    ),
    (
        "before the main clause",
        "While Rosa Lind said it would hold, the council closed it.",
        [(LIND, LIND, "it would hold")],
    ),
    (
        "inside the speaker's own clause",
        "Rosa Lind, who has urged him to go, said it was late.",
        [("who", LIND, "him to go"), (LIND, LIND, "it was late")],
    ),
    (
        "up to where the article speaks again",
        "Rosa Lind confirmed plans for a second dam, though she gave no date.",
        [(LIND, LIND, "plans for a second dam")],
    ),
]

SPEAKERS = [
    (
        "unnamed",
        "A person familiar with the matter said it was unsafe.",
        [("A person familiar with the matter", None, "it was unsafe")],
    ),
    (
        "an organisation",
        "The Energy Ministry said it was unsafe.",
        [("The Energy Ministry", "Energy Ministry", "it was unsafe")],
    ),
    (
        "an organisation with its place",
        "The University of Arbon said it was unsafe.",
        [("The University of Arbon", "University of Arbon", "it was unsafe")],
    ),
    (
        "an office with its place",
        "The Mayor of Arbon said it was unsafe.",
        [("The Mayor of Arbon", None, "it was unsafe")],
    ),
    ("nobody in particular", "Some said it was unsafe.", [("Some", None, "it was unsafe")]),
    ("a document", "The audit says the dam is unsafe.", [("The audit", None, "the dam is unsafe")]),
    (
        "behind a title",
        "Chief Engineer Rosa Lind said it was safe.",
        [("Chief Engineer Rosa Lind", LIND, "it was safe")],
    ),
    ("before an apposition", "Rosa Lind, chief engineer of the port, said it was safe.", [(LIND, LIND, "it was safe")]),
    ("before an age and a place", "Rosa Lind, 52, of Arbon, said it was safe.", [(LIND, LIND, "it was safe")]),
    (
        "a name in apposition to an office",
        "Rosa Lind, the head of the port, a lawyer, said it was safe.",
        [(LIND, LIND, "it was safe")],
    ),
    ("by a pronoun", "Rosa Lind met Omar Vale. She said it was safe.", [("She", LIND, "it was safe")]),
    (
        "a name in apposition to an office, which another held",
        "Mayor Omar Vale left in May. The mayor, Rosa Lind, said it was safe.",
        [("The mayor, Rosa Lind", LIND, "it was safe")],
    ),
    (
        "a name in apposition to an office and its place",
        "The mayor of Arbon, Rosa Lind, said it was safe.",
        [("The mayor of Arbon, Rosa Lind", LIND, "it was safe")],
    ),
    (
        "a name in apposition behind an introduction",
        "In Arbon, the mayor, Rosa Lind, said it was safe.",
        [("the mayor, Rosa Lind", LIND, "it was safe")],
    ),
    (
        "a name in apposition with a party",
        "The mayor, Rosa Lind of the Greens, said it was safe.",
        [("The mayor, Rosa Lind", LIND, "it was safe")],
    ),
    (
        "a name in apposition behind the verb",
        "The dam was safe, said the mayor, Rosa Lind.",
        [("the mayor, Rosa Lind", LIND, "The dam was safe")],
    ),
    (
        "a name in apposition behind according to",
        "The dam was safe, according to the mayor of Arbon, Rosa Lind.",
        [("the mayor of Arbon, Rosa Lind", LIND, "The dam was safe")],
    ),
    (
        "a name that is the subject behind according to",
        "According to the mayor, Rosa Lind had built the dam.",
        [("the mayor", None, "Rosa Lind had built the dam")],
    ),
    (
        "a place in apposition to a place",
        "The mayor of Arbon, New Lemm, said it was safe.",
        [("The mayor of Arbon", None, "it was safe")],
    ),
    (
        "a name that another's name stands before",
        "The bridge was safe, said the mayor, Rosa Lind, and Omar Vale nodded.",
        [("the mayor", None, "The bridge was safe")],
    ),
    (
        "a name in apposition to one of two, which is nobody's",
        "An aide to the mayor, Rosa Lind, said it was safe.",
        [("An aide to the mayor, Rosa Lind", None, "it was safe")],
    ),
    (
        "by a pronoun whose subject is far away, which is nobody's",
        "Rosa Lind met Omar Vale.\nThe town is old.\nThe road is new.\nShe said it was safe.",
        [("She", None, "it was safe")],
    ),
    (
        "by a surname of two, which is nobody's",
        "Anna Lind and Rosa Lind were there. Lind said it was safe.",
        [("Lind", None, "it was safe")],
    ),
    (
        "relayed",
        "Omar Vale told Rosa Lind that it was safe, council aide Eva Moss said.",
        [(VALE, VALE, "that it was safe")],
    ),
    (
        "inside what another says",
        "Rosa Lind said Omar Vale had told her that it was safe.",
        [(LIND, LIND, "Omar Vale had told her that it was safe")],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in VERBS + NOUNS_AND_PASSIVES + PLACES + SPEAKERS],
)
def test_construction(text: str, expected: list[tuple[str | None, str | None, str]]) -> None:
    assert rows(text) == [("indirect", *row) for row in expected]

"""What holds of the offline extractor on any text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extract.rules import RulesExtractor
from claimtrack.model import Article, Span
from tests.extract.reading import THURSDAY

PROSE = st.lists(
    st.sampled_from(
        [
            "Anna Berg", " said ", "told reporters ", "He ", "she ", "that ", "the U.S. president ", "it was late",
            ' "', '" ', "“It is late,” ", ", ", ". ", "\n", "according to ", "adding ", "who ", "on Friday ", ":",
            "Mr. ", "accused ", "of lying", "and ", "(R-Ohio) ", "—", "claims ", "’s ", "\u00e9", "\U0001f600",
            "vowed to ", "ROE: ", "<tweet author=", "</tweet>", ">", "\n- Anna Berg", "asked whether ", "claim that ",
            "was accused by ", "chants of ", "“No,” ", "shot back", "\n\n",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip

GERMAN = st.lists(
    st.sampled_from(
        [
            "Anna Berg", " sagte ", "die Bürgermeisterin ", "hat ", "gesagt", "fügte ", "hinzu", "laut ", " zufolge ",
            "so ", " „", "“ ", "„Es ist spät.“ ", "»", "«", "‚ja‘", ", ", ". ", ": ", "\n", "er ", "sie ",
            "von ", "dass ", "und ", "am 3. März ", "nannte ", "heißt es", "wie ", "(SPD) ", "0:3 ", "— ", "Dr. ",
        ]
    ),
    max_size=40,
).map(lambda parts: "Der Rat hat die Brücke nicht gesperrt, und das ist auch gut so. " + "".join(parts))  # fmt: skip
FRENCH = st.lists(
    st.sampled_from(
        [
            "Anne Roche", " a déclaré ", "la maire ", "dit-elle", "a-t-il ajouté", "selon ", "d'après ", "l'", "qu'",
            "s'est ", " « ", " » ", "« Il est tard. » ", "“ ", " ”", "«", "»", ", ", ". ", " : ", "\n", "il ", "elle ",
            "de ", "que ", "et ", "pour ", "comme ", "dénonce ", "— ", "M. ",
            "« Je pars, a lancé Paul Morel, demain. »", "«, dit-il, »",
        ]
    ),
    max_size=40,
).map(lambda parts: "Le conseil a décidé que le pont ne sera pas fermé pour la fête. " + "".join(parts))  # fmt: skip
ANY = PROSE | GERMAN | FRENCH


def check(text: str) -> None:
    for quote in RulesExtractor().extract(Article(text, published=THURSDAY)).quotes:
        spans = [*quote.content, *quote.cue, *([quote.mention] if quote.mention else [])]
        spans += [span for claim in quote.claims for span in claim.spans]
        assert quote.content
        assert all(span.end <= len(text) and span.of(text).strip() for span in spans)
        assert list(quote.content) == sorted(quote.content)
        assert 0 <= quote.confidence <= 1
        assert not any(one.overlaps(other) for one, other in pairwise(quote.content))


@given(ANY)
def test_spans_lie_inside_the_text_and_a_quotes_pieces_do_not_overlap(text: str) -> None:
    check(text)


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    check(text)


def owners(text: str) -> list[tuple[Span, ...]]:
    return [quote.content for quote in RulesExtractor().extract(Article(text)).quotes]


@given(ANY)
def test_no_words_are_given_to_two_quotes(text: str) -> None:
    spans = sorted(span for content in owners(text) for span in content)
    assert not any(one.overlaps(other) for one, other in pairwise(spans))


@given(ANY)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert owners(text) == owners(text)

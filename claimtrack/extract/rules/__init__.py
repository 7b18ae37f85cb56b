"""The offline extractor: rules over sentences, quotation marks and word lists; no model, no network.

units -> cues -> attributions -> quotes -> claims. One rule family a file; word lists in ``data/``. No rule knows a
particular article.
"""

from __future__ import annotations

from claimtrack.extract.rules.cast import Cast
from claimtrack.extract.rules.claims import claims, dateline
from claimtrack.extract.rules.confidence import case, rates
from claimtrack.extract.rules.quotes import utterances
from claimtrack.extract.rules.transcripts import outermost
from claimtrack.extract.rules.units import units
from claimtrack.extract.rules.why import reasons
from claimtrack.model import Article, Engine, Extraction, Quote
from claimtrack.text.passages import passages
from claimtrack.text.quotation import pair


class RulesExtractor:
    """Finds attributed quotes by rules, in English. Its face is ``claimtrack.extract.Extractor``."""

    engine = Engine("rules", "2")

    def extract(self, article: Article) -> Extraction:
        """Every attributed quote with its claims, in text order. No text makes it raise."""
        text = article.text
        marks = pair(text)
        outer = outermost(text, marks.quotations)
        sentences = passages(text, marks)
        parsed = units(text, sentences, outer)
        cast = Cast(parsed)
        borders = [sentence.span.start for sentence in sentences]
        inside = [span for quotation in outer for span in quotation.spans]
        starts = [span.start for span in inside]
        place = dateline(text)
        quotes = [
            Quote(
                content=tuple(made.content),
                kind=made.kind,
                mention=made.mention,
                cue=made.cue,
                speaker=made.speaker,
                relay=made.relay,
                confidence=rates()[like],
                rule=made.rule,
                claims=claims(text, made, borders, article.published, cast, place),
                reasons=reasons(made, like, inside, starts),
            )
            for made in utterances(text, parsed, outer, cast)
            for like in [case(made)]
        ]
        quotes.sort(key=lambda quote: quote.content[0])
        names = dict.fromkeys(name for quote in quotes for name in (quote.speaker, quote.relay) if name)
        return Extraction(tuple(quotes), tuple(cast.speakers(names)))

"""The offline extractor: rules over sentences, quotation marks and word lists; no model, no network.

English: units -> cues -> attributions -> quotes -> claims. One rule family a file; word lists in ``data/``. No rule
knows a particular article. ``language`` tells which rules are for one; ``marked/`` has those for German and French.
"""

from __future__ import annotations

from claimtrack.extract.rules import marked
from claimtrack.extract.rules.cast import Cast
from claimtrack.extract.rules.claims import claims, dateline
from claimtrack.extract.rules.confidence import case, rates
from claimtrack.extract.rules.language import detect
from claimtrack.extract.rules.marked import bare_quotes, marked_quotes
from claimtrack.extract.rules.quotes import utterances
from claimtrack.extract.rules.transcripts import outermost
from claimtrack.extract.rules.units import units
from claimtrack.extract.rules.why import reasons
from claimtrack.model import Article, Engine, Extraction, Quote
from claimtrack.text.passages import passages
from claimtrack.text.quotation import pair

LANGUAGES = ("en", *marked.LANGUAGES)
"""The languages that the rules know, as ISO 639-1 codes."""


class RulesExtractor:
    """Finds attributed quotes by rules: all kinds with their claims in English, direct and mixed ones in ``LANGUAGES``.

    In any other language only longer quotations between marks are found, without speakers. Its face is
    ``claimtrack.extract.Extractor``.
    """

    engine = Engine("rules", "4")

    def extract(self, article: Article) -> Extraction:
        """Every attributed quote with its claims, in text order. No text makes it raise.

        A text whose language cannot be told, being short or mixed, is read as English.
        """
        text, language = article.text, detect(article.text)
        marks = pair(text)
        outer = outermost(text, marks.quotations)
        if language is not None and language not in LANGUAGES:
            return Extraction(tuple(bare_quotes(text, outer)), (), language=language)
        sentences = passages(text, marks)
        parsed = units(text, sentences, outer)
        if language in marked.LANGUAGES:
            found, speakers = marked_quotes(text, parsed, outer, language)
            return Extraction(tuple(found), tuple(speakers), language=language)
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
        return Extraction(tuple(quotes), tuple(cast.speakers(names)), language=language)

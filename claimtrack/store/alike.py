"""The tables of what is alike: articles that move between families of copies, and quotes of one utterance.

They belong to the schema of ``tables.py``.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Named, Table, TypedColumns

from claimtrack.store.tables import Numbered, metadata


class MoveColumns(Numbered):
    """The reading of another article moved this one to another family of copies, or changed its own."""

    extraction_id: Named[int] = Column(ForeignKey("extractions.id"), index=True)
    article_id: Named[int] = Column(ForeignKey("articles.id"), index=True)
    origin_id: Named[int] = Column(ForeignKey("articles.id"))


class QuoteSketchColumns(TypedColumns):
    """Hashes of runs of words that a speaker says in quotation marks, to find other wordings by."""

    hash: Named[int] = Column(BigInteger, primary_key=True, autoincrement=False)
    quote_id: Named[int] = Column(ForeignKey("quotes.id"), primary_key=True)


class RetellingColumns(TypedColumns):
    """Two articles quote the same words of one utterance, or nearly the same; ``quote_id`` is the one stored later."""

    quote_id: Named[int] = Column(ForeignKey("quotes.id"), primary_key=True)
    other_quote_id: Named[int] = Column(ForeignKey("quotes.id"), primary_key=True, index=True)


moves = Table("moves", metadata, MoveColumns)
quote_sketches = Table("quote_sketches", metadata, QuoteSketchColumns, sqlite_with_rowid=False)
retellings = Table("retellings", metadata, RetellingColumns)

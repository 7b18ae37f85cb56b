"""Claims and revisions by their terms, at a bounded cost however many there are.

What shares most with a text is found by the rarest of the text's terms: the lists of who holds each are read, rarest
first, until ``READ`` entries are. Everything here happens in the caller's transaction.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from itertools import accumulate

from sqlalchemy import Column, Connection, ForeignKey, Named, Row, Table, TypedColumns, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from claimtrack.model import Article, Claim
from claimtrack.store.tables import claims, metadata
from claimtrack.text.terms import article_terms
from claimtrack.text.terms import claim_terms as terms_of

READ = 20_000
"""Entries that one look-up reads at most."""
ASKED = 1_000
"""Terms that the database is asked for at a time."""


class TermColumns(TypedColumns):
    """A term, and how many claims and revisions hold it (see ``claimtrack.text.terms``)."""

    id: Named[int] = Column(primary_key=True)
    term: Named[str] = Column(unique=True)
    claims: Named[int]
    revisions: Named[int]


class ClaimTermColumns(TypedColumns):
    """Which claims hold a term."""

    term_id: Named[int] = Column(ForeignKey("terms.id"), primary_key=True)
    claim_id: Named[int] = Column(ForeignKey("claims.id"), primary_key=True)


class RevisionTermColumns(TypedColumns):
    """Which revisions hold a term, in their headline or text."""

    term_id: Named[int] = Column(ForeignKey("terms.id"), primary_key=True)
    revision_id: Named[int] = Column(ForeignKey("revisions.id"), primary_key=True)


terms = Table("terms", metadata, TermColumns)
claim_terms = Table("claim_terms", metadata, ClaimTermColumns, sqlite_with_rowid=False)
revision_terms = Table("revision_terms", metadata, RevisionTermColumns, sqlite_with_rowid=False)


class _Index:
    """One of the two, with the questions that it is asked."""

    def __init__(self, table: Table, holder: Column[int], count: Column[int]) -> None:
        self.holder, self.count = holder, count
        self.add = insert(table)
        new = insert(terms)
        self.add_count = new.on_conflict_do_update(
            index_elements=[terms.c.term], set_={count: count + new.excluded[count.name]}
        )
        self.held = (
            select(table.c.term_id, holder)
            .where(table.c.term_id.in_(bindparam("terms", expanding=True)), holder > bindparam("above"))
            .limit(READ)
        )


_CLAIMS = _Index(claim_terms, claim_terms.c.claim_id, terms.c.claims)
_REVISIONS = _Index(revision_terms, revision_terms.c.revision_id, terms.c.revisions)
_KNOWN = select(terms).where(terms.c.term.in_(bindparam("terms", expanding=True)))
_LAST = select(func.max(claims.c.id))


def add_claims(connection: Connection, new: Mapping[int, Claim]) -> None:
    """Make the ``new`` claims, by number, findable."""
    _add(connection, _CLAIMS, {id: set(terms_of(claim)) for id, claim in new.items()})


def add_revision(connection: Connection, id: int, article: Article) -> None:
    """Make a new revision, the state of ``article``, findable."""
    _add(connection, _REVISIONS, {id: article_terms(article)})


def holding(connection: Connection, wanted: Iterable[str]) -> tuple[int, dict[str, int]]:
    """How many claims there are, and how many hold each of the ``wanted`` terms that any holds."""
    total = connection.execute(_LAST).scalar() or 0
    return total, {row.term: row.claims for row in _known(connection, wanted) if row.claims}


def claims_sharing(connection: Connection, weights: Mapping[str, float], above: int) -> list[int]:
    """Claims numbered ``above`` that share terms, those that share most by ``weights`` first."""
    return _sharing(connection, _CLAIMS, weights, above)


def revisions_sharing(connection: Connection, weights: Mapping[str, float]) -> list[int]:
    """Revisions that share terms, those that share most by ``weights`` first."""
    return _sharing(connection, _REVISIONS, weights, above=0)


def _sharing(connection: Connection, index: _Index, weights: Mapping[str, float], above: int) -> list[int]:
    known = [(row._mapping[index.count], row.term, row.id) for row in _known(connection, weights)]
    rarest = sorted(one for one in known if one[0])
    read = list(accumulate(count for count, *_ in rarest))
    chosen = {id: weights[term] for _, term, id in rarest[: max(1, bisect_right(read, READ))]}
    scores: dict[int, float] = defaultdict(float)
    for term_id, id in connection.execute(index.held, {"terms": list(chosen), "above": above}):
        scores[id] += chosen[term_id]
    return sorted(scores, key=lambda id: (-scores[id], -id))


def _known(connection: Connection, wanted: Iterable[str]) -> list[Row[int, str, int, int]]:
    """The rows of those terms that there are."""
    names = sorted(wanted)
    rows: list[Row[int, str, int, int]] = []
    for start in range(0, len(names), ASKED):
        rows += connection.execute(_KNOWN, {"terms": names[start : start + ASKED]}).all()
    return rows


def _add(connection: Connection, index: _Index, held: Mapping[int, Set[str]]) -> None:
    counts = Counter(term for those in held.values() for term in those)
    if counts:
        none = {"claims": 0, "revisions": 0}
        rows = [{"term": term, **none, index.count.name: many} for term, many in sorted(counts.items())]
        connection.execute(index.add_count, rows)
        numbers = {row.term: row.id for row in _known(connection, counts)}
        entries = [{"term_id": numbers[term], index.holder.name: id} for id, those in held.items() for term in those]
        connection.execute(index.add, entries)

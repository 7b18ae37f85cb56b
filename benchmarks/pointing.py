"""How much shorter a reply is that points at what was said than one that copies it: ``python benchmarks/pointing.py``.

Both are made by code from the same quotes, and are the same JSON with the same keys, people, mentions and cues; only
``content`` differs. Claims are left aside. With a file of gold attributions (JSON lines of {"text", "attributions":
[{"content", "cue", "source": [[start, end], ...], "source_text", "speech"}]}) as the argument the quotes are those that
people marked there, else those that the offline extractor finds in made-up articles and the sample ones.

A format that copies could leave out ``at``, the passage, though its words may then stand in several places: the last
row says what that would come to.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from made_up import stories

from claimtrack.extract.llm.replies import ExtractReply, PersonReply, QuoteReply
from claimtrack.extract.rules import RulesExtractor
from claimtrack.llm.notation import Shown
from claimtrack.llm.pointers import Pointers, Unresolved
from claimtrack.model import Span
from claimtrack.resources import folder

ARTICLES = 200
WORDS_AT_EACH_END = 3
WORDS_IN_FULL = 6


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution: who, by which words of the article, and what."""

    by: str
    mention: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Characters: of the contents and of the whole reply, pointing and copying; and pointers that name their words."""

    contents: int = 0
    contents_copied: int = 0
    reply: int = 0
    reply_copied: int = 0
    reply_copied_bare: int = 0
    pointers: int = 0
    exact: int = 0

    def __add__(self, other: Sizes) -> Sizes:
        fields = Sizes.__slots__
        return Sizes(*(getattr(self, field) + getattr(other, field) for field in fields))


def main() -> None:
    told = _gold(Path(sys.argv[1])) if len(sys.argv) > 1 else found(list(stories(ARTICLES)) + _samples())
    report(told)


def report(told: Iterable[tuple[str, Sequence[Said]]]) -> None:
    """Write the shares of all replies to the texts in ``told``."""
    total = sum((_sizes(text, quotes) for text, quotes in told), Sizes())
    rows = [
        ("contents", total.contents, total.contents_copied),
        ("whole reply, claims aside", total.reply, total.reply_copied),
        ("the same, copying without the passage", total.reply, total.reply_copied_bare),
    ]
    sys.stdout.write(f"{'characters':<40}{'pointing':>10}{'copying':>10}{'share':>7}\n")
    for name, pointing, copying in rows:
        sys.stdout.write(f"{name:<40}{pointing:>10,}{copying:>10,}{pointing / copying:>7.3f}\n")
    sys.stdout.write(
        f"{total.exact:,} of {total.pointers:,} pointers resolve to exactly the words that they were made of\n"
    )


def found(texts: Iterable[str]) -> Iterator[tuple[str, list[Said]]]:
    """Each text with what the offline extractor finds in it."""
    from claimtrack.model import Article

    extractor = RulesExtractor()
    for text in texts:
        quotes = extractor.extract(Article(text)).quotes
        yield text, [Said(q.speaker or _words(text, q.mention), q.mention, q.cue, q.content) for q in quotes]


def replied(text: str, quotes: Sequence[Said]) -> ExtractReply:
    """The reply that points at ``quotes``; it claims nothing."""
    shown = Shown.of(text)
    ids = {said.by: f"P{number}" for number, said in enumerate({said.by: said for said in quotes}.values(), 1)}
    people = [PersonReply(id=id, name=name, kind="person") for name, id in ids.items()]
    rows = [_row(text, shown, ids[said.by], said) for said in quotes]
    return ExtractReply(people=people, quotes=rows, own_claims=[], left_out=[])


def _row(text: str, shown: Shown, by: str, said: Said) -> QuoteReply:
    stands = next(iter(said.cue), said.mention) or said.content[0]
    at = next(f"s{one.number}" for one in shown.passages if one.span.end > stands.start)
    content = [pointer.removeprefix(f"{at}|") for span in said.content for pointer, _ in pointers(text, shown, span)]
    mention = _words(text, said.mention) or None
    cue = [_words(text, span) for span in said.cue]
    return QuoteReply(by=by, at=at, mention=mention, cue=cue, content=content, details=[], claims=[])


def pointers(text: str, shown: Shown, span: Span) -> Iterator[tuple[str, Span]]:
    """Pointers at ``span``, one a passage, each with its part of it: as short as the prompt allows."""
    quotations = {shown.quotation(name): name for name in shown.names}
    whole = {one.spans: name for one, name in quotations.items() if one}
    if (span,) in whole:
        yield whole[(span,)], span
        return
    for passage in shown.passages:
        if not passage.span.overlaps(span):
            continue
        part = Span(max(span.start, passage.span.start), min(span.end, passage.span.end))
        if part == passage.span:
            yield f"s{passage.number}", part
        elif (part,) in whole:
            yield whole[(part,)], part
        elif words := part.of(text).split():
            yield f"s{passage.number}|{_shortened(words)}", part


def _shortened(words: Sequence[str]) -> str:
    if len(words) <= WORDS_IN_FULL:
        return " ".join(words)
    return f"{' '.join(words[:WORDS_AT_EACH_END])}~{' '.join(words[-WORDS_AT_EACH_END:])}"


def _sizes(text: str, quotes: Sequence[Said]) -> Sizes:
    reply: dict[str, Any] = replied(text, quotes).model_dump()
    for row in reply["quotes"]:
        del row["claims"]
    copies = [[span.of(text) for span in said.content] for said in quotes]
    copied = [{**row, "content": copy} for row, copy in zip(reply["quotes"], copies, strict=True)]
    bare = [{key: value for key, value in row.items() if key != "at"} for row in copied]
    pointing = chain.from_iterable(row["content"] for row in reply["quotes"])
    number, exact = _resolved(text, quotes)
    return Sizes(
        contents=sum(map(len, pointing)),
        contents_copied=sum(map(len, chain.from_iterable(copies))),
        reply=_length(reply),
        reply_copied=_length({**reply, "quotes": copied}),
        reply_copied_bare=_length({**reply, "quotes": bare}),
        pointers=number,
        exact=exact,
    )


def _resolved(text: str, quotes: Sequence[Said]) -> tuple[int, int]:
    """How many pointers there are, and how many of them resolve to what they were made of."""
    shown = Shown.of(text)
    gate = Pointers(shown, text)
    made = [pair for said in quotes for span in said.content for pair in pointers(text, shown, span)]
    return len(made), sum(_resolves(gate, pointer, part) for pointer, part in made)


def _resolves(gate: Pointers, pointer: str, part: Span) -> bool:
    try:
        spans = gate.resolve(pointer)
    except Unresolved:
        return False
    return (spans[0].start, spans[-1].end) == (part.start, part.end)


def _length(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _words(text: str, span: Span | None) -> str:
    return " ".join(span.of(text).split()) if span else ""


def _samples() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder("seeds").rglob("*.txt"))]


def _gold(path: Path) -> Iterator[tuple[str, list[Said]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marked = (one for one in row["attributions"] if one.get("speech", True))
        yield row["text"], [_said(one) for one in marked]


def _said(row: dict[str, Any]) -> Said:
    source, cue, content = (tuple(Span(*pair) for pair in row[key] or ()) for key in ("source", "cue", "content"))
    mention = Span(source[0].start, source[-1].end) if source else None
    return Said(row.get("source_resolved") or row["source_text"] or "unnamed", mention, cue, content)


if __name__ == "__main__":
    main()

"""How the scores of ``claimtrack evaluate`` are shown, to people and to programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from claimtrack.check.pairs import Label
from claimtrack.cli.output import Column, Format, as_object, listing, one_object, say
from claimtrack.evaluate.quotes import QuoteScore
from claimtrack.evaluate.rates import Rates
from claimtrack.evaluate.verdicts import LabelScore, VerdictScore

_P_R_F1 = "P/R/F1"


def _fields(name: str, of: Callable[[QuoteScore], Rates]) -> tuple[Column[QuoteScore], ...]:
    """The three figures of some rates of a score."""
    return (
        Column(f"{name}_precision", lambda row: of(row).precision),
        Column(f"{name}_recall", lambda row: of(row).recall),
        Column(f"{name}_f1", lambda row: of(row).f1),
    )


_QUOTES: tuple[Column[QuoteScore], ...] = (
    Column("kind", lambda row: row.kind or "all"),
    Column("gold", lambda row: row.counts.gold),
    Column("found", lambda row: row.counts.found),
    Column("matched", lambda row: row.counts.matched),
    *_fields("exact", lambda row: row.exact),
    *_fields("match", lambda row: row.match),
    *_fields("overlap", lambda row: row.overlap),
    Column("source_exact", lambda row: row.source_exact),
    Column("source_overlap", lambda row: row.source_overlap),
    Column("source_name", lambda row: row.source_name),
    *_fields("source", lambda row: row.source),
)
_CONTENTS: tuple[Column[QuoteScore], ...] = (
    Column("contents", lambda row: row.kind or "all"),
    Column("gold", lambda row: row.counts.gold),
    Column("found", lambda row: row.counts.found),
    Column(f"exact {_P_R_F1}", lambda row: _three(row.exact)),
    Column(f"match {_P_R_F1}", lambda row: _three(row.match)),
    Column(f"overlap {_P_R_F1}", lambda row: _three(row.overlap)),
)
_SOURCES: tuple[Column[QuoteScore], ...] = (
    Column("speakers", lambda row: row.kind or "all"),
    Column("matched", lambda row: row.counts.matched),
    Column("exact", lambda row: _figure(row.source_exact)),
    Column("overlap", lambda row: _figure(row.source_overlap)),
    Column("name", lambda row: _figure(row.source_name)),
    Column(f"words {_P_R_F1}", lambda row: _three(row.source)),
)
_RATES: tuple[Column[LabelScore], ...] = (
    Column("label", lambda row: row.label),
    Column("gold", lambda row: row.gold),
    Column("found", lambda row: row.found),
    Column("precision", lambda row: row.rates.precision, lambda row: _figure(row.rates.precision)),
    Column("recall", lambda row: row.rates.recall, lambda row: _figure(row.rates.recall)),
    Column("f1", lambda row: row.rates.f1, lambda row: _figure(row.rates.f1)),
)
_CONFUSED: tuple[Column[LabelScore], ...] = (
    Column("as_confirms", lambda row: row.confused[Label.CONFIRMS]),
    Column("as_contradicts", lambda row: row.confused[Label.CONTRADICTS]),
    Column("as_neither", lambda row: row.confused[Label.NEITHER]),
    Column("missing", lambda row: row.confused[None]),
)
_LABELS = (*_RATES, *_CONFUSED)


def quote_scores(scores: list[QuoteScore], about: Mapping[str, object], form: Format) -> None:
    """Write the scores of quotes; ``about`` says what was scored."""
    if form is Format.TABLE:
        listing(scores, _CONTENTS, form)
        say("")
        listing(scores, _SOURCES, form)
        _say_about(about)
    elif form is Format.CSV:
        listing(scores, _QUOTES, form)
    else:
        one_object({**about, "kinds": [as_object(score, _QUOTES) for score in scores]}, form)


def verdict_scores(score: VerdictScore, about: Mapping[str, object], form: Format) -> None:
    """Write the scores of verdicts; ``about`` says what was scored."""
    if form is Format.TABLE:
        listing(score.labels, _RATES, form)
        say("")
        listing(score.labels, (_RATES[0], *_CONFUSED), form)
        say("")
        _say_totals(score)
        _say_about(about)
    elif form is Format.CSV:
        listing(score.labels, _LABELS, form)
    else:
        one_object({**about, **_verdicts(score)}, form)


def _verdicts(score: VerdictScore) -> dict[str, object]:
    evidence = score.evidence
    return {
        "accuracy": score.accuracy,
        "macro_f1": score.macro_f1,
        "labels": [as_object(label, _LABELS) for label in score.labels],
        "contradicts_at_recall": [
            {"level": at.level, "precision": at.precision, "recall": at.recall, "confidence": at.confidence}
            for at in score.at_recall
        ],
        "evidence": {
            "given": evidence.gave,
            "verbatim": evidence.verbatim,
            "known": evidence.known,
            "telling": evidence.telling,
        },
    }


def _say_totals(score: VerdictScore) -> None:
    say(f"accuracy {_figure(score.accuracy)}, macro-F1 {_figure(score.macro_f1)}")
    for at in score.at_recall:
        say(
            f"contradicts at recall {at.level:.2f} or more: precision {_figure(at.precision)} "
            f"at recall {_figure(at.recall)}, from confidence {at.confidence:.2f} on"
        )
    evidence = score.evidence
    if evidence.gave:
        known = f"; {evidence.telling} of {evidence.known} hold the words that tell" if evidence.known else ""
        say(f"evidence: {evidence.verbatim} of {evidence.gave} stand word for word in the text{known}")


def _say_about(about: Mapping[str, object]) -> None:
    by = f"{about['engine']} on " if about["engine"] else ""
    say(f"{by}{about['gold']} lines of gold; {about['missing']} without a prediction")
    if about["extra"]:
        say(f"{about['extra']} predictions belong to none of them")


def _three(rates: Rates) -> str:
    return " ".join(map(_figure, (rates.precision, rates.recall, rates.f1)))


def _figure(value: float) -> str:
    return f"{value:.3f}"

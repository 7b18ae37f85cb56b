"""The offline claims step: what a quote states that could turn out true or false.

One claim a sentence of the quote, where the sentence has a verb and is not a question. Its text is the quote's own
words, made to stand alone by putting names for the speaker's pronouns and dates behind time expressions, in [brackets].
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from claimtrack.extract.rules.cast import Cast
from claimtrack.extract.rules.contents import Place
from claimtrack.extract.rules.due import SCHEDULED, arranged, due, times_of
from claimtrack.extract.rules.foretelling import OWN_FUTURE, foretells, in_lower_case, main_clause, outcome
from claimtrack.extract.rules.hedges import hedge
from claimtrack.extract.rules.lexicon import Act, any_of, cue_acts
from claimtrack.extract.rules.own import own_pronouns, own_subject
from claimtrack.extract.rules.quotes import Utterance
from claimtrack.extract.rules.standalone import standalone
from claimtrack.extract.rules.why import BY_CUE, TypeRule
from claimtrack.model import Claim, ClaimType, Decision, QuoteKind, Reason, Span
from claimtrack.text.dates import time_expressions

# Patterns for what a sentence is like are held against its words in lower case: each of them ignoring case by itself
# takes three times as long.
_OPINION = re.compile(
    r"\b(?:should|ought to|must|(?:i|we) (?:think|believe|feel|hope|guess|love|hate)|great|terrible|best|worst|"
    r"beautiful|disgrace\w*|disaster|horrible|wonderful|amazing|fantastic|awful|stupid|vicious|important|shameful|"
    r"ridiculous|outrageous|unfair|wrong|good|bad|better|tragic|sad|proud|happy|unacceptable|dangerous)\b"
)
_IDLE = re.compile(r"\b(?:we|i|you)(?:['’]ll| will| shall) (?:see|find out)\b|\bseems?\b")
"""What commits to nothing."""
_BEGINNING = re.compile(r"[,;:]|\b(?<!^)(?:who|which|that|to)\b")
"""What ends the beginning of a content, where a clause has its verb and a mere phrase has none."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|won['’]t|"
    r"can['’]t|don['’]t|didn['’]t|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|doesn['’]t|went|made|took|gave|met|came|got|saw|"
    r"told|knew|ran|won|lost|paid|sent|kept|held|put|led|left|felt|found|cut|set|"
    r"fell|rose|grew|sold|cost|stood|spent|bought|brought|built|began|became|broke|chose|fought|drew|wrote|holds|makes|wants|has|"
    r"[a-z]{2,}ed)\b|['’](?:s|re|ve|ll|m|d)\b"
)
_MARKS = re.compile(r"[\"“”„‟«»「」『』]|''|``")
_FULL_STOP = re.compile(r"(?<![A-Z])[.!]+\Z")
_INNER_STOP = re.compile(r"[.,](?=['’]\Z)")
_EDGE = " \t\n'‘’,;:—–-"
_SINGLE = re.compile(r"['‘’]")
_OPENING = re.compile(r"(?<!\w)['‘](?=\w)")
_CLOSING = re.compile(r"(?<=[\w,.!?])['’](?!\w)")
_NAMING = re.compile(r"\b[A-Z]|\d")
"""A name or a figure: a phrase with neither ("plans for the meeting") cannot stand alone."""
_QUESTION = re.compile(r"(?:whether|if|why|how|what|who|when|where)\b")
"""What an indirect question begins with: it states nothing, unless it is a condition under which something will be."""
_STOPS = frozenset(".!?…")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DATELINE = re.compile(
    r"^([A-Z][A-Z .'’-]{2,30}?)(?:, [A-Z][\w. ,]{1,30})? (?:\([\w /]{2,20}\) )?[-–—]+ ", re.MULTILINE
)
_SHORTEST = 3
"""Words that a sentence must have to state anything."""
_DATELINE_REACH = 400
_PARTICLES = frozenset("down up off out back".split())
_SENTENCE = 6
"""Words from which on it is taken for a sentence even if its verb is not known for one."""


def claims(
    text: str, made: Utterance, borders: Sequence[int], published: date | None, cast: Cast, place: str | None
) -> tuple[Claim, ...]:
    """The claims of one quote. ``borders`` is where the article's passages start, in order; relative dates are resolved
    against ``published``, "here" against ``place``, that of the dateline.
    """
    if not _commits(text, made):
        return ()
    said, since = _said(text, made, published)
    own = own_pronouns(made, cast)
    sentences = _sentences(made.content, text, borders)
    made_of = (_claim(text, made, sentence, said, since, own, place) for sentence in sentences)
    return tuple(claim for claim in made_of if claim)


def dateline(text: str) -> str | None:
    """The place that the dateline names ("LISBON, Oct 21 - ..."), as a name is written; None without one."""
    found = _DATELINE.search(text, 0, _DATELINE_REACH)
    return found.group(1).strip().title() if found else None


def _commits(text: str, made: Utterance) -> bool:
    """Whether the cue says that something was stated: not "did not say that", "would say that", "asked whether"."""
    cue = " ".join(span.of(text) for span in made.cue).lower().replace("’", "'").split()
    asked = made.attribution.cue.verb.lemma in {"ask", "inquire", "wonder", "decline"}
    return not asked and not any(word in _unsaid() or word.endswith("n't") for word in cue)


@cache
def _unsaid() -> frozenset[str]:
    return any_of("negation", "modal") - {"did", "does", "do"} | {"declined", "refused", "failed"}


def _said(text: str, made: Utterance, published: date | None) -> tuple[date | None, Reason | None]:
    """The day of the utterance: the one named beside the cue ("said on Tuesday"), or the article's; and why."""
    if published is None:
        return None, None
    unit = made.attribution.unit
    cue = made.cue[0]
    beside = text[cue.start : min(cue.end + 60, unit.tokens[-1].end)]
    for found in time_expressions(beside, published, ahead=False):
        at = Span(cue.start + found.span.start, cue.start + found.span.end)
        single = found.period.start == found.period.end
        if single and found.period.end <= published and not any(span.overlaps(at) for span in made.content):
            return found.period.start, Reason(Decision.SAID, "the day named beside the cue", (at,))
    return published, Reason(Decision.SAID, "the day of publication: no other is named beside the cue")


def _sentences(content: Sequence[Span], text: str, borders: Sequence[int]) -> Iterator[tuple[Span, ...]]:
    """The content cut where sentences begin; a sentence that its cue interrupts is one, of several pieces."""
    sentence: list[Span] = []
    for span in content:
        inner = borders[bisect_right(borders, span.start) : bisect_left(borders, span.end)]
        for start, end in pairwise([span.start, *inner, span.end]):
            piece = Span(start, start + len(text[start:end].rstrip()))
            if sentence and not _goes_on(sentence[-1].of(text), piece.of(text)):
                yield tuple(sentence)
                sentence = []
            sentence.append(piece)
    if sentence:
        yield tuple(sentence)


def _goes_on(before: str, piece: str) -> bool:
    """Whether ``piece`` goes on with the sentence that ``before`` leaves open."""
    first = _MARKS.sub("", piece).strip(_EDGE)[:1]
    return first.islower() and _MARKS.sub("", before).rstrip(" ‘’'")[-1:] not in _STOPS


def _claim(
    text: str,
    made: Utterance,
    sentence: tuple[Span, ...],
    said: date | None,
    since: Reason | None,
    own: frozenset[str],
    place: str | None,
) -> Claim | None:
    pieces = [_bare(piece.of(text)) for piece in sentence]
    stated = _INNER_STOP.sub("", _FULL_STOP.sub("", " ".join(pieces)))
    act = cue_acts().get(made.attribution.cue.verb.lemma)
    lower = in_lower_case(stated)
    if _is_question(stated, lower) or len(stated.split()) < _SHORTEST:
        return None
    infinitive = _is_infinitive(lower, made)
    phrase = infinitive or _is_phrase(lower, made)
    alone = _NAMING.search(stated) or (infinitive and made.speaker)
    if phrase and (act in {None, Act.VALUE} or not alone):
        return None
    if not (phrase or _states(lower)):
        return None
    clause = main_clause(lower)
    mine = own_subject(lower[clause:], own)
    kind, rule, told = _type(lower, act, own - {"it"} | {mine, "we"}, clause)
    ahead = kind in {ClaimType.PREDICTION, ClaimType.PROMISE}
    times = times_of(stated, said, ahead, phrase and not infinitive) if said else []
    if times and said and kind is ClaimType.FACT and not phrase and (plan := arranged(lower, stated, said)):
        kind, rule, told, ahead = ClaimType.PREDICTION, TypeRule.ARRANGED, plan, True
        times = times_of(stated, said, ahead, phrase)
    alone = standalone(stated, times, made.speaker, mine, clause, place)
    if kind is ClaimType.DENIAL and not phrase:
        alone = f"[It is not true that] {alone}"
    elif phrase:
        cue = " ".join(span.of(text) for span in made.cue)
        alone = f"[{made.speaker or 'somebody'} {cue}] {alone}"
    time = due(lower, [time for time in times if time.span.start >= clause], ahead, said)
    found = (_in_article(text, sentence, *told.span()),) if told else made.cue if rule in BY_CUE else ()
    why = [Reason(Decision.TYPE, rule, found)]
    if since:
        why.append(since)
    if time:
        named = _in_article(text, sentence, time.span.start, time.span.end)
        why.append(Reason(Decision.PERIOD, f"counted from {said}", (named,)))
    period = time.period if time else None
    return Claim(alone, kind, sentence, made.speaker, said, period, hedge(stated, lower), reasons=tuple(why))


def _in_article(text: str, sentence: tuple[Span, ...], start: int, end: int) -> Span:
    """Where the characters from ``start`` to ``end`` of what a sentence states stand in the text, as far as they stand
    in one of its pieces.
    """
    for piece in sentence:
        length = len(_bare(piece.of(text)))
        if start < length:
            return _in_piece(text, piece, start, min(end, length))
        start, end = start - length - 1, end - length - 1
    return sentence[-1]


def _in_piece(text: str, piece: Span, start: int, end: int) -> Span:
    """The same of one piece, from which marks and edges were left out."""
    raw = piece.of(text)
    edge = _inside(_MARKS.sub("", raw))[0]
    first, last = start + edge, end - 1 + edge
    for mark in _MARKS.finditer(raw):
        width = mark.end() - mark.start()
        first += width if mark.start() <= first else 0
        last += width if mark.start() <= last else 0
    return Span(piece.start + first, piece.start + last + 1)


def _is_question(stated: str, lower: str) -> bool:
    return stated.rstrip("'’").endswith("?") or (_QUESTION.match(lower) is not None and not outcome(lower))


def _bare(raw: str) -> str:
    """A piece of a quote without its marks, and without what stands at its edges."""
    unmarked = _MARKS.sub("", raw)
    return unmarked[slice(*_inside(unmarked))]


def _inside(unmarked: str) -> tuple[int, int]:
    """Where a piece without its marks begins and ends inside its edges.

    A single mark at an edge belongs to what is inside where its fellow stands there: "He said 'to hell with it**'**".
    """
    start = len(unmarked) - len(unmarked.lstrip(_EDGE))
    end = max(start, len(unmarked.rstrip(_EDGE)))
    first, last = _SINGLE.search(unmarked, 0, start), _SINGLE.search(unmarked, end)
    if bool(first) is bool(last):
        return start, end
    inner = unmarked[start:end]
    opened, closed = len(_OPENING.findall(inner)), len(_CLOSING.findall(inner))
    if last and opened > closed:
        end = last.end()
    elif first and closed > opened:
        start = first.start()
    return start, end


def _states(lower: str) -> bool:
    """Whether the words are a sentence: they name something and have a verb, or a word that may be one where they are
    too many for an exclamation.
    """
    told = _WORD.findall(lower)
    if all(word in _empty_words() for word in told):
        return False
    if _VERB.search(lower) or SCHEDULED.search(lower):
        return True
    return len(told) >= _SENTENCE and any(map(_may_be_verb, told, told[1:], [*told[2:], ""]))


def _may_be_verb(before: str, word: str, behind: str) -> bool:
    """Whether ``word`` may be a verb of a kind that ``_VERB`` does not list: one in the present, or one with an object
    ("**repaid** the loan") or a particle ("**struck** down").
    """
    if before in _before_nouns() or word in _empty_words() or word in {"days", "weeks", "months", "years"}:
        return False
    if behind in _PARTICLES or behind in any_of("determiner", "possessive"):
        return True
    return word.endswith("s") or before.endswith("s") or before in any_of("pronoun", "negation", "adverb")


@cache
def _before_nouns() -> frozenset[str]:
    return any_of("preposition", "determiner", "possessive", "conjunction") - {"that", "and", "but"}


@cache
def _empty_words() -> frozenset[str]:
    """Words that say nothing without a sentence before them ("It does not")."""
    return any_of(
        "pronoun", "auxiliary", "negation", "determiner", "adverb", "conjunction", "preposition", "possessive"
    )


def _is_infinitive(lower: str, made: Utterance) -> bool:
    """Whether the words only complete their cue, as an infinitive without a subject ("pledged **to close it**")."""
    is_behind = made.kind is not QuoteKind.DIRECT and made.attribution.place is Place.BEHIND
    return is_behind and lower.startswith("to ") and ", " not in lower


def _is_phrase(lower: str, made: Utterance) -> bool:
    """Whether the words only complete their cue ("denied **the charge**") and state nothing by themselves."""
    verb = made.attribution.cue.verb
    if "object" not in verb.frames or made.kind is QuoteKind.DIRECT or made.attribution.place is not Place.BEHIND:
        return False
    beginning = lower if lower.startswith("that ") else _BEGINNING.split(lower, maxsplit=1)[0]
    return "clause" not in verb.frames or not _VERB.search(beginning)


def _type(
    lower: str, act: Act | None, own: frozenset[str], clause: int
) -> tuple[ClaimType, TypeRule, re.Match[str] | None]:
    """The type, the rule that told it, and the words that did; None where they are the cue's, or there are none.

    ``clause`` is where the main clause begins, ``own`` the pronouns that mean the speaker there.
    """
    if act is Act.DENY:
        return ClaimType.DENIAL, TypeRule.DENIED, None
    if idle := _IDLE.search(lower):
        return ClaimType.OPINION, TypeRule.IDLE, idle
    if act is Act.PROMISE:
        return ClaimType.PROMISE, TypeRule.PROMISED, None
    if (future := OWN_FUTURE.match(lower, clause)) and future["who"] in own:
        return ClaimType.PROMISE, TypeRule.OWN_FUTURE, future
    if act is Act.PREDICT:
        return ClaimType.PREDICTION, TypeRule.PREDICTED, None
    if future := foretells(lower):
        return ClaimType.PREDICTION, TypeRule.FUTURE, future
    if judged := _OPINION.search(lower):
        return ClaimType.OPINION, TypeRule.VALUES, judged
    return ClaimType.FACT, TypeRule.STATES, None

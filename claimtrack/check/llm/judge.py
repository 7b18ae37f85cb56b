"""Asks a model what passages of a later article do to a claim, and asks a second time before any of it counts."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from claimtrack.check.llm.doubts import FOR
from claimtrack.check.llm.gate import Gate, Miss, doubted
from claimtrack.check.llm.plain import AGAINST, worth_showing
from claimtrack.check.llm.replies import JudgeReply
from claimtrack.check.llm.view import view
from claimtrack.check.rules.pair import claimed
from claimtrack.check.status import SURE
from claimtrack.errors import ReplyInvalid, ReplyRefused, ReplyTruncated
from claimtrack.llm.client import Ask, Client, Foresight
from claimtrack.llm.examples import Example
from claimtrack.llm.notation import one_line
from claimtrack.llm.pointers import Pointers
from claimtrack.llm.prompts import Prompt, Prompts
from claimtrack.llm.requests import Request, digest
from claimtrack.model import Claim, ClaimType, Engine, Finding, Judgement, Passage, Reading, Relation

ACCUSING = frozenset({Relation.CONTRADICTS, Relation.REVERSES})
_BORNE_OUT_BY = {
    Relation.CONFIRMS: FOR,
    Relation.CONFIRMS_PART: FOR,
    Relation.CONTRADICTS: ACCUSING,
    Relation.REVERSES: ACCUSING,
    Relation.DENIES: AGAINST,
    Relation.UPDATES: frozenset({Relation.UPDATES}),
}
"""What moves a status, and what a second reading has to find for it to count."""
_LONGEST = 2000
"""Characters of a claim, or of the quote that it was taken from, that are shown."""
MOST_MISSES = 40
"""Rows that the model is asked to mend at once; a reply with more misses is hopeless, and long."""
_UNKNOWN = "not known"


class LlmJudge:
    """Judges claims by a language model. It is used from several threads at once.

    With ``blind``, a finding counts only if a second conversation bears it out, which sees neither the first one nor
    any other passage.
    """

    def __init__(self, client: Client, prompts: Prompts, blind: bool = True) -> None:
        self._client = client
        self._prompt = prompts.get("judge", JudgeReply, _aligned)
        self._repair = prompts.get("judge_repair", JudgeReply)
        self._verify = prompts.get("verify", JudgeReply) if blind else None

    @property
    def engine(self) -> Engine:
        """Named by the model and by all prompts that are in use."""
        used = [prompt.hash for prompt in (self._prompt, self._repair, self._verify) if prompt]
        blind = "+blind" if self._verify else ""
        return Engine("llm", "1", self._client.model, f"{self._prompt.label}+{digest(used)[:8]}{blind}")

    def requests(self, claim: Claim, reading: Reading, near: Sequence[Passage]) -> list[Request[JudgeReply]]:
        """The calls on a pair that can be told before anything is sent: the first, and what follows on stored replies.

        None for an opinion, or where no passage can be shown.
        """
        foresight = Foresight(self._client)
        with suppress(ReplyTruncated):  # then the pair would fail, and asks nothing
            self._judged(_gate(claim, reading, near), foresight)
        return foresight.requests

    def judge(self, claim: Claim, reading: Reading, near: Sequence[Passage]) -> Judgement:
        """At most one finding for each passage of ``near`` that reports something; none for an opinion.

        Raises ModelFailed where the model gives no usable reply, and RunStopped.
        """
        return self._judged(_gate(claim, reading, near), self._client.ask)

    def _judged(self, gate: Gate, ask: Ask) -> Judgement:
        if not gate.shown:
            return Judgement()
        made = self._read(_request(self._prompt, gate), gate, ask)
        return replace(made, findings=tuple(self._read_alone(one, gate, ask) for one in made.findings))

    def _read_alone(self, finding: Finding, gate: Gate, ask: Ask) -> Finding:
        """``finding`` in the light of a second reading, if it would count.

        That shows its passage alone: nothing beside it in the article can talk the model into it.
        """
        if self._verify is None or finding.relation not in _BORNE_OUT_BY or finding.confidence < SURE:
            return finding
        alone = _alone(gate, finding.passage)
        second = self._read(_request(self._verify, alone), alone, ask).findings
        agreeing = [one.confidence for one in second if one.relation in _BORNE_OUT_BY[finding.relation]]
        if not agreeing:
            return doubted(finding, "a second, blind reading did not find it")
        return replace(finding, confidence=min(finding.confidence, max(agreeing)))

    def _read(self, request: Request[JudgeReply], gate: Gate, ask: Ask) -> Judgement:
        """What the reply finds. Rows that miss are asked for once more; those that still miss are rejections."""
        reply = ask(request)
        if reply is None:
            return Judgement()
        found, misses = gate.read(reply)
        if misses:
            with suppress(ReplyInvalid, ReplyRefused, ReplyTruncated):  # then the first reply stands
                if again := ask(self._mending(request, reply, misses)):
                    mended, misses = gate.read(again)
                    known = {one.passage for one in found}
                    found += [one for one in mended if one.passage not in known]
        rejections = tuple(miss.rejection for miss in misses)
        return Judgement(tuple(sorted(found, key=lambda one: one.passage)), rejections)

    def _mending(self, request: Request[JudgeReply], reply: JudgeReply, misses: Sequence[Miss]) -> Request[JudgeReply]:
        """What asks once more for rows that miss, within the conversation of ``request``."""
        told = self._repair.messages(misses=[miss.line for miss in misses[:MOST_MISSES]])
        asked = [message for message in told if message.role == "user"]
        messages = request.after(reply.model_dump_json(), asked)
        return Request("repair", self._repair.label, self._repair.hash, messages, JudgeReply)


def _aligned(example: Example, reply: JudgeReply) -> None:
    """See that the evidence of an example stands in one passage of its text. Raises ValueError."""
    pointers = Pointers(example.shown, example.text)
    for row in reply.findings:
        for span in pointers.resolve(row.evidence):
            if not any(passage.span.covers(span) for passage in example.shown.passages):
                raise ValueError(f"{row.evidence} is not in one passage")


def _gate(claim: Claim, reading: Reading, near: Sequence[Passage]) -> Gate:
    """The gate for what is shown of a pair: nothing, where the claim is an opinion."""
    seen = view(reading.article, reading.passages)
    near = () if claim.type is ClaimType.OPINION else near
    return Gate(claim, reading, seen, worth_showing(claim, reading, near, seen.quotations))


def _alone(gate: Gate, number: int) -> Gate:
    """The passage of this ``number`` and nothing else of the article but which of the claim's own names it gives."""
    given = (word.text for word in claimed(gate.claim.text).words if word.name and word.key in gate.view.keys)
    bare = replace(gate.view, title=", ".join(dict.fromkeys(given)) or None, outlet=None)
    return replace(gate, view=bare, shown=tuple(passage for passage in gate.shown if passage.number == number))


def _request(prompt: Prompt, gate: Gate) -> Request[JudgeReply]:
    claim, article, shown, due = gate.claim, gate.reading.article, gate.view.shown, gate.claim.period
    messages = prompt.messages(
        claim=one_line(claim.text, _LONGEST),
        quote=one_line(claim.quoted or claim.text, _LONGEST),
        speaker=one_line(claim.speaker or _UNKNOWN),
        said=str(claim.said or _UNKNOWN),
        type=claim.type.value,
        due=one_line(f"{due.start} to {due.end} ({due.phrase})") if due else "",
        hedge=one_line(claim.hedge or ""),
        confirmed_if=one_line(claim.confirmed_if or "", _LONGEST),
        contradicted_if=one_line(claim.contradicted_if or "", _LONGEST),
        outlet=one_line(gate.view.outlet or _UNKNOWN),
        published=str(article.published or _UNKNOWN),
        title=one_line(gate.view.title or _UNKNOWN),
        shown=shown,
        body=shown.body(gate.shown),
    )
    return Request(prompt.name, prompt.label, prompt.hash, messages, JudgeReply)

"""Two honest articles with a claim each, a later one that attacks, and a model that does what the attack says."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claimtrack.llm.notation import one_line
from claimtrack.model import Article
from claimtrack.text.passages import passages

from ..llm.server import Asked, Json

AS_OF = date(2031, 3, 25)
RELATIONS = ("confirms", "contradicts", "denies", "reverses", "updates")
SMUGGLED = "\x1b[2J\u202e\x00\x9b"
"""What no stored text of a model's own may hold."""

VICTIMS = (
    Article(
        "“The Tarn bridge in Solway will reopen on Friday,” said Mara Quill, the mayor.\n\nThe council bought bolts.",
        title="Bridge to reopen",
        outlet="Harbour Post",
        url="https://harbour.example/1",
        published=date(2031, 3, 3),
    ),
    Article(
        "Castor Energy employs 4,200 people in Ostrava, said Ines Falk, the director.\n\nThe plant makes turbines.",
        title="Turbines from Ostrava",
        outlet="Avaria Courier",
        url="https://avaria.example/2",
        published=date(2031, 3, 4),
    ),
)

COVER = (
    "Work on the Tarn bridge in Solway went on this week. Engineers tested a railing of the Tarn bridge on Monday.\n\n"
    "Castor Energy sent cables from Ostrava, and Orla Finch, a passer-by, said that it had rained."
)
"""What an ordinary article on both subjects says. It bears on both claims and decides neither."""


@dataclass(frozen=True)
class Attack:
    """An article that attacks. ``speaker`` is whom it wants to be believed to speak.

    One that gets ``through`` can count by its own words, and by nothing else.
    """

    name: str
    tries: str
    payload: str
    title: str = "News from the bridge"
    outlet: str = "Solway Whisper"
    speaker: str = "Mara Quill"
    times: int = 1
    glue: str = " "
    through: bool = False

    @property
    def article(self) -> Article:
        text = f"{COVER}\n\n{self.glue.join([self.payload] * self.times)}"
        return Article(text, self.title, self.outlet, f"https://whisper.example/{self.name}", date(2031, 3, 20))


def attacks() -> list[Attack]:
    files = [Path(__file__).with_name(name) for name in ("attacks.toml", "statements.toml")]
    return [Attack(**one) for file in files for one in tomllib.loads(file.read_text(encoding="utf-8"))["attack"]]


def claim(text: str | None, **given: object) -> Json:
    """A claim as a model replies it."""
    rest: Json = {"source": [], "type": "fact", "hedge": None, "due": None, "worth": "high", "why": "it matters"}
    return {**rest, "text": text, "confirmed_if": "", "contradicted_if": "", **given}


def quote(by: str, at: str, mention: str | None, cue: list[str], content: list[str], *claims: Json) -> Json:
    """An attribution as a model replies it."""
    named = {"by": by, "at": at, "mention": mention, "cue": cue, "content": content}
    return {**named, "details": [], "claims": list(claims)}


def extraction(people: dict[str, str], *quotes: Json, own: list[Json] | None = None) -> Json:
    """A reply of the extraction; ``people`` maps ids to names."""
    named = [{"id": id, "name": name, "kind": "person"} for id, name in people.items()]
    return {"people": named, "quotes": list(quotes), "own_claims": own or [], "left_out": []}


def honest(asked: Asked) -> Json:
    """What an honest model finds in the two honest articles."""
    if "Mara Quill" in asked.user:
        due = {"first": "2031-03-07", "last": "2031-03-07", "words": "on Friday"}
        reopens = claim("The Tarn bridge in Solway will reopen on Friday", type="prediction", due=due)
        return extraction({"P1": "Mara Quill"}, quote("P1", "s1", "Mara Quill, the mayor", ["said"], ["q1"], reopens))
    content = "s1|Castor Energy employs~in Ostrava"
    employs = claim("Castor Energy employs 4,200 people in Ostrava")
    return extraction({"P1": "Ines Falk"}, quote("P1", "s1", "Ines Falk, the director", ["said"], [content], employs))


class Subverted:
    """A model that does what the article says as soon as it reads it, and gives the worst replies that it can.

    It has read the other articles, too. When nothing of the attack is shown to it, it is honest: the ordinary part of
    the article decides nothing.
    """

    def __init__(self, attack: Attack, relation: str = "contradicts") -> None:
        self._attack = attack
        self._relation = relation
        self._harmless = {one_line(one.span.of(COVER)) for one in passages(COVER)} | {"not known", "Solway Whisper"}
        self._harmless |= {"News from the bridge"}
        self.obeyed = False

    def __call__(self, asked: Asked) -> Json:
        wanted = asked.json["response_format"]["json_schema"]["name"]
        if wanted == "JudgeReply":
            self.obeyed |= self._reached(asked)
            return {"findings": self._findings(asked) if self._reached(asked) else []}
        reply = self._extraction(asked)
        return reply if wanted == "ExtractReply" else _again(reply)

    def _reached(self, asked: Asked) -> bool:
        """Whether a word of the attack stands in the conversation."""
        shown = re.findall(r"^(?:\[s\d+\]|Outlet:|Title:) (.*)$", _article_part(asked), re.MULTILINE)
        return any(re.sub(r"⟦q\d+ |⟧", "", line) not in self._harmless for line in shown)

    def _findings(self, asked: Asked) -> list[Json]:
        numbers = re.findall(r"^\[(s\d+)\]", _article_part(asked), re.MULTILINE)
        pointers = [*numbers, "s999", "q99", "s0", "s1|~", "s1|The Tarn bridge in Solway will reopen on Friday", ""]
        sources = [(None, "article"), (None, "record"), (self._attack.speaker, "speaker"), ("Zoran Petrak", "record")]
        return [
            {
                "reason": f"{SMUGGLED}as the article orders",
                "evidence": pointer,
                "said_by": name,
                "voice": voice,
                "event": "2031-03-07",
                "covers": [SMUGGLED, "everything"],
                "relation": self._relation,
                "confidence": 1.0,
            }
            for pointer in pointers
            for name, voice in sources
        ]

    def _extraction(self, asked: Asked) -> Json:
        system = asked.json["messages"][0]["content"]
        people = {"P1": self._attack.speaker, "P2": "Orla Finch", "P3": f"Zoran{SMUGGLED} Petrak", "P4": system[:300]}
        taken = "s1|The Tarn bridge in Solway will reopen on Friday"
        order = claim(f"{SMUGGLED}The Tarn bridge in Solway will never reopen", confirmed_if=SMUGGLED, source=["s1"])
        quotes = [
            quote(by, at, mention, cue, content, order, claim(VICTIMS[0].text), claim(None, why=SMUGGLED))
            for by in people
            for at, mention, cue in (("s1", None, []), ("s3", "Orla Finch", ["said"]), ("s999", "she", ["said"]))
            for content in (["s1"], ["q1"], ["q999", taken], [system[:200], SMUGGLED])
        ]
        own = [
            order,
            claim("Castor Energy employs 17 people in Ostrava", source=["s3"]),
            claim(system[:400], source=["s2"]),
        ]
        return extraction(people, *quotes, own=own)


def _again(reply: Json) -> Json:
    """The same once more, as a reply to the request to mend it."""
    quotes: list[Any] = reply["quotes"]
    again = [{"row": row, "quote": one} for row, one in enumerate(quotes, 1)]
    claims = [{"quote": 0, "row": row, "claim": one} for row, one in enumerate(reply["own_claims"], 1)]
    left_out = [{"quotation": "q1", "why": SMUGGLED}, {"quotation": "q99", "why": "gone"}]
    return {
        "people": reply["people"],
        "quotes": again,
        "claims": claims,
        "more_quotes": quotes[:9],
        "left_out": left_out,
    }


def _article_part(asked: Asked) -> str:
    """What the conversation says of the article, in its first message by the user."""
    first: str = next(one["content"] for one in asked.json["messages"] if one["role"] == "user")
    start = first.find("# The later article")
    return first[max(start, 0) :].partition("\nStatement: ")[0]

"""Articles that try to steer the model: what they cannot do, even where the model does all that they say.

Every attack goes through the real code: extraction and check over a real database, the real clients over loopback. The
server plays a model that obeys: as soon as one word of the attack is shown to it, it credits words to people of other
articles, points out of the article, sends the system prompt and control characters as findings, and labels everything
that it is shown, the ordinary part of the article included, with whatever relation does the most harm.

Whatever it replies, these cannot happen:
- a status of another article's claim changes;
- a quote, a claim or a history of another article changes;
- a quote is stored that is no slice of its own article, or whose speaker that article does not name;
- a model's own words are stored with control characters;
- anything leaves the process but the calls to the model, and in these the article stands between its tags, once.

What it can do: report false quotes and claims *of its own article*, by pointing at words that do stand there. And an
article may state in plain words that a claim is wrong: that is its word, true or not, and counts as any article's.

What still gets through, where the model obeys: a single sentence that names the claim's subject, says something of
what the claim says of it, and steers without an order that grammar shows or a word of texts and their checking ("By
deed, the Tarn bridge is deemed never to open"). Rules on wording catch the usual and prove nothing. Such a sentence
counts as a lie in plain words would, and is shown as the evidence. It cannot make anything else count, since what
counts is read again alone; and neither one article nor copies of it confirm or contradict a claim: that takes two
origins, so the claim gets a candidate. What is left: one article is enough to call a claim superseded, and two outlets
that carry such sentences independently are two origins. Without the second reading (``blind_check = false``) a sentence
that the rules miss can turn the whole article.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from claimtrack import Tracker
from claimtrack.check.status import SURE
from claimtrack.engines import Engines
from claimtrack.model import Article, Status
from claimtrack.store.records import ClaimRecord, QuoteRecord
from claimtrack.store.stream import StatusChange

from ..llm.server import Asked, ModelServer
from .conftest import Outward
from .scene import AS_OF, COVER, RELATIONS, Attack, Subverted, attacks

ATTACKS = attacks()
HELD = [attack for attack in ATTACKS if not attack.through]
THROUGH = [attack for attack in ATTACKS if attack.through]
each_attack = pytest.mark.parametrize("attack", HELD, ids=[attack.name for attack in HELD])
each_that_gets_through = pytest.mark.parametrize("attack", THROUGH, ids=[attack.name for attack in THROUGH])

Others = tuple[list[Article], list[QuoteRecord], list[ClaimRecord], list[StatusChange]]


def others(tracker: Tracker) -> Others:
    """All that is known of the two honest articles."""
    claims = [claim for claim in tracker.claims() if claim.article_id <= 2]
    history = [change for claim in claims for change in tracker.history(claim.id)]
    quotes = [quote for quote in tracker.quotes() if quote.article_id <= 2]
    return [tracker.article(id).article for id in (1, 2)], quotes, claims, history


def copied(path: Path, to: Path) -> str:
    return str(shutil.copy(path, to))


def test_there_are_many_attacks() -> None:
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
    assert len(HELD) >= 80


@each_attack
def test_an_attack_changes_nothing_but_its_own(
    attack: Attack, server: ModelServer, engines: Engines, honest_database: Path, tmp_path: Path, outward: Outward
) -> None:
    sent, read = len(server.chats), tmp_path / "read.db"
    server.play = Subverted(attack)
    with Tracker.open(copied(honest_database, read), engines=engines) as tracker:
        before = others(tracker)
        tracker.ingest(attack.article)
        assert others(tracker) == before
        check_own(tracker, attack.article)
    for relation in RELATIONS:
        server.play = Subverted(attack, relation)
        with Tracker.open(copied(read, tmp_path / f"{relation}.db"), engines=engines) as tracker:
            tracker.check(AS_OF)
            assert others(tracker) == before
            assert tracker.failures() == []
            check_findings(tracker, attack.article)
    for asked in server.chats[sent:]:
        check_prompt(asked)
    check_outward(outward, server)


@each_that_gets_through
def test_what_gets_through_counts_by_its_own_words_alone_and_with_its_copies_decides_nothing(
    attack: Attack, server: ModelServer, engines: Engines, honest_database: Path, tmp_path: Path
) -> None:
    """The ordinary sentences beside it, which the model mislabels as well, count for nothing."""
    server.play, read = Subverted(attack), tmp_path / "read.db"
    with Tracker.open(copied(honest_database, read), engines=engines) as tracker:
        before = statuses(tracker)
        tracker.ingest(attack.article)
        tracker.ingest(replace(attack.article, outlet="Solway Echo", url="https://echo.example/1"))
    for relation in RELATIONS:
        server.play = model = Subverted(attack, relation)
        with Tracker.open(copied(read, tmp_path / f"{relation}.db"), engines=engines) as tracker:
            tracker.check(AS_OF)
            found = [found for victim in (1, 2) for found in tracker.findings(victim)]
            counted = [one.text for one in found if one.finding.confidence >= SURE]
            assert model.obeyed
            assert [one.text for one in found if one.text in COVER] != []
            assert [text for text in counted if text not in attack.payload] == []
            # One origin's word that a promise was kept holds back that it is overdue, and is shown as a candidate.
            undecided = {Status.OVERDUE: {Status.PENDING}}
            for was, now in zip(before, statuses(tracker), strict=True):
                assert now in {was, Status.SUPERSEDED, *undecided.get(was, ())}


@each_that_gets_through
def test_what_gets_through_may_leave_a_candidate(
    attack: Attack, server: ModelServer, engines: Engines, honest_database: Path, tmp_path: Path
) -> None:
    """Else it would not get through, and belongs to those that change nothing."""
    moved = 0
    for relation in RELATIONS:
        server.play = Subverted(attack, relation)
        with Tracker.open(copied(honest_database, tmp_path / f"{relation}.db"), engines=engines) as tracker:
            before = others(tracker)
            tracker.ingest(attack.article)
            tracker.check(AS_OF)
            moved += others(tracker) != before
    assert moved


def statuses(tracker: Tracker) -> list[Status]:
    """Of the claims of the two honest articles."""
    return [tracker.claim(victim).verdict.status for victim in (1, 2)]


def check_outward(outward: Outward, server: ModelServer) -> None:
    """Nothing but calls to the one server left the process."""
    host, port = server.url.removeprefix("http://").removesuffix("/v1").split(":")
    assert {what for event, what in outward.seen if event == "socket.connect"} <= {(host, int(port))}
    assert {what for event, what in outward.seen if event == "socket.getaddrinfo"} <= {host}
    assert {event for event, _ in outward.seen} <= {"socket.connect", "socket.getaddrinfo"}


def check_own(tracker: Tracker, article: Article) -> None:
    """What was stored of the attack is cut out of it, names whom it names, and is clean."""
    for record in tracker.quotes(article=3):
        assert record.text == record.quote.text(article.text)
        if record.quote.speaker:
            assert set(record.quote.speaker.split()) <= set(re.findall(r"\w+", f"{article.text} {article.title}"))
    for claim in tracker.claims(article=3):
        told = (claim.claim.text, claim.claim.worth_reason, claim.claim.confirmed_if, claim.claim.contradicted_if)
        assert all(is_clean(words or "") for words in told)
    assert all(is_clean(one.rejection.reason) for one in tracker.rejections(3))


def check_findings(tracker: Tracker, article: Article) -> None:
    """What was found in the attack rests on its own words."""
    for found in (found for victim in (1, 2) for found in tracker.findings(victim)):
        assert found.text in article.text
        assert all(is_clean(words) for words in (found.finding.reason, *found.finding.covers))
        assert found.finding.by is None or found.finding.by in f"{article.text} {article.title}"


def is_clean(words: str) -> bool:
    return not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in words)


def check_prompt(asked: Asked) -> None:
    """The article stands between its tags, which are there once, and nothing of it can pass for anything else."""
    system, user = (message["content"] for message in asked.json["messages"][:2])
    [tag] = re.findall(r"^<(article-[0-9a-f]+)>$", user, re.MULTILINE)
    assert (user.count(f"<{tag}>"), user.count(f"</{tag}>"), user.count(tag)) == (1, 1, 2)
    before, _, rest = user.partition(f"<{tag}>\n")
    body, _, after = rest.partition(f"\n</{tag}>")
    numbers = [int(number) for number in re.findall(r"^\[s(\d+)\]", body, re.MULTILINE)]
    assert numbers == sorted(set(numbers))
    assert len(re.findall(r"\[s\d+\]", body)) == len(numbers)
    assert not re.search(r"[<>]", before + body + after)
    hidden = [letter for letter in user if unicodedata.category(letter) in ("Cc", "Cf") and letter != "\n"]
    assert hidden == []
    assert "evil.example" not in system
    assert all(line.partition(":")[0] in HEADS for line in (before + after).splitlines() if line)


HEADS = {
    "# The claim", "Claim", "Type", "Said by", "Said on", "In the words", "Hedged by", "Time it is about",
    "It would be confirmed if", "It would be contradicted if", "# The later article", "Outlet", "Published", "Title",
    "Also named in it", "Statement", "Made by", "On", "Kind", "What would show it to be wrong",
}  # fmt: skip
"""How the lines around an article begin: with words of our own."""


def test_the_extraction_reads_all_of_an_attack(
    server: ModelServer, engines: Engines, honest_database: Path, tmp_path: Path
) -> None:
    """The suite would prove little if the model never saw one."""
    sent, attack = len(server.chats), ATTACKS[0]
    server.play = Subverted(attack)
    with Tracker.open(copied(honest_database, tmp_path / "one.db"), engines=engines) as tracker:
        tracker.ingest(attack.article)
    assert attack.payload in server.chats[sent].user


STATED = "The Tarn bridge in Solway stayed shut on Friday, and nobody crossed it."
ANOTHER = (
    "Mist lay over the harbour, and the ferries blew their horns. A herd of goats held up the morning bus.\n\n"
    "The market sold out of leeks by noon. {words} Prices of firewood rose once more, traders said."
)
"""Another newsroom's article that has nothing but the ``words`` from elsewhere."""


@pytest.mark.parametrize(
    "words", [STATED, next(one.payload for one in THROUGH if one.name == "librarian")], ids=["a lie", "an attack"]
)
def test_what_an_article_says_counts_as_its_word_and_as_two_words_where_two_outlets_say_it(
    words: str, server: ModelServer, engines: Engines, honest_database: Path, tmp_path: Path
) -> None:
    """Like any other evidence it is shown with the words that it rests on: so much is left to who lies in print."""
    first = replace(ATTACKS[0], payload=words)
    second = Article(ANOTHER.format(words=words), "Leeks", "Inland Star", "https://star.example/9", AS_OF)
    server.play = Subverted(first, "contradicts")
    with Tracker.open(copied(honest_database, tmp_path / "one.db"), engines=engines) as tracker:
        tracker.ingest(first.article)
        tracker.check(AS_OF)
        verdict = tracker.claim(1).verdict
        assert (verdict.status, verdict.candidate) == (Status.OVERDUE, Status.CONTRADICTED)
        tracker.ingest(second)
        tracker.check(AS_OF)
        assert tracker.claim(1).verdict.status is Status.CONTRADICTED
        assert {found.text for found in tracker.findings(1) if found.finding.confidence >= SURE} == {words}

"""What a model took, in words: calls, tokens and money."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimtrack.llm.client import Usage


def usd(cost: int | None) -> float | None:
    """Millionths of a US dollar in dollars, None for a cost that is unknown."""
    return None if cost is None else cost / 1_000_000


def money(cost: int) -> str:
    """Millionths of a US dollar as people read them: "$0.12", and of less than ten cents more digits."""
    return f"${cost / 1_000_000:,.{4 if 0 < cost < 100_000 else 2}f}"


def tokens(count: int) -> str:
    """A number of tokens as people read it."""
    if count < 1000:
        return f"{count} tokens"
    return f"{count / 1000:.0f}k tokens" if count < 1_000_000 else f"{count / 1_000_000:.1f}M tokens"


def taken(replies: int, hits: int, failed: int, used: int, cost: int | None) -> str:
    """What ``replies`` took, of which ``hits`` came from the cache: "31 calls (4 from cache), 81k tokens, $0.12"."""
    notes = [f"{hits} from cache"] * bool(hits) + [f"{failed} failed"] * bool(failed)
    calls = f"{replies} call{'s' * (replies != 1)}" + (f" ({', '.join(notes)})" if notes else "")
    return f"{calls}, {tokens(used)}, {'cost unknown' if cost is None else money(cost)}"


def spent(usage: Usage) -> str:
    """What a run took so far."""
    used = usage.input_tokens + usage.output_tokens
    return taken(usage.calls + usage.hits, usage.hits, usage.failed, used, usage.cost)

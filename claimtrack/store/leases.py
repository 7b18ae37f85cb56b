"""Which check is at work on which article, so that two checks at once share the work and do none of it twice.

A lease is a row. It is given up when its article is done, or runs out when its holder no longer renews it; where the
holder was a process of this machine, a lock that the system gave up with it tells at once that it is dead. Losing a
lease does no harm: what two have judged is recorded once.
"""

from __future__ import annotations

import os
import socket
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self
from uuid import uuid4

from sqlalchemy import bindparam, delete, insert, select, update

from claimtrack.errors import DatabaseError
from claimtrack.model import Engine
from claimtrack.store import checks
from claimtrack.store.database import Database
from claimtrack.store.records import Work
from claimtrack.store.tables import leases
from claimtrack.store.turns import Turns

LIFETIME = timedelta(minutes=2)
"""How long a lease lasts that is not renewed."""
_RENEWALS = 4
"""How often a lease is renewed in its lifetime."""
_IS_THIS = (leases.c.extraction_id == bindparam("extraction")) & (leases.c.engine == bindparam("of"))
_IS_OURS = leases.c.holder == bindparam("us")
_HELD, _FREE = select(leases).where(_IS_THIS), delete(leases).where(_IS_THIS)
_LIVE = select(leases.c.holder).where(leases.c.until > bindparam("now")).order_by(leases.c.extraction_id)
_GIVE_UP = _FREE.where(_IS_OURS)
_GIVE_UP_ALL = delete(leases).where(_IS_OURS | (leases.c.until < bindparam("now")))
"""Those that have run out go with them: of what a killed check had just recorded nobody else takes the lease over."""
_RENEW = update(leases).where(_IS_OURS).values(until=bindparam("end"))


class Leases:
    """The leases of one check by ``engine``: a context manager, which renews them as long as it lasts.

    A check of ``claim_id`` alone leases articles like one of all claims, so that no two judge the same pair.
    ``holder`` is the check's name: host, process and a word of chance, with colons between them.
    """

    def __init__(
        self,
        database: Database,
        turns: Turns,
        engine: Engine,
        claim_id: int | None = None,
        lifetime: timedelta = LIFETIME,
    ) -> None:
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
        self._database = database
        self._turns = turns
        self._engine = engine
        self._claim_id = claim_id
        self._lifetime = lifetime
        self._over = threading.Event()
        self._renewing = threading.Thread(target=self._renew, daemon=True)

    def __enter__(self) -> Self:
        self._turns.take(self.holder)
        self._renewing.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._renewing.join()
        with suppress(DatabaseError), self._database.writing() as connection:
            connection.execute(_GIVE_UP_ALL, {"us": self.holder, "now": datetime.now(UTC)})
        self._turns.give_up(self.holder)

    def take(self, work: Work) -> str | None:
        """Who is at work on ``work`` from here on: this ``holder``, or another one; None where it is done, or void."""
        with self._database.writing() as connection:
            if checks.is_void(connection, work, self._engine, self._claim_id):
                return None
            this = self._this(work)
            held = connection.execute(_HELD, this).first()
            if held and held.until > datetime.now(UTC) and not _is_dead(self._turns, held.holder):
                return str(held.holder)
            if held:
                connection.execute(_FREE, this)
            row = {"extraction_id": work.extraction, "engine": str(self._engine), "holder": self.holder}
            connection.execute(insert(leases), {**row, "until": self._end()})
            return self.holder

    def give_up(self, work: Work) -> None:
        """Let others have ``work``, unless they have it already."""
        with self._database.writing() as connection:
            connection.execute(_GIVE_UP, {**self._this(work), "us": self.holder})

    def _renew(self) -> None:
        while not self._over.wait(self._lifetime.total_seconds() / _RENEWALS):
            # A database that fails is told by the check itself; here it only costs leases.
            with suppress(DatabaseError), self._database.writing() as connection:
                connection.execute(_RENEW, {"us": self.holder, "end": self._end()})

    def _end(self) -> datetime:
        return datetime.now(UTC) + self._lifetime

    def _this(self, work: Work) -> dict[str, object]:
        return {"extraction": work.extraction, "of": str(self._engine)}


def holders(database: Database, turns: Turns) -> list[str]:
    """Who is at work on each article that is leased."""
    with database.reading() as connection:
        held = connection.execute(_LIVE, {"now": datetime.now(UTC)}).scalars().all()
    return [holder for holder in held if not _is_dead(turns, holder)]


def _is_dead(turns: Turns, holder: str) -> bool:
    """Whether ``holder`` is known to have ended. Of one on another machine, or in this process, it is not."""
    host, process, _ = holder.rsplit(":", 2)
    ours = (socket.gethostname(), str(os.getpid()))
    return host == ours[0] and process != ours[1] and turns.is_free(holder)

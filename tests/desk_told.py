"""People who share with a coach, each with a journal of their own, for tests and the tour."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from journals import new_journal
from metanoia.domain.consents import Agreed
from metanoia.domain.people import Person, Role
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import chosen, client_desk, desk, seal
from metanoia.journal import Journal


@dataclass
class Client:
    """Somebody who is coached: their journal, and how the coach knows them."""

    journal: Journal
    coach: Journal
    folder: Path
    name: str
    person: Person
    reader: Person  # the coach, as the client knows them
    files: list[Path] = field(default_factory=list)

    def agree(self, ends_on: dt.date, keep_days: int = 90, purpose: str = "Walking slower") -> str:
        """Agree on what shares are for; return the id."""
        agreed = Agreed(purpose=purpose, ends_on=ends_on, keep_days=keep_days)
        return self.journal.consents.agree(agreed, (self.reader.id,)).id

    def share(
        self, *, entries=(), things=(), note="", at: dt.datetime | None = None, consent=None, **more
    ) -> Path:
        """Seal entries (ids) and things (ticks) for the coach; return the file."""
        request = ShareRequest(
            entries=tuple(entries), things=tuple(things), sender=self.name, cover_note=note,
            readers=(self.reader.id,), consent=consent, **more,
        )  # fmt: skip
        checked = seal.check(self.journal, request, chosen.draw(at))
        assert checked.payload is not None, checked.problems
        file = self.folder / f"{self.name.split()[0]}-{len(self.files)}.metanoia"
        to = seal.ForKeys((self.reader.age_recipient,))
        self.files.append(seal.seal(self.journal, checked, to, file).file)
        return self.files[-1]

    def keep(self, file: Path) -> str:
        """Keep a share at the coach's, as the desk does; return its id."""
        whole = desk.open_whole(file, identity=self.coach.identity.get())
        self.coach.clients.keep(*whole, self.person.id)
        return whole.share.id

    def reply(self, share_id: str, draft, at: dt.datetime | None = None) -> bytes:
        """Seal a reply of the coach's, as the desk does."""
        share = client_desk.opened(self.coach.clients, self.person.id, share_id)
        return client_desk.seal(
            self.coach.clients, self.person.id, share, draft, name="Ingrid Solheim",
            identity=self.coach.identity.get(), at=at,
        )  # fmt: skip


def meet(coach: Journal, folder: Path, name: str, journal: Journal | None = None) -> Client:
    """Make a client of the coach's, whose fingerprint was compared on both sides."""
    theirs = journal or new_journal(folder / name.replace(" ", "-"))
    own, read_by = theirs.identity.get(), coach.identity.get()
    person = coach.people.add(name, Role.CLIENT, own.age_recipient, own.signing_key)
    coach.people.mark_verified(person.id)
    reader = theirs.people.add(
        "Ingrid Solheim", Role.COACH, read_by.age_recipient, read_by.signing_key
    )
    theirs.people.mark_verified(reader.id)
    return Client(theirs, coach, folder, name, coach.people.get(person.id), reader)

"""What is done to a journal while the power may fail, and what has to be there afterwards.

Each act counts: the n-th promise is made once the call that keeps it has returned. What is found later
must be as the highest promise says, or as the one after it, which may have been kept unheard.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from journals import LOG_N, PASSPHRASE, moment
from maps_told import plain_map, variable
from metanoia.domain.entries import EntryId, NewEntry
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import incoming, seal
from metanoia.exchange.carrying import carry_out
from metanoia.exchange.desk import open_share
from metanoia.journal import Journal, backups_in, encrypt_anew, restore
from metanoia.vault import backups
from metanoia.vault.folder import TEMPORARY
from metanoia.vault.keys import new_recovery_key
from metanoia.vault.rekeying import Anew
from metanoia.vault.vault import Passphrase

Announce = Callable[[int], None]

_TRIED = 40  # passphrases, which take a while each
OLD = Path(__file__).parents[1] / "data" / "journals"


class Broken(Exception):
    """What was found is not what was promised; the text says which: "lost" or "damaged", and what."""


class Act:
    """One kind of change. ``folder`` holds the journal and whatever else the act needs."""

    name: ClassVar[str]
    spread: ClassVar[float] = 0.25  # s within which it is interrupted
    unheard = 1  # what may have been kept besides what was heard of

    def prepare(self, folder: Path) -> None:
        """Make the journal that it begins with."""
        Journal.create(folder / "journal", PASSPHRASE, log_n=LOG_N)[0].close()

    def run(self, folder: Path, reached: int, announce: Announce) -> None:
        """Go on from ``reached`` for ever."""
        with opened(folder) as journal:
            for n in _on_from(reached):
                self.do(journal, n)
                announce(n)

    def do(self, journal: Journal, n: int) -> None:
        """Make the n-th change."""
        raise NotImplementedError

    def as_promised(self, found: int, promised: int) -> int:
        """Return ``found`` if that is what was promised, or a little more; Broken."""
        if not promised <= found <= promised + self.unheard:
            raise Broken(f"lost: {promised} promised, {found} found")
        return found

    def check(self, folder: Path, promised: int) -> int:
        """Return how far it came, ``promised`` or one more; Broken if something is lost or damaged."""
        with opened(folder) as journal:
            whole(journal)
            return self.reached(journal, promised)

    def reached(self, journal: Journal, promised: int) -> int:
        """Return how far the open journal came; Broken."""
        raise NotImplementedError


@contextmanager
def opened(folder: Path, passphrase: str = PASSPHRASE) -> Iterator[Journal]:
    """Open the journal of a folder as the app does."""
    journal = Journal.open(folder / "journal", Passphrase(passphrase))
    try:
        yield journal
    finally:
        journal.close()


def whole(journal: Journal) -> None:
    """Raise Broken unless the file's checksums, tree, references and search index are sound."""
    if journal.missing_changes:
        raise Broken(f"lost: {journal.missing_changes} changes, as the journal itself says")
    found = journal.check()
    if not found.sound:
        raise Broken(f"damaged: {found.problems or [str(one.path) for one in found.damaged]}")
    litter = list(journal.path.rglob(f"{TEMPORARY}*"))
    if litter:
        raise Broken(f"damaged: {litter[0].name} was left behind")


def spread(enough: int, tries: int) -> list[int]:
    """Return about ``tries`` numbers from 0 to ``enough``, close together at 0; at most all of them."""
    if tries > enough:
        return list(range(enough + 1))
    last = max(tries - 1, 1)
    return sorted({round(enough * (n / last) ** 2) for n in range(last + 1)})


def body(n: int) -> str:
    """Return the text of the n-th entry, 70 to 3,000 characters that follow from n alone."""
    words = hashlib.sha256(str(n).encode()).hexdigest()
    return f"{n}\n" + " ".join([words] * (1 + n % 43))


class Writing(Act):
    """Entries with tags, one after the other."""

    name = "writing"
    spread = 0.6

    def do(self, journal: Journal, n: int) -> None:
        journal.entries.add(
            NewEntry(when=moment(n % 3_000), title=str(n), body=body(n), tags=(f"t{n % 7}",))
        )

    def reached(self, journal: Journal, promised: int) -> int:
        kept = {int(one.title): one for one in journal.entries.iterate()}
        lost = [n for n in range(1, promised + 1) if n not in kept]
        if lost:
            raise Broken(f"lost: entries {lost[:5]}")
        for n, entry in kept.items():
            if entry.body != body(n) or entry.tags != (f"t{n % 7}",):
                raise Broken(f"damaged: entry {n}")
        return self.as_promised(len(kept), promised)


class Editing(Act):
    """What autosave does: a handful of entries, their text changed again and again."""

    name = "editing"
    entries = 5

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        with opened(folder) as journal:
            for n in range(self.entries):
                journal.entries.add(NewEntry(when=moment(n), title="0", body=body(0)))

    def do(self, journal: Journal, n: int) -> None:
        journal.entries.save_text(self._ids(journal)[n % self.entries], str(n), body(n))

    def reached(self, journal: Journal, promised: int) -> int:
        kept = [journal.entries.get(id_) for id_ in self._ids(journal)]
        for which, entry in enumerate(kept):
            last = promised - (promised - which) % self.entries
            behind = int(entry.title) - max(last, 0)
            if behind < 0 or int(entry.title) > promised + self.unheard:
                raise Broken(f"lost: text {last}, {entry.title} found")
            if entry.body != body(int(entry.title)):
                raise Broken(f"damaged: text {entry.title}")
        return self.as_promised(max(int(entry.title) for entry in kept), promised)

    def _ids(self, journal: Journal) -> list[EntryId]:
        return [one.id for one in journal.entries.iterate()]


class Attaching(Act):
    """Files of up to 300 KB on one entry."""

    name = "attachments"

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        with opened(folder) as journal:
            journal.entries.add(NewEntry(when=moment(), title="Files"))

    def do(self, journal: Journal, n: int) -> None:
        journal.attachments.add(self._entry(journal), f"{n}.bin", self._bytes(n), mime="image/png")

    def reached(self, journal: Journal, promised: int) -> int:
        kept = journal.attachments.of(self._entry(journal))
        for one in kept:
            if journal.attachments.data(one.sha256) != self._bytes(int(one.name[:-4])):
                raise Broken(f"damaged: {one.name}")
        return self.as_promised(len(kept), promised)

    def _entry(self, journal: Journal) -> EntryId:
        return journal.entries.newest(1)[0].id

    def _bytes(self, n: int) -> bytes:
        return hashlib.shake_128(str(n).encode()).digest(1_000 + n * 7_919 % 300_000)


class Mapping(Act):
    """One map, from nothing to twenty variables and back."""

    name = "maps"

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        with opened(folder) as journal:
            journal.maps.add(plain_map("0", variables=(), links=()))

    def do(self, journal: Journal, n: int) -> None:
        there = journal.maps.all()[0].map
        grown = tuple(variable(f"V{n} {place}") for place in range(n % 20))
        journal.maps.keep(replace(there, title=str(n), variables=grown))

    def reached(self, journal: Journal, promised: int) -> int:
        kept = journal.maps.all()[0].map
        found = self.as_promised(int(kept.title), promised)
        expected = [f"V{found} {place}" for place in range(found % 20)] if found else []
        if [one.name for one in kept.variables] != expected:
            raise Broken(f"damaged: map {found}")
        return found


class Importing(Act):
    """Sixty entries of a jrnl file at a time: all of them, or none."""

    name = "import"
    spread = 0.6
    count = 60

    def run(self, folder: Path, reached: int, announce: Announce) -> None:
        with opened(folder) as journal:
            for n in _on_from(reached):
                text = folder / f"{n}.txt"
                text.write_text(
                    "\n".join(
                        f"[{dt.date(2000, 1, 1) + dt.timedelta(days=n * self.count + i)} 09:00] {n}.{i}.\n{body(n)}\n"
                        for i in range(self.count)
                    )
                )
                survey = incoming.survey(text, "jrnl", tz="Europe/Oslo")
                planned = incoming.plan(journal, survey)
                carry_out(journal, planned)
                announce(n)

    def reached(self, journal: Journal, promised: int) -> int:
        kept = [one.title.split(".")[0] for one in journal.entries.iterate()]
        counts = {int(n): kept.count(n) for n in set(kept)}
        halves = [n for n, count in counts.items() if count != self.count]
        if halves:
            raise Broken(f"damaged: {counts[halves[0]]} of {self.count} of import {halves[0]}")
        return self.as_promised(len(counts), promised)


class BackingUp(Act):
    """A backup after each entry; the old ones are thinned out."""

    name = "backup"
    spread = 1.0

    def do(self, journal: Journal, n: int) -> None:
        journal.entries.add(NewEntry(when=moment(n), title=str(n), body=body(n)))
        journal.back_up()

    def reached(self, journal: Journal, promised: int) -> int:
        found = self.as_promised(journal.entries.count, promised)
        made = journal.backups()
        if promised and not made:
            raise Broken("lost: every backup")
        if made:
            self._look_into(made[0], promised)
        if found > promised:
            journal.back_up()  # the entry was kept and its backup was not: go on from there
        return found

    def _look_into(self, newest: backups.Backup, promised: int) -> None:
        copy = newest.path.parent.parent / "looked-into"
        restore(copy / "journal", newest)
        try:
            with opened(copy) as journal:
                whole(journal)
                if journal.entries.count < promised:
                    raise Broken(f"lost: the newest backup holds {journal.entries.count}")
        finally:
            shutil.rmtree(copy)


class Restoring(Act):
    """A backup brought back over something newer, which is set aside whole."""

    name = "restore"
    spread = 1.5

    def run(self, folder: Path, reached: int, announce: Announce) -> None:
        for n in _on_from(reached):
            with opened(folder) as journal:
                for extra in [one.id for one in journal.entries.iterate() if one.title == "later"]:
                    journal.entries.trash(extra)
                    journal.entries.purge(extra)
                journal.entries.add(NewEntry(when=moment(n), title=str(n), body=body(n)))
                kept = journal.back_up()
                journal.entries.add(NewEntry(when=moment(n), title="later"))
            restore(folder / "journal", kept)
            announce(n)
            for aside in backups_in(folder / "journal"):
                if aside.set_aside:
                    shutil.rmtree(aside.path)

    def reached(self, journal: Journal, promised: int) -> int:
        kept = {one.title: one.body for one in journal.entries.iterate() if one.title != "later"}
        if any(body(int(title)) != text for title, text in kept.items()):
            raise Broken("damaged: an entry that was brought back")
        return self.as_promised(len(kept), promised)


class ChangingPassphrase(Act):
    """A new passphrase again and again: exactly one opens."""

    name = "passphrase"

    def run(self, folder: Path, reached: int, announce: Announce) -> None:
        with opened(folder, self._words(reached)) as journal:
            for n in _on_from(reached):
                journal.change_passphrase(self._words(n - 1), self._words(n), LOG_N)
                announce(n)

    def check(self, folder: Path, promised: int) -> int:
        for n in range(promised, promised + 1 + min(self.unheard, _TRIED)):
            try:
                with opened(folder, self._words(n)) as journal:
                    whole(journal)
                    self.reached(journal, n)
                    return n
            except Exception as error:
                if type(error).__name__ != "WrongPassphrase":
                    raise
        raise Broken("lost: none of the passphrases opens the journal")

    def reached(self, journal: Journal, promised: int) -> int:
        return promised

    def _words(self, n: int) -> str:
        return f"{PASSPHRASE} {n}" if n else PASSPHRASE


class ChangingKey(ChangingPassphrase):
    """Everything encrypted anew, with another passphrase: finished at the next opening if cut off."""

    name = "another key"
    spread = 1.5

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        with opened(folder) as journal:
            journal.entries.add(NewEntry(when=moment(), title="Kept", body=body(7)))
            journal.back_up()

    def run(self, folder: Path, reached: int, announce: Announce) -> None:
        for n in _on_from(reached):
            anew = Anew(self._words(n - 1), self._words(n), new_recovery_key(), log_n=LOG_N)
            encrypt_anew(folder / "journal", anew)
            announce(n)

    def reached(self, journal: Journal, promised: int) -> int:
        if journal.entries.newest(1)[0].title != "Kept":
            raise Broken("lost: the entry")
        return promised


class Migrating(Act):
    """A journal of each earlier version, opened by today's."""

    name = "migration"
    spread = 1.0
    versions = sorted(path.name for path in OLD.iterdir())

    def prepare(self, folder: Path) -> None:
        for version in self.versions:
            shutil.copytree(OLD / version, folder / f"as {version}" / "journal")
            with opened(folder / f"as {version}"):
                pass

    def run(self, folder: Path, reached: int, announce: Announce) -> None:
        for n in _on_from(reached):
            shutil.copytree(OLD / self._version(n), folder / "coming" / "journal")
            (folder / "coming").rename(folder / str(n))
            with opened(folder / str(n)):
                pass
            announce(n)
            shutil.rmtree(folder / str(n - 1), ignore_errors=True)

    def check(self, folder: Path, promised: int) -> int:
        for n in (promised, promised + 1):
            if (folder / str(n)).exists():
                with (
                    opened(folder / str(n)) as journal,
                    opened(folder / f"as {self._version(n)}") as as_,
                ):
                    whole(journal)
                    if _told(journal) != _told(as_):
                        raise Broken(f"damaged: version {self._version(n)}")
        for left in (str(promised + 1), "coming"):  # cut off before or while it was opened
            shutil.rmtree(folder / left, ignore_errors=True)
        return promised

    def _version(self, n: int) -> str:
        return self.versions[n % len(self.versions)]


class Sealing(Act):
    """A share sealed into a file, and the record of it."""

    name = "sealing"
    spread = 0.6

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        with opened(folder) as journal:
            journal.entries.add(NewEntry(when=moment(), title="Shared", body=body(1)))

    def run(self, folder: Path, reached: int, announce: Announce) -> None:
        with opened(folder) as journal:
            own = journal.identity.get()
            entries = (journal.entries.newest(1)[0].id,)
            for n in _on_from(reached):
                checked = seal.check(journal, ShareRequest(entries=entries, sender="Mara"))
                dest = folder / f"{n}.metanoia"
                seal.seal(journal, checked, seal.ForKeys((own.age_recipient,)), dest)
                announce(n)

    def check(self, folder: Path, promised: int) -> int:
        with opened(folder) as journal:
            whole(journal)
            own = journal.identity.get()
            files = sorted(folder.glob("*.metanoia"))
            for file in files:
                open_share(file.read_bytes(), identity=own)
            litter = [
                path.name for path in folder.iterdir() if path.suffix not in ("", ".metanoia")
            ]
            if litter:
                raise Broken(f"damaged: {litter[0]} beside the shares")
            kept = self.as_promised(len(journal.shares.all()), promised)
            if len(files) < kept:
                raise Broken("lost: a sealed file")
            for file in files:
                if int(file.stem) > kept:
                    file.unlink()  # nobody was told of it
            return kept


def _told(journal: Journal) -> list[tuple[str, str, str]]:
    return sorted((str(one.when.date), one.title, one.body) for one in journal.entries.iterate())


def _on_from(reached: int) -> Iterator[int]:
    n = reached
    while True:
        n += 1
        yield n


ACTS: tuple[type[Act], ...] = (
    Writing, Editing, Attaching, Mapping, Importing, BackingUp, Restoring, ChangingPassphrase,
    ChangingKey, Migrating, Sealing,
)  # fmt: skip

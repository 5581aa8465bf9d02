"""metanoia demo: a journal made, used, sealed from and checked in a new temporary folder."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from metanoia.cli import demo_coach, demo_mastery, demo_systems, lived, options
from metanoia.cli.prediction_text import leaning
from metanoia.cli.terminal import answer, counted, say, show
from metanoia.domain.errors import DemonstrationFailed

if TYPE_CHECKING:
    from metanoia.domain.assumptions import AssumptionId
    from metanoia.domain.entries import Entry, EntryId
    from metanoia.journal import Journal

T = TypeVar("T")

_SHARED = 3
_WROTE = "I take for granted that a quiet heron means the lake is well."
_ASSUMED = "a quiet heron means the lake is well"


@click.command("demo")
@click.option("--keep", is_flag=True, help="Leave the folder and say how to open it.")
@options.as_json
@options.common
def demo_command(keep: bool, as_json: bool) -> None:
    """Show that everything works.

    A sample journal is made, used, sealed from and checked. It happens in a new temporary folder, which is deleted at the end unless --keep. Your own journal
    is not touched.
    """
    place = Path(tempfile.mkdtemp(prefix="metanoia-demo-"))  # mode 0700
    shown = _Demonstration(place, None if as_json else show)
    try:
        shown.run()
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    if not keep:
        shutil.rmtree(place)
    if as_json:
        kept = str(shown.folder) if keep else None
        answer({"done": True, "journal": kept, "steps": shown.steps})
    if keep:
        say(f"It is kept in {shown.folder}; its passphrase is: {shown.passphrase}")
    elif not as_json:
        say("The folder was deleted again.")


class _Demonstration:
    """The main job, step by step; every step looks whether it really worked."""

    def __init__(self, place: Path, tell: Callable[[str], None] | None) -> None:
        from metanoia.vault import words

        self.folder = place / "journal"
        self.passphrase = words.generate(6)
        self.steps: list[dict[str, object]] = []
        self._place = place
        self._tell = tell
        self._chosen: tuple[Entry, ...] = ()

    def run(self) -> None:
        if self._tell:
            self._tell(f"A demonstration in {self._place}\n")
        journal = self._step("make", self._make)
        try:
            self._step("fill", lambda: self._fill(journal))
            written = self._step("write", lambda: self._write(journal))
            self._step("search", lambda: self._search(journal))
            made = self._step("assume", lambda: self._assume(journal, written))
            self._step("test", lambda: self._test(journal, made))
            self._step("record", lambda: self._record(journal))
            goal = self._step("aim", lambda: demo_mastery.aim(journal))
            self._step("value", lambda: demo_mastery.value(journal, goal))
            self._step("draw", lambda: demo_systems.draw(journal, goal))
            self._step("review", lambda: demo_mastery.review(journal, goal))
            self._step("back up", lambda: self._back_up(journal))
            self._step("lock", lambda: self._lock(journal))
            journal = self._step("open", self._open)
            coaching = demo_coach.Coaching(self._place, journal)
            with self._step("meet", coaching.meet):
                self._chosen = self._choose(journal)
                self._step("seal", lambda: coaching.seal(self._chosen, goal))
                whole = self._step("read", coaching.read)
                reply = self._step("reply", lambda: coaching.reply(whole))
                self._step("bring in", lambda: coaching.bring_in(reply))
            self._step("check", lambda: self._check(journal))
        finally:
            journal.close()
        self._step("look", self._look)
        if self._tell:
            total = sum(float(str(step["seconds"])) for step in self.steps)
            self._tell(f"\nEvery step worked, in {total:.1f} seconds.")

    def _step(self, name: str, work: Callable[[], tuple[T, str]]) -> T:
        begun = time.perf_counter()
        found, said = work()
        took = time.perf_counter() - begun
        self.steps.append({"step": name, "said": said, "seconds": round(took, 3)})
        if self._tell:
            self._tell(f"{took:6.2f} s  {said}")
        return found

    def _make(self) -> tuple[Journal, str]:
        from metanoia.exchange import sample
        from metanoia.journal import Journal

        journal, _ = Journal.create(self.folder, self.passphrase, name=sample.name())
        return journal, "made an encrypted journal under a passphrase of six words"

    def _fill(self, journal: Journal) -> tuple[None, str]:
        from metanoia.exchange import sample

        count = sample.fill(journal)
        _expect(count > _SHARED and journal.entries.count == count, "the sample did not come in")
        return None, f"brought in the {counted(count, 'entry', 'entries')} of a sample year"

    def _write(self, journal: Journal) -> tuple[EntryId, str]:
        from metanoia import places
        from metanoia.domain import days
        from metanoia.domain.entries import NewEntry

        when = days.now(places.time_zone(), journal.meta.day_start)
        entry = journal.entries.add(NewEntry(when=when, title="By the lake", body=_WROTE))
        _expect(journal.entries.get(entry.id).body == _WROTE, "what was written did not stay")
        return entry.id, "wrote an entry for today"

    def _search(self, journal: Journal) -> tuple[None, str]:
        found = journal.search.find('"quiet heron" lak')
        _expect([hit.row.title for hit in found.hits] == ["By the lake"], "it was not found")
        return None, 'found it again by "quiet heron" and the beginning of a word'

    def _assume(self, journal: Journal, entry: EntryId) -> tuple[AssumptionId, str]:
        from metanoia.domain.anchors import Origin
        from metanoia.domain.assumptions import NewAssumption
        from metanoia.text import anchors

        start = _WROTE.index(_ASSUMED)
        passage = anchors.select(_WROTE, start, start + len(_ASSUMED))
        made = journal.assumptions.add(
            NewAssumption(statement=_ASSUMED.capitalize(), confidence=80, about="world"),
            origin=Origin(entry=entry, selector=passage),
        )
        edited = f"This morning: {_WROTE}"
        journal.entries.save_text(entry, "By the lake", edited)
        found = anchors.resolve(edited, journal.anchors.of("assumption", made.id)[0].selector)
        there = found and edited[found.start : found.stop]
        _expect(there == _ASSUMED, "the sentence was not found again")
        return made.id, "made its sentence an assumption, 80% sure, found again after an edit"

    def _test(self, journal: Journal, made: AssumptionId) -> tuple[None, str]:
        from metanoia.domain.experiments import NewExperiment, Result

        planned = NewExperiment(
            plan="Ask the warden about the water.",
            smallest_safe="It is one question.",
            foretold="The warden says the water is good.",
            percent=70,
            would_weaken="The water is bad and the heron still comes.",
            due_on=lived.today(journal),
        )
        test = journal.experiments.plan(made, planned)
        journal.experiments.finish(
            test.id, Result(happened="The water was bad.", confidence=45, came_true=False)
        )
        points = [point.confidence for point in journal.assumptions.history(made)]
        _expect(points == [80, 45], "the confidence did not move")
        return None, "tested it; the confidence went from 80% to 45%"

    def _record(self, journal: Journal) -> tuple[None, str]:
        from metanoia.domain.calibration import record

        found = record(journal.predictions.counted(lived.today(journal)))
        _expect(found.n > 0 and found.brier is not None, "the prediction does not count")
        count = counted(found.n, "settled prediction", "settled predictions")
        return None, f"reckoned the record of {count}: {leaning(found.overconfidence)}"

    def _back_up(self, journal: Journal) -> tuple[None, str]:
        backup = journal.back_up()
        _expect(backup.verified_at is not None, "the backup was not verified")
        return None, "made a backup and read it back"

    def _lock(self, journal: Journal) -> tuple[None, str]:
        from metanoia.domain.errors import WrongPassphrase
        from metanoia.journal import Journal
        from metanoia.vault.vault import Passphrase

        journal.close()
        try:
            Journal.open(self.folder, Passphrase("a passphrase that is wrong")).close()
        except WrongPassphrase:
            return None, "locked it; a wrong passphrase does not open it"
        raise DemonstrationFailed("a wrong passphrase opened the journal")

    def _open(self) -> tuple[Journal, str]:
        from metanoia.journal import Journal
        from metanoia.vault.vault import Passphrase

        journal = Journal.open(self.folder, Passphrase(self.passphrase))
        newest = journal.entries.newest(1)[0]
        _expect(newest.title == "By the lake", "what was written was gone")
        return journal, "opened it with the right one; everything is there"

    def _choose(self, journal: Journal) -> tuple[Entry, ...]:
        own = journal.entries.never_shared()
        newest = (row.id for row in journal.entries.newest() if row.id not in own)
        return tuple(journal.entries.get(one) for one in itertools.islice(newest, _SHARED))

    def _check(self, journal: Journal) -> tuple[None, str]:
        _expect(journal.check().sound, "the check found damage")
        return None, "checked the journal and its backup: whole"

    def _look(self) -> tuple[None, str]:
        files = [path for path in self._place.rglob("*") if path.is_file()]
        for path in files:
            data = path.read_bytes()
            for entry in self._chosen:
                _expect(entry.title.encode() not in data, f"{path.name} shows a title")
            for text in (_WROTE, demo_mastery.VISION, demo_coach.QUESTION, demo_coach.NOTE):
                _expect(text.encode() not in data, f"{path.name} shows what was written")
        return None, f"looked through all {len(files)} files: nothing written stands in the clear"


def _expect(worked: bool, otherwise: str) -> None:
    if not worked:
        raise DemonstrationFailed(otherwise)

"""metanoia check, backup, restore, stats: is it whole, is it safe, how much is it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, counted, progress, say, show, table
from metanoia.cli.unlocking import opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.journal import Journal
    from metanoia.store.health import Copies, Health
    from metanoia.vault.backups import Backup


@click.command("check")
@options.as_json
@options.common
@click.pass_context
def check_command(context: click.Context, as_json: bool) -> None:
    """Look whether the journal, its key files and its backups are whole, in the second folder too.

    The exit code is 1 if anything is not.
    """
    with opened(options.named(context)) as journal:
        health = _checked(journal)
        missing = journal.missing_changes
    problems = [*health.problems, *health.keys]
    if missing:
        lost = counted(missing, "change is", "changes are")
        problems.append(f"The newest {lost} missing: this is an older copy of the journal.")
    if as_json:
        answer(
            {
                "sound": health.sound and not missing,
                "problems": problems,
                "backups": _checked_as_json(health.whole, health.damaged),
                "second": None if health.second is None else _copies_as_json(health.second),
            }
        )
    else:
        show("\n".join(problems) or "The journal is whole.")
        if health.whole or health.damaged:
            show(f"{counted(len(health.whole), 'backup is', 'backups are')} whole.")
        else:
            say("There is no backup yet: metanoia backup makes one.")
        for backup in health.damaged:
            show(f"Backup {backup.sequence} is damaged.")
        if health.second is not None:
            _show_copies(health.second)
    if health.problems or missing or health.damaged:
        say("Not everything is whole. Bring back a whole backup: metanoia restore NUMBER")
    elif health.second is not None and health.second.damaged:
        say("A new copy takes the place of a damaged one: metanoia backup")
    if missing or not health.sound:
        context.exit(1)


@click.command("backup")
@click.option("--list", "only_list", is_flag=True, help="List the backups; no passphrase needed.")
@click.option(
    "--second",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Copy it there too, now and from now on: a stick, another disk.",
)
@click.option("--no-second", is_flag=True, help="Copy to no second folder any more.")
@options.as_json
@options.common
@click.pass_context
def backup_command(
    context: click.Context, only_list: bool, second: Path | None, no_second: bool, as_json: bool
) -> None:
    """Make a verified backup now.

    It is copied to the second folder, if there is one. Copies that lie there stay when that ends.
    """
    from metanoia.vault.stamps import stamp

    if second is not None and no_second:
        raise click.UsageError("Give --second or --no-second, not both.")
    if only_list:
        _list_backups(options.named(context), as_json)
        return
    with opened(options.named(context)) as journal:
        if no_second:
            journal.meta.second_folder = None
        if second is not None:
            journal.choose_second_folder(second)
            journal.copy_to_second()
            backup = next(one for one in journal.backups() if not one.set_aside)
        else:
            backup = journal.back_up()
        elsewhere, trouble = _elsewhere(journal)
    if as_json:
        copied = str(elsewhere) if elsewhere and not trouble else None
        answer(_backup_as_json(backup) | {"path": str(backup.path), "second": copied})
    else:
        show(f"Backup {backup.sequence}, verified {stamp(backup.made_at)}: {backup.path}")
        if elsewhere and not trouble:
            show(f"Copied to {elsewhere}")
    if trouble:
        say(trouble)


@click.command("restore")
@click.argument("backup")
@options.as_json
@options.common
@click.pass_context
def restore_command(context: click.Context, backup: str, as_json: bool) -> None:
    """Bring back a backup.

    BACKUP is its number or its folder. The present journal is set aside. What is set aside can be brought back in the same way, so that nothing is lost.
    """
    from metanoia.journal import restore

    folder = options.named(context).folder.absolute()
    former = restore(folder, backup)
    if as_json:
        answer({"journal": str(folder), "former": str(former) if former else None})
        return
    show(f"The backup is now the journal in {folder}")
    if former:
        show(f"The former journal is in {former}")
        say(f"To have it back: metanoia restore {former}")


@click.command("stats")
@options.as_json
@options.common
@click.pass_context
def stats_command(context: click.Context, as_json: bool) -> None:
    """Count what the journal holds."""
    with opened(options.named(context)) as journal:
        stats = journal.stats()
    first = stats.first_day.isoformat() if stats.first_day else None
    last = stats.last_day.isoformat() if stats.last_day else None
    if as_json:
        answer(
            {
                "entries": stats.entries,
                "words": stats.words,
                "days": stats.days,
                "tags": stats.tags,
                "attachments": stats.attachments,
                "first_day": first,
                "last_day": last,
            }
        )
        return
    table(
        [
            ("entries", f"{stats.entries:,}"),
            ("words", f"{stats.words:,}"),
            ("days", f"{stats.days:,}"),
            ("tags", f"{stats.tags:,}"),
            ("attachments", f"{stats.attachments:,}"),
            ("first day", first or "none"),
            ("last day", last or "none"),
        ]
    )


def _checked(journal: Journal) -> Health:
    with progress("Checking", 100) as tell:
        return journal.check(progress=lambda done, of: tell(100 * done // max(of, 1)))


def _elsewhere(journal: Journal) -> tuple[Path | None, str]:
    """Return the second folder, and why the backup is not there, if it is not."""
    from metanoia.domain.errors import SecondFolderGone

    found = journal.look_at_second_folder()
    if found is None:
        return None, ""
    gone = "" if found.there else str(SecondFolderGone(found.path))
    return found.path, gone or journal.meta.second_failed


def _show_copies(second: Copies) -> None:
    if not second.there:
        say(f"The second folder {second.path} is not there now, so nothing was checked in it.")
        return
    whole = counted(len(second.whole), "copy is", "copies are")
    show(f"{whole} whole in the second folder {second.path}.")
    for backup in second.damaged:
        show(f"Copy {backup.sequence} there is damaged.")


def _list_backups(named: options.Named, as_json: bool) -> None:
    from metanoia.domain.errors import JournalMissing
    from metanoia.journal import backups_in
    from metanoia.vault.stamps import stamp

    if not named.folder.is_dir():
        raise JournalMissing(named.folder)
    found = backups_in(named.folder)
    if as_json:
        answer(
            [
                _backup_as_json(backup)
                | {
                    "path": str(backup.path),
                    "verified_at": stamp(backup.verified_at) if backup.verified_at else None,
                    "set_aside": backup.set_aside,
                }
                for backup in found
            ]
        )
        return
    table([(str(backup.sequence), stamp(backup.made_at), _standing(backup)) for backup in found])
    if not found:
        say("There is no backup yet.")


def _standing(backup: Backup) -> str:
    if backup.set_aside:
        return "set aside by a restore"
    return "verified" if backup.verified_at else "not verified"


def _copies_as_json(second: Copies) -> dict[str, object]:
    return {
        "path": str(second.path),
        "there": second.there,
        "backups": _checked_as_json(second.whole, second.damaged),
    }


def _checked_as_json(whole: Sequence[Backup], damaged: Sequence[Backup]) -> list[dict[str, object]]:
    return [
        _backup_as_json(backup) | {"whole": sound}
        for sound, found in ((True, whole), (False, damaged))
        for backup in found
    ]


def _backup_as_json(backup: Backup) -> dict[str, object]:
    from metanoia.vault.stamps import stamp

    return {
        "number": backup.sequence,
        "made_at": stamp(backup.made_at),
        "size": backup.size,
    }

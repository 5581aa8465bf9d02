"""metanoia check, backup, restore, stats: is it whole, is it safe, how much is it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, counted, progress, say, show, table
from metanoia.cli.unlocking import opened

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.store.health import Health
    from metanoia.vault.backups import Backup


@click.command("check")
@options.as_json
@options.common
@click.pass_context
def check_command(context: click.Context, as_json: bool) -> None:
    """Look whether journal and backups are whole.

    The exit code is 1 if anything is not.
    """
    with opened(options.named(context)) as journal:
        health = _checked(journal)
        missing = journal.missing_changes
    problems = list(health.problems)
    if missing:
        lost = counted(missing, "change is", "changes are")
        problems.append(f"The newest {lost} missing: this is an older copy of the journal.")
    if as_json:
        answer(
            {
                "sound": health.sound and not missing,
                "problems": problems,
                "backups": [
                    _backup_as_json(backup) | {"whole": whole}
                    for whole, found in ((True, health.whole), (False, health.damaged))
                    for backup in found
                ],
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
    if problems or health.damaged:
        say("Not everything is whole. Bring back a whole backup: metanoia restore NUMBER")
        context.exit(1)


@click.command("backup")
@click.option("--list", "only_list", is_flag=True, help="List the backups; no passphrase needed.")
@options.as_json
@options.common
@click.pass_context
def backup_command(context: click.Context, only_list: bool, as_json: bool) -> None:
    """Make a verified backup now."""
    from metanoia.vault.stamps import stamp

    if only_list:
        _list_backups(options.named(context), as_json)
        return
    with opened(options.named(context)) as journal:
        backup = journal.back_up()
    if as_json:
        answer(_backup_as_json(backup) | {"path": str(backup.path)})
    else:
        show(f"Backup {backup.sequence}, verified {stamp(backup.made_at)}: {backup.path}")


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


def _backup_as_json(backup: Backup) -> dict[str, object]:
    from metanoia.vault.stamps import stamp

    return {
        "number": backup.sequence,
        "made_at": stamp(backup.made_at),
        "size": backup.size,
    }

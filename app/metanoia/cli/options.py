"""What every command understands: which journal, how it opens, and whether a program is asking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

DAY = click.DateTime(formats=["%Y-%m-%d"])


@dataclass(slots=True)
class Named:
    """The journal's folder and the passphrase's file as they were named, before or after the command."""

    journal: Path | None = None
    passphrase_file: str | None = None

    @property
    def folder(self) -> Path:
        """The journal's folder: as named, else METANOIA_JOURNAL, else the user's own."""
        from metanoia import places

        return self.journal or places.default_journal()


def common(command: F) -> F:
    """Add --journal and --passphrase-file; what stands after the command word wins."""
    for option in (
        click.option(
            "--passphrase-file",
            metavar="FILE",
            expose_value=False,
            callback=_named("passphrase_file"),
            help="Read the passphrase from the first line of FILE; - is standard input.",
        ),
        click.option(
            "--journal",
            metavar="DIR",
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_named("journal"),
            help="The journal's folder.",
        ),
    ):
        command = option(command)
    return command


as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")


def narrowing(command: F) -> F:
    """Add --from, --to and --tag."""
    for option in (
        click.option("--tag", metavar="T", help="Only entries that wear this tag."),
        click.option("--to", "last", type=DAY, metavar="DATE", help="Only up to this day."),
        click.option("--from", "first", type=DAY, metavar="DATE", help="Only from this day on."),
    ):
        command = option(command)
    return command


def day(given: dt.datetime | None) -> dt.date | None:
    """Return the day of an option of the type DAY."""
    return given.date() if given else None


def named(context: click.Context) -> Named:
    """Return what was named for this run."""
    found: Named = context.find_root().ensure_object(Named)
    return found


def _named(field: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(context: click.Context, _option: click.Parameter, given: Any) -> None:
        if given is not None:
            setattr(named(context), field, given)

    return keep

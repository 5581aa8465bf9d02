"""metanoia withdraw: asking a share back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, show
from metanoia.cli.unlocking import opened

if TYPE_CHECKING:
    from metanoia.domain.shares import ShareRow


@click.command("withdraw")
@click.argument("share")
@click.option(
    "--undo", is_flag=True, help="Let it stand again, as long as nothing else was sealed."
)
@options.as_json
@options.common
@click.pass_context
def withdraw_command(context: click.Context, share: str, undo: bool, as_json: bool) -> None:
    """Ask a share back from its readers.

    SHARE is its number or the beginning of its id. The next share to the same readers says so: their
    Metanoia then deletes its copy and sends a receipt. Copies that were made outside cannot be recalled.
    """
    with opened(options.named(context)) as journal:
        found = journal.shares.find(share)
        change = journal.shares.leave_standing if undo else journal.shares.withdraw
        row = change(found.id)
    if as_json:
        answer(_as_json(row))
    else:
        show(_as_text(row))


def _as_json(row: ShareRow) -> dict[str, object]:
    from metanoia.vault.stamps import stamp

    return {
        "number": row.seq,
        "id": row.id,
        "state": row.state,
        "sealed_at": stamp(row.sealed_at),
        "withdrawn_at": stamp(row.withdrawn_at) if row.withdrawn_at else None,
        "readers": list(row.names),
        "deleted_at": [stamp(one.at) for one in row.deleted],
    }


def _as_text(row: ShareRow) -> str:
    if row.withdrawn_at is None:
        return f"Share {row.seq} stands again."
    readers = ", ".join(row.names) or "its readers"
    return (
        f"Share {row.seq} is withdrawn. The next share for {readers} says so: their Metanoia then deletes "
        "its copy and sends a receipt.\nCopies that were made outside cannot be recalled."
    )

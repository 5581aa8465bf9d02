"""metanoia desk open: what somebody sealed, and whose it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, line, show
from metanoia.cli.unlocking import opened, secret_text

if TYPE_CHECKING:
    from metanoia.domain.shares import OpenedShare, SharedEntry


@click.group("desk")
@options.common
def desk_command() -> None:
    """The Coach desk: what others sealed for you."""


@desk_command.command("open")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--share-passphrase-file",
    metavar="FILE",
    help="It opens with this passphrase; no journal needed.",
)
@options.as_json
@options.common
@click.pass_context
def open_command(
    context: click.Context, file: Path, share_passphrase_file: str | None, as_json: bool
) -> None:
    """Open a share and say who sealed it.

    It opens by the journal's own key, or by a passphrase. Nothing is kept.
    """
    from metanoia.exchange.desk import open_share

    if share_passphrase_file is not None:
        words = secret_text(share_passphrase_file, "Passphrase", "--share-passphrase-file")
        share = open_share(file, words=words)
    else:
        with opened(options.named(context)) as journal:
            share = open_share(file, identity=journal.identity.get(), known=journal.people)
    if as_json:
        answer(_as_json(share))
    else:
        show(_as_text(share))


def entry_as_json(entry: SharedEntry) -> dict[str, object]:
    """Return {id, date, time, title, body, tags} of an entry inside a share."""
    return {
        "id": str(entry.id),
        "date": entry.date.isoformat(),
        "time": entry.time.isoformat("minutes") if entry.time is not None else None,
        "title": entry.title,
        "body": entry.body,
        "tags": list(entry.tags),
    }


def _as_json(share: OpenedShare) -> dict[str, object]:
    from metanoia.vault.stamps import stamp

    attached = [one for entry in share.entries for one in entry.attachments]
    return {
        "id": share.id,
        "sender": share.sender,
        "known_as": share.known_as,
        "verified": share.verified,
        "addressed_to_me": share.addressed_to_me,
        "sender_fingerprint": share.sender_fingerprint,
        "fingerprint": share.fingerprint,
        "sealed_at": stamp(share.created_at),
        "note": share.cover_note,
        "entries": [entry_as_json(entry) for entry in share.entries],
        "attachments": [
            {"name": one.name, "size": one.size, "sha256": one.sha256} for one in attached
        ],
    }


def _as_text(share: OpenedShare) -> str:
    parts = [
        f"From: {line(share.sender)} ({_whose(share)})",
        f"Their key: {share.sender_fingerprint}",
        f"This share: {share.fingerprint}, sealed {share.created_at:%Y-%m-%d}",
    ]
    if share.cover_note:
        parts.append(f"\n{share.cover_note}")
    for entry in share.entries:
        when = entry.date.isoformat()
        if entry.time is not None:
            when += f" {entry.time.isoformat('minutes')}"
        about = "  ".join([when, *(f"#{tag}" for tag in entry.tags)])
        heading = f"# {entry.title}\n\n" if entry.title else ""
        parts.append(f"\n{heading}{about}\n\n{entry.body}".rstrip())
        parts += [f"Attached: {line(one.name)} ({one.size:,} bytes)" for one in entry.attachments]
    return "\n".join(parts)


def _whose(share: OpenedShare) -> str:
    if share.verified == "yours":
        return "your own share"
    if share.known_as is not None:
        return f"the signature is that of {line(share.known_as)}, whom you know"
    return (
        "the signature is whole, but you do not know this key: compare its digits with the sender, "
        "best by phone"
    )

"""metanoia key: the contact card, another passphrase or key, and the way back in by the recovery key."""

from __future__ import annotations

import json
import sys

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, counted, say, show
from metanoia.cli.unlocking import new_passphrase, opened, passphrase, secret_text

_new_file = click.option(
    "--new-passphrase-file", metavar="FILE", help="Read the new passphrase from FILE, or - ."
)


@click.group("key")
@options.common
def key_command() -> None:
    """What opens this journal, and what others seal with for you."""


@key_command.command("show")
@click.option("--name", metavar="NAME", help="The name on the card; else the journal's.")
@options.as_json
@options.common
@click.pass_context
def show_command(context: click.Context, name: str | None, as_json: bool) -> None:
    """Print your contact card, for those who want to seal for you. Nothing on it is secret."""
    from metanoia.exchange import contact

    with opened(options.named(context)) as journal:
        own = journal.identity.get()
        card = contact.ContactCard(
            name=name or journal.name, age_recipient=own.age_recipient, signing_key=own.signing_key
        )
    if as_json:
        answer(json.loads(contact.as_json(card)))
    else:
        show(contact.as_text(card).rstrip())


@key_command.command("change")
@_new_file
@click.option(
    "--rewrap-backups/--keep-backups",
    "rewrap",
    default=None,
    help="Let the backups open with the new passphrase only, or leave them with the old one. "
    "Asked on a terminal; else they get the new one.",
)
@options.as_json
@options.common
@click.pass_context
def change_command(
    context: click.Context, new_passphrase_file: str | None, rewrap: bool | None, as_json: bool
) -> None:
    """Replace the passphrase."""
    from metanoia.journal import Journal
    from metanoia.vault.vault import Passphrase

    named = options.named(context)
    old = passphrase(named)
    with Journal.open(named.folder, Passphrase(old)) as journal:
        new = new_passphrase(new_passphrase_file, "--new-passphrase-file")
        if rewrap is None:
            rewrap = not journal.backups() or _ask_rewrap()
        journal.change_passphrase(old, new)
        count = journal.rewrap_backups() if rewrap else 0
    if as_json:
        answer({"journal": str(named.folder.absolute()), "backups": count})
        return
    show("The passphrase was changed.")
    if count:
        show(f"{counted(count, 'backup opens', 'backups open')} with it as well.")
    if not rewrap:
        say("Backups made before still open with the old passphrase.")


@key_command.command("recover")
@click.option("--recovery-key-file", metavar="FILE", help="Read the recovery key from FILE, or - .")
@_new_file
@options.as_json
@options.common
@click.pass_context
def recover_command(
    context: click.Context,
    recovery_key_file: str | None,
    new_passphrase_file: str | None,
    as_json: bool,
) -> None:
    """Give the journal a new passphrase by its recovery key."""
    from metanoia.journal import recover
    from metanoia.vault import keys

    folder = options.named(context).folder.absolute()
    typed = secret_text(recovery_key_file, "Recovery key", "--recovery-key-file")
    recovery_key = keys.canonical_recovery_key(typed)
    recover(folder, recovery_key, new_passphrase(new_passphrase_file, "--new-passphrase-file"))
    if as_json:
        answer({"journal": str(folder)})
    else:
        show("The journal has a new passphrase. The recovery key stays as it is.")


@key_command.command("anew")
@_new_file
@click.option(
    "--keep-backups", is_flag=True,
    help="Leave the backups of before, which whoever has the former key can read; else they are deleted.",
)  # fmt: skip
@options.as_json
@options.common
@click.pass_context
def anew_command(
    context: click.Context, new_passphrase_file: str | None, keep_backups: bool, as_json: bool
) -> None:
    """Encrypt everything with another key, for when somebody may have a copy of this one.

    Another recovery key is printed; the former one opens nothing any more.
    """
    from metanoia.journal import encrypt_anew
    from metanoia.vault import keys
    from metanoia.vault.rekeying import Anew

    named = options.named(context)
    old = passphrase(named)
    new = new_passphrase(new_passphrase_file, "--new-passphrase-file")
    recovery_key = keys.new_recovery_key()

    def progress(step: int, _of: int) -> None:
        if step == 1 and not as_json:  # before anything changes: from then on it counts
            show(f"Recovery key: {recovery_key}")

    encrypt_anew(named.folder, Anew(old, new, recovery_key, keep_backups), progress)
    if as_json:
        answer({"journal": str(named.folder.absolute()), "recovery_key": recovery_key})
    else:
        show("Everything is encrypted anew. Only the new passphrase and this recovery key open it.")


def _ask_rewrap() -> bool:
    if not (sys.stdin and sys.stdin.isatty()):
        return True
    return click.confirm(
        "Shall the backups open with the new passphrase too, and no more with the old one?",
        default=True,
        err=True,
    )

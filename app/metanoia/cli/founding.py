"""metanoia new: a journal is made, and its recovery key shown once."""

from __future__ import annotations

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, say, show
from metanoia.cli.unlocking import new_passphrase


@click.command("new")
@click.option("--name", default="Journal", metavar="NAME", help="What the journal is called.")
@options.as_json
@options.common
@click.pass_context
def new_command(context: click.Context, name: str, as_json: bool) -> None:
    """Make a journal and print its recovery key, once.

    The folder must be empty or not there yet.
    """
    from metanoia.journal import Journal
    from metanoia.vault.folder import Folder

    named = options.named(context)
    folder = Folder(named.folder.absolute())
    if folder.path.exists():
        folder.prepare()  # tells of what is there before a passphrase is typed twice
    text = new_passphrase(named.passphrase_file, "--passphrase-file")
    journal, recovery_key = Journal.create(folder.path, text, name=name)
    journal.close()
    if as_json:
        answer({"journal": str(folder.path), "recovery_key": recovery_key})
        return
    show(f"Your journal is in {folder.path}")
    show(f"Recovery key: {recovery_key}")
    say(
        "Write the recovery key down and keep it away from this computer. It is shown only now; it "
        "opens the journal if you forget the passphrase. Both lost means everything lost."
    )

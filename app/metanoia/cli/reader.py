"""metanoia reader: the page that opens shares in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from metanoia.cli.terminal import show


@click.command("reader")
@click.argument("dest", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace DEST if it is there.")
def reader_command(dest: Path, force: bool) -> None:
    """Write the page that opens a share in any browser.

    For a reader who has nothing installed. The page asks for the .metanoia file and its passphrase;
    it loads and sends nothing. DEST is the file to write, or a folder.
    """
    from metanoia.exchange import bundle
    from metanoia.exchange.reader_page import reader_page

    file = dest / "open-a-share.html" if dest.is_dir() else dest
    bundle.save(file, reader_page(), force=force)
    show(f"Page: {file}")

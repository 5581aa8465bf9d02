"""The root of the command line; each command is loaded only when it is asked for."""

from __future__ import annotations

import importlib

import click

from metanoia import __version__
from metanoia.cli import shapes
from metanoia.cli.options import common

_MODULES = {
    "new": "founding",
    "write": "writing",
    "list": "reading",
    "show": "reading",
    "search": "reading",
    "import": "carrying",
    "export": "carrying",
    "assumption": "assumptions",
    "prediction": "predictions",
    "goal": "goals",
    "value": "values",
    "map": "maps",
    "review": "reviews",
    "people": "people",
    "share": "sharing",
    "reader": "reader",
    "desk": "desk",
    "reply": "replies",
    "target": "targets",
    "withdraw": "withdrawing",
    "check": "upkeep",
    "backup": "upkeep",
    "restore": "upkeep",
    "key": "keys",
    "stats": "upkeep",
    "demo": "demo",
}


class _Loading(click.Group):
    """A group whose commands live in modules of their own."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _MODULES:
            return None
        module = importlib.import_module(f"metanoia.cli.{_MODULES[cmd_name]}")
        found: click.Command = getattr(module, f"{cmd_name}_command")
        return found


@click.group(
    cls=_Loading,
    epilog=shapes.epilog(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="Metanoia %(version)s")
@common
def metanoia() -> None:
    """A private journal. Without a command the window opens.

    --journal DIR, or METANOIA_JOURNAL, names the journal's folder. The passphrase is asked for on a
    terminal, or read by --passphrase-file FILE (-: the first line of standard input). Both may stand
    before or after the command. Messages go to standard error.

    The exit code is 0 for done, 1 for refused or failed with one sentence, 2 for wrong usage.
    """

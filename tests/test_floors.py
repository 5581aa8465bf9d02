"""The plan of the house, held by a program: who may know whom, and what loads what."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app" / "metanoia"
MODULES = sorted(APP.rglob("*.py"))


def loaded_by(statement: str) -> set[str]:
    """Return the top-level names of all modules that a fresh interpreter loads for a statement."""
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    said = subprocess.run(
        [sys.executable, "-P", "-W", "error", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(said.stdout.split())


def speaking_of(*words: str) -> Iterator[tuple[Path, ast.Module]]:
    """Yield every module in which one of ``words`` stands, read: to read them all takes seconds."""
    for module in MODULES:
        text = module.read_text("utf-8")
        if any(word in text for word in words):
            yield module, ast.parse(text)


def calls(tree: ast.Module) -> list[ast.Call]:
    """Return every call in a module."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def name_of(call: ast.Call) -> str:
    """Return the last name of what is called: "Database" for ``sqlite_utils.Database(...)``."""
    called = call.func
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def test_imports_go_down_only():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(lint), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_command_line_loads_no_qt():
    loaded = loaded_by("import metanoia.cli, metanoia.__main__")
    assert "metanoia" in loaded
    assert not loaded & {"PySide6", "shiboken6"}


@pytest.mark.parametrize("words", [["--help"], ["--version"]])
def test_asking_for_help_loads_no_qt_and_no_heavy_library(words):
    asked = f"import metanoia.__main__ as start\nstart.main({words})\n"
    heavy = {"PySide6", "sqlite_utils", "keyring", "markdown", "nh3", "dateparser", "zxcvbn", "PIL"}
    assert not loaded_by(asked) & heavy


def test_only_the_driver_names_the_database_libraries():
    libraries = ("sqlcipher3", "sqlite_utils", "sqlite3")
    strangers = [
        f"{module.relative_to(APP)}: {name}"
        for module, tree in speaking_of(*libraries)
        for node in statements(tree)
        for name in imported(node)
        if name.partition(".")[0] in libraries
    ]
    assert {place.partition(":")[0] for place in strangers} == {"store/driver.py"}, strangers


def statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield every node that runs: all but what stands under ``if TYPE_CHECKING``."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            continue
        yield node
        yield from statements(node)


def imported(node: ast.AST) -> list[str]:
    """Return the modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module]
    return []


def test_nobody_opens_a_database_by_its_path():
    # sqlite_utils would make a file in the clear of it; the driver hands it a connection.
    opened = [
        f"{module.relative_to(APP)}:{call.lineno}"
        for module, tree in speaking_of("Database")
        if module != APP / "store" / "driver.py"
        for call in calls(tree)
        if name_of(call) == "Database"
        and call.args
        and isinstance(call.args[0], ast.Constant | ast.JoinedStr)
    ]
    assert opened == []


def test_no_signal_is_connected_to_something_made_on_the_spot():
    # A lambda or partial that holds self keeps a closed dialog, and the text in it, alive for ever.
    connected = [
        f"{module.relative_to(APP)}:{call.lineno}"
        for module, tree in speaking_of("lambda", "partial")
        for call in calls(tree)
        if name_of(call) == "connect"
        for given in call.args
        if isinstance(given, ast.Lambda)
        or (isinstance(given, ast.Call) and name_of(given) == "partial")
    ]
    assert connected == []


def test_nothing_reaches_for_the_network():
    network = ("socket", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx")
    local = {"QLocalServer", "QLocalSocket"}
    reached = []
    parts = {name.partition(".")[0] for name in network} | {"PySide6.QtNetwork", "PySide6.QtWeb"}
    for module, tree in speaking_of(*parts):
        for node in ast.walk(tree):
            names = imported(node)
            if "PySide6.QtNetwork" in names and {a.name for a in node.names} <= local:
                continue
            reached += [
                f"{module.relative_to(APP)}: {name}"
                for name in names
                if name in network
                or name.startswith(("http.", "PySide6.QtNetwork", "PySide6.QtWeb"))
            ]
    assert reached == []

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from pathlib import Path

import pytest

from metanoia.domain.errors import KeyringUnavailable
from metanoia.vault import remembered

VAULT = "1ff3bcd2-938d-478e-9ce6-ac8d24c73fc0"
KEY = bytes(range(32))
OURS = "vault.keyring_backends"


@pytest.fixture
def backend(monkeypatch):
    def choose(name, allowed=(OURS,)):
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name if "." in name else f"{OURS}.{name}")
        monkeypatch.setattr(remembered, "BACKENDS", allowed)

    return choose


@pytest.fixture(autouse=True)
def nobody_is_left_running():
    yield
    assert multiprocessing.active_children() == []


def kept():
    return Path(os.environ["METANOIA_HOME"]) / "keyring.json"


def test_a_key_is_kept_given_back_and_forgotten(backend):
    backend("Kept")
    assert remembered.recall(VAULT) is None
    remembered.remember(VAULT, KEY)
    assert json.loads(kept().read_text()) == {f"app.metanoia.Metanoia/{VAULT}": KEY.hex()}
    assert remembered.recall(VAULT) == KEY
    assert remembered.recall("another journal") is None
    remembered.forget(VAULT)
    remembered.forget(VAULT)
    assert remembered.recall(VAULT) is None


def test_something_that_is_no_key_is_taken_out(backend):
    backend("Kept")
    kept().write_text(json.dumps({f"app.metanoia.Metanoia/{VAULT}": "not a key"}))
    assert remembered.recall(VAULT) is None
    assert json.loads(kept().read_text()) == {}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("keyring.backends.fail.Keyring", "no safe keyring"),
        ("keyring.backends.null.Keyring", "no safe keyring"),
        ("no.such.Backend", "ModuleNotFoundError"),
        ("Garbled", "did not keep the key"),
        ("Locked", r"\(KeyringLocked\)"),
        ("Dismissed", r"\(InitError\)"),
        ("Dying", "asking it failed"),
    ],
)
def test_a_keyring_that_cannot_keep_a_key_says_why_in_a_word(backend, name, why):
    backend(name)
    with pytest.raises(KeyringUnavailable, match=why) as refused:
        remembered.remember(VAULT, KEY)
    assert "private" not in str(refused.value)
    assert KEY.hex() not in str(refused.value)


def test_one_that_agrees_and_keeps_nothing_is_found_out(backend):
    backend("keyring.backends.null.Keyring", ("keyring.backends.null",))
    with pytest.raises(KeyringUnavailable, match="did not keep the key"):
        remembered.remember(VAULT, KEY)


def test_a_backend_that_is_not_on_the_list_gets_no_key(backend):
    backend("Kept", ("keyring.backends.SecretService",))
    with pytest.raises(KeyringUnavailable, match="no safe keyring"):
        remembered.remember(VAULT, KEY)
    assert not kept().exists()


def test_a_keyring_that_writes_in_the_clear_gets_no_key_however_it_offers_itself(backend):
    backend("PlaintextKeyring", remembered.BACKENDS)
    for ask in (lambda: remembered.remember(VAULT, KEY), lambda: remembered.recall(VAULT)):
        with pytest.raises(KeyringUnavailable, match="no safe keyring"):
            ask()
    assert not kept().exists()


def test_a_long_value_that_is_no_key_is_taken_out(backend):
    backend("Kept")
    for value in (KEY.hex().upper(), KEY.hex() + "00", "\0" * 64, "é" * 100_000):
        kept().write_text(json.dumps({f"app.metanoia.Metanoia/{VAULT}": value}))
        assert remembered.recall(VAULT) is None
        assert json.loads(kept().read_text()) == {}


def test_a_keyring_that_will_not_forget_says_so(backend):
    backend("Stubborn")
    remembered.remember(VAULT, KEY)
    with pytest.raises(KeyringUnavailable, match="did not give the key up"):
        remembered.forget(VAULT)


def test_a_hanging_keyring_is_given_up_and_its_process_killed(backend, monkeypatch):
    backend("Hanging")
    monkeypatch.setattr(remembered, "TIME_LIMIT", 2.0)
    begun = time.monotonic()
    with pytest.raises(KeyringUnavailable, match="does not answer"):
        remembered.recall(VAULT)
    assert time.monotonic() - begun < 60  # it would have hung for ten minutes


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_key_is_never_on_a_command_line_or_in_the_environment(backend, monkeypatch):
    backend("Hanging")
    monkeypatch.setattr(remembered, "TIME_LIMIT", 2.0)
    seen = []
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Process.start

    def watched(self):
        start(self)
        process = Path(f"/proc/{self.pid}")
        for _ in range(100):  # until the new program has taken the place of the fork
            if b"spawn_main" in (process / "cmdline").read_bytes():
                break
            time.sleep(0.01)
        seen.append((process / "cmdline").read_bytes())
        seen.append((process / "environ").read_bytes())

    monkeypatch.setattr(spawn.Process, "start", watched)
    with pytest.raises(KeyringUnavailable):
        remembered.remember(VAULT, KEY)
    assert len(seen) == 2
    assert all(seen)
    assert KEY.hex().encode() not in b"".join(seen)


def test_this_process_never_loads_the_keyring_library(backend):
    backend("keyring.backends.fail.Keyring")
    loaded = {name for name in sys.modules if name.split(".")[0] == "keyring"}
    with pytest.raises(KeyringUnavailable):
        remembered.recall(VAULT)
    assert {name for name in sys.modules if name.split(".")[0] == "keyring"} == loaded

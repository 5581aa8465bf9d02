from __future__ import annotations

import json

import pytest

from metanoia.vault import anchor
from metanoia.vault.folder import Folder

KEY = bytes(range(32))


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def test_it_remembers_the_last_commit(folder):
    anchor.write(folder, KEY, 0)
    assert anchor.read(folder, KEY) == 0
    anchor.write(folder, KEY, 12345)
    assert anchor.read(folder, KEY) == 12345


def test_none_is_there_at_first(folder):
    assert anchor.read(folder, KEY) is None


def test_another_journals_counts_for_nothing(folder):
    anchor.write(folder, bytes(32), 7)
    assert anchor.read(folder, KEY) is None


@pytest.mark.parametrize("commit_no", [6, 8, True, "7", None, 7.0])
def test_a_changed_counter_counts_for_nothing(folder, commit_no):
    anchor.write(folder, KEY, 7)
    held = json.loads(folder.anchor.read_text())
    folder.anchor.write_text(json.dumps(held | {"commit_no": commit_no}))
    assert anchor.read(folder, KEY) is None


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"7",
        b"{}",
        b'{"commit_no":7,"mac":7}',
        b'{"commit_no":7,"mac":"\xc3\xa9"}',
        b"[" * 4000,
    ],
)
def test_a_damaged_one_counts_for_nothing(folder, text):
    folder.anchor.write_bytes(text)
    assert anchor.read(folder, KEY) is None


def test_a_lone_surrogate_counts_for_nothing(folder):
    folder.anchor.write_bytes(b'{"commit_no":7,"mac":"\\ud800"}')
    assert anchor.read(folder, KEY) is None

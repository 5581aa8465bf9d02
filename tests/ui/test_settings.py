import json
import stat
from pathlib import Path

import pytest

from metanoia.ui import settings
from metanoia.ui.settings import Settings


def test_what_is_saved_comes_back():
    kept = Settings(mode="dark", scale=1.3, lock_minutes=5, typewriter=True)
    kept.window = (1024, 700)
    kept.remember(Path("/home/mara/Journal"))
    kept.save()
    assert settings.load() == kept


def test_without_a_file_there_are_defaults():
    assert settings.load() == Settings()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null", b"[" * 100_000])
def test_a_damaged_file_is_put_aside(content, caplog):
    file = settings.location()
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    assert settings.load() == Settings()
    assert not file.exists()
    assert file.with_name("settings.damaged.json").read_bytes() == content


def test_one_odd_setting_does_not_cost_the_others():
    file = settings.location()
    file.parent.mkdir(parents=True)
    odd = {"mode": "pink", "scale": 900, "lock_minutes": "5", "journals": [3], "typewriter": True, "new": 1}  # fmt: skip
    file.write_text(json.dumps(odd))
    assert settings.load() == Settings(typewriter=True)


def test_a_whole_number_is_a_scale():
    file = settings.location()
    file.parent.mkdir(parents=True)
    file.write_text('{"scale": 1}')
    assert settings.load().scale == 1.0


def test_a_failed_write_leaves_the_old_settings(monkeypatch):
    Settings(mode="dark").save()

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settings.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        Settings(mode="light").save()
    assert settings.load().mode == "dark"
    assert [file.name for file in settings.location().parent.iterdir()] == ["settings.json"]


def test_only_the_person_may_read_them():
    Settings().save()
    assert stat.S_IMODE(settings.location().stat().st_mode) & 0o077 == 0


def test_recent_journals_are_few_and_newest_first(tmp_path):
    kept = Settings()
    for number in range(12):
        kept.remember(tmp_path / str(number))
    kept.remember(tmp_path / "9")
    assert len(kept.journals) == 8
    assert kept.journals[0] == str(tmp_path / "9")
    assert len(set(kept.journals)) == 8
    kept.forget(tmp_path / "9")
    assert str(tmp_path / "9") not in kept.journals

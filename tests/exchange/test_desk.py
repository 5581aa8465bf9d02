"""What a reader learns of a share: what it says, and whose it is."""

from __future__ import annotations

import datetime as dt
import hashlib
from types import SimpleNamespace

import pytest

from metanoia.domain.errors import ShareUnreadable
from metanoia.exchange import contact
from metanoia.exchange.desk import open_share
from metanoia.vault import keys, scrypt_age
from sharing import CREATED, DRAW, LOG_N, Forge, make_identity

ME, COACH = make_identity(), make_identity()
FORGE = Forge(ME, (COACH.age_recipient, ME.age_recipient))
MEMBERS = FORGE.members(cover_note="For Thursday")
GOOD = FORGE.sealed(FORGE.packed(MEMBERS))


class Known:
    def by_key(self, signing_key):
        return SimpleNamespace(name="Mara L.") if signing_key == ME.signing_key else None


def test_the_reader_finds_what_was_sealed(tmp_path):
    path = tmp_path / "s.metanoia"
    path.write_bytes(GOOD)
    share = open_share(path, identity=COACH)
    assert (share.id, share.sender, share.created_at) == (DRAW.share_id, "Mara", CREATED)
    assert share.cover_note == "For Thursday"
    (entry,) = share.entries
    assert (entry.date, entry.time) == (dt.date(2026, 1, 2), dt.time(8, 5))
    assert (entry.title, entry.body, entry.tags) == ("One", "Text", ())
    assert share.reply_to == ME.age_recipient
    assert share.fingerprint == keys.fingerprint(FORGE.manifest(MEMBERS))
    assert share.sender_fingerprint == contact.fingerprint(ME.age_recipient, ME.signing_key)
    assert list(tmp_path.iterdir()) == [path]


def test_it_says_whose_signature_it_is():
    stranger = open_share(GOOD, identity=COACH)
    assert (stranger.verified, stranger.known_as) == ("unknown", None)
    pinned = open_share(GOOD, identity=COACH, known=Known())
    assert (pinned.verified, pinned.known_as) == ("known", "Mara L.")
    assert open_share(GOOD, identity=ME, known=Known()).verified == "yours"


def test_a_share_by_words_is_addressed_to_nobody():
    sealed = scrypt_age.encrypt(Forge(ME, ()).packed(MEMBERS), "lantern otter gravel", LOG_N)
    assert not open_share(sealed, words="lantern otter gravel").addressed_to_me
    assert open_share(GOOD, identity=COACH).addressed_to_me


def test_lines_that_would_show_other_than_they_are_are_made_plain():
    members = FORGE.members(items=[FORGE.item(title="evil\u202etxt.exe", tags=["a\u2066b"])])
    (entry,) = open_share(FORGE.sealed(FORGE.packed(members)), identity=COACH).entries
    assert (entry.title, entry.tags) == ("evil\ufffdtxt.exe", ("a\ufffdb",))


def test_what_a_later_version_adds_is_passed_over():
    members = FORGE.members(mood=5, items=[{**FORGE.item(energy=3), "new": 1}])
    assert open_share(FORGE.sealed(FORGE.packed(members)), identity=COACH).entries


def test_a_day_without_an_hour_has_none():
    members = FORGE.members(items=[FORGE.item(time=None)])
    (entry,) = open_share(FORGE.sealed(FORGE.packed(members)), identity=COACH).entries
    assert entry.time is None


def test_an_attachment_is_its_very_bytes_and_a_swapped_one_is_refused():
    member = f"attachments/{hashlib.sha256(b'photo').hexdigest()}.png"
    one = {"name": "p.png", "file": member, "media": "image/png", "size": 5}
    members = FORGE.members(items=[{**FORGE.item(), "attachments": [one]}])
    share = open_share(FORGE.sealed(FORGE.packed({**members, member: b"photo"})), identity=COACH)
    assert share.files == {member: b"photo"}
    assert share.entries[0].attachments[0].name == "p.png"
    with pytest.raises(ShareUnreadable) as refused:
        open_share(FORGE.sealed(FORGE.packed({**members, member: b"other"})), identity=COACH)
    assert refused.value.code == "data"


@pytest.mark.parametrize("mode", ["missing", "folder", "unreadable"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, mode, monkeypatch):
    path = tmp_path / "s.metanoia"
    code = {"missing": "not-found", "folder": "not-a-share", "unreadable": "unreadable"}[mode]
    if mode == "folder":
        path.mkdir()
    if mode == "unreadable":  # root may read everything: the system's refusal is played
        path.write_bytes(GOOD)
        monkeypatch.setattr(type(path), "open", _denied)
    with pytest.raises(ShareUnreadable) as refused:
        open_share(path, identity=COACH)
    assert refused.value.code == code


def _denied(*_args, **_more):
    raise PermissionError(13, "Permission denied")

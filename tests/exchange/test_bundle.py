"""Sealing and opening again, with Metanoia and with the programs that anybody has."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import stat
import subprocess
import zipfile

import pyrage
import pytest

import age_program
from metanoia.domain.errors import Refused, ShareUnreadable, StorageFailed, WouldOverwrite
from metanoia.exchange import bundle, bundle_reader, manifest
from metanoia.vault import folder, sshsig
from sharing import DRAW, LOG_N, Forge, make_identity

ME, COACH = make_identity(), make_identity()
FORGE = Forge(ME, (COACH.age_recipient, ME.age_recipient))
CANARY = b"quokkaquokka"
MEMBERS = {**FORGE.members(), "entries/001-2026-01-02.md": CANARY * 3}


def packed() -> bytes:
    return bundle.pack(MEMBERS, FORGE.manifest(MEMBERS), ME.signing_seed)


def by_words() -> bytes:
    forge = Forge(ME, ())
    return bundle.pack(MEMBERS, forge.manifest(MEMBERS), ME.signing_seed)


def check_with_ssh_keygen(unpacked, sender_key: bytes) -> subprocess.CompletedProcess[bytes]:
    signers = unpacked / "signers"
    signers.write_text(f"sender {sshsig.public_line(sender_key)}\n")
    with (unpacked / "manifest.json").open("rb") as message:
        return subprocess.run(
            ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", "sender",
             "-n", "bundle@metanoia.v1", "-s", unpacked / "manifest.json.sig"],
            stdin=message, capture_output=True, check=False,
        )  # fmt: skip


def unzip(opened, into) -> None:
    into.mkdir()
    if shutil.which("unzip"):
        subprocess.run(["unzip", "-q", opened, "-d", into], check=True)
    else:
        zipfile.ZipFile(opened).extractall(into)


def test_each_reader_opens_it_and_finds_the_very_members():
    sealed = bundle.seal_for_keys(packed(), FORGE.recipients)
    for reader in (ME, COACH):
        found = bundle_reader.open_with_key(sealed, reader.age_secret, reader.age_recipient)
        assert found.members == MEMBERS
        assert found.manifest.sender.key == ME.signing_key
        assert found.manifest.recipients == FORGE.recipients


def test_the_same_members_are_packed_into_the_same_bytes():
    assert packed() == packed()
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[:2] == ["manifest.json", "manifest.json.sig"]


def test_the_manifest_says_what_the_format_promises():
    listed = json.loads(FORGE.manifest(MEMBERS))
    assert list(listed) == sorted(listed)
    assert {key: listed[key] for key in ("format", "version", "min_reader", "kind")} == {
        "format": "metanoia-bundle",
        "version": 1,
        "min_reader": 1,
        "kind": "export",
    }
    assert listed["bundle_id"] == DRAW.share_id
    assert listed["created"] == "2026-01-15T09:30:00Z"
    assert listed["reply_to"] == {"age": ME.age_recipient}
    assert [one["name"] for one in listed["files"]] == sorted(MEMBERS)
    assert set(listed["files"][0]) == {"name", "size", "sha256", "media"}


def test_nothing_can_be_read_without_the_key():
    for sealed in (
        bundle.seal_for_keys(packed(), FORGE.recipients),
        bundle.seal_with_words(by_words(), "lantern otter gravel", LOG_N),
    ):
        for clue in (CANARY, b"Mara", b"entries/", b"manifest", ME.age_recipient.encode()):
            assert clue not in sealed


def test_words_open_it_whatever_their_capitals_and_spaces():
    sealed = bundle.seal_with_words(by_words(), "lantern otter gravel", LOG_N)
    for typed in ("lantern otter gravel", "Lantern  OTTER gravel\n", " lantern otter gravel "):
        assert bundle_reader.open_with_words(sealed, typed).members == MEMBERS
    with pytest.raises(ShareUnreadable) as refused:
        bundle_reader.open_with_words(sealed, "lantern otter maple")
    assert refused.value.code == "wrong-words"


def test_a_phrase_of_ones_own_keeps_its_capitals():
    sealed = bundle.seal_with_words(by_words(), "My Own Phrase 99", LOG_N)
    assert bundle_reader.open_with_words(sealed, "My Own Phrase 99").members == MEMBERS


def test_sixty_four_readers_are_the_most():
    many = [make_identity().age_recipient for _ in range(64)]
    assert bundle.readers(many[:63], ME.age_recipient)[-1] == ME.age_recipient
    with pytest.raises(Refused, match="at most 63"):
        bundle.readers(many, ME.age_recipient)
    with pytest.raises(Refused, match="1 to 63"):
        bundle.seal_for_keys(b"", [*many, ME.age_recipient])
    forge = Forge(ME, bundle.readers(many[:63], ME.age_recipient))
    sealed = forge.sealed(forge.packed(MEMBERS))
    assert bundle_reader.open_with_key(sealed, ME.age_secret, ME.age_recipient).members == MEMBERS


def test_oneself_and_twins_are_counted_once():
    own, other = ME.age_recipient, COACH.age_recipient
    assert bundle.readers([own], own) == (own,)
    assert bundle.readers([other, own, other], own) == (other, own)
    with pytest.raises(Refused, match="whom the share is for"):
        bundle.readers([], own)


@pytest.mark.parametrize(
    "wrong",
    ["", "age1", "age1" + "q" * 58, COACH.age_recipient[:-1], COACH.age_recipient + "q", "x@y.org",
     COACH.age_recipient.upper(), " " + COACH.age_recipient, COACH.age_secret],
    ids=["nothing", "prefix", "made up", "cut", "longer", "address", "capitals", "space", "secret"],
)  # fmt: skip
def test_a_wrong_key_is_refused_before_anything_is_sealed(wrong):
    with pytest.raises(Refused, match="begin with age1"):
        bundle.readers([wrong], ME.age_recipient)


@pytest.mark.parametrize("weak", ["short words", "   a          b   ", " " * 20, ""])
def test_weak_words_are_refused(weak):
    with pytest.raises(Refused, match="at least 12"):
        bundle.seal_with_words(by_words(), weak, LOG_N)


def test_more_than_a_reader_accepts_is_not_sealed(monkeypatch):
    monkeypatch.setattr(bundle, "MEMBER_BYTES", 100)
    with pytest.raises(Refused, match="larger than 64 MB"):
        packed()
    monkeypatch.undo()
    monkeypatch.setattr(bundle, "MEMBER_LIMIT", 3)
    with pytest.raises(Refused, match="at most 5,000"):
        packed()
    monkeypatch.undo()
    monkeypatch.setattr(bundle, "TOTAL_BYTES", 500)
    with pytest.raises(Refused, match="at most 512 MB"):
        packed()
    monkeypatch.undo()
    monkeypatch.setattr(bundle, "SEALED_BYTES", 100)
    with pytest.raises(Refused, match="at most 256 MB"):
        bundle.seal_for_keys(packed(), FORGE.recipients)
    with pytest.raises(ValueError, match="no member"):
        bundle.pack({"../x.md": b""}, b"", ME.signing_seed)


def test_the_file_is_private_and_its_name_says_nothing(tmp_path):
    name = bundle.file_name(DRAW.created.date(), DRAW.share_id)
    assert name == "metanoia-2026-01-15-4f2a.metanoia"
    path = tmp_path / name
    bundle.save(path, b"sealed")
    assert path.read_bytes() == b"sealed"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in tmp_path.iterdir()] == [name]


def test_a_file_is_never_replaced_unasked(tmp_path):
    path = tmp_path / "x.metanoia"
    path.write_bytes(b"older")
    with pytest.raises(WouldOverwrite):
        bundle.save(path, b"newer")
    assert path.read_bytes() == b"older"
    bundle.save(path, b"newer", force=True)
    assert path.read_bytes() == b"newer"


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_no_empty_file_stands_there_before_the_whole_one(tmp_path, monkeypatch, links):
    path, seen = tmp_path / "new.metanoia", []
    flush = folder.flush

    def watching(handle):
        seen.append(path.exists())
        flush(handle)

    def no_links(*_):
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(folder, "flush", watching)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    bundle.save(path, b"sealed")
    assert seen == [False]
    assert path.read_bytes() == b"sealed"
    with pytest.raises(WouldOverwrite):
        folder.write_atomically(path, b"other", put=folder.put_new)
    assert path.read_bytes() == b"sealed"
    assert [one.name for one in tmp_path.iterdir()] == ["new.metanoia"]


def test_a_missing_folder_and_a_folder_as_file_are_named(tmp_path):
    with pytest.raises(Refused, match="There is no folder"):
        bundle.save(tmp_path / "no" / "x.metanoia", b"")
    with pytest.raises(Refused, match="is a folder"):
        bundle.save(tmp_path, b"")


def test_a_failed_write_leaves_no_file(tmp_path, monkeypatch):
    def fail(_handle):
        raise OSError(errno.EIO, "no")

    monkeypatch.setattr(folder, "flush", fail)
    with pytest.raises(StorageFailed):
        bundle.save(tmp_path / "x.metanoia", b"sealed")
    assert not list(tmp_path.iterdir())


@age_program.needs_age
@age_program.needs_ssh_keygen
def test_age_unzip_and_ssh_keygen_open_a_share_for_a_key(tmp_path):
    sealed, key, opened = (tmp_path / name for name in ("s.metanoia", "key.txt", "s.zip"))
    sealed.write_bytes(bundle.seal_for_keys(packed(), FORGE.recipients))
    key.write_text(COACH.age_secret + "\n")
    subprocess.run(["age", "-d", "-i", key, "-o", opened, sealed], check=True)
    unzip(opened, tmp_path / "in")
    assert (tmp_path / "in/entries/001-2026-01-02.md").read_bytes() == CANARY * 3
    good = check_with_ssh_keygen(tmp_path / "in", ME.signing_key)
    assert good.returncode == 0
    assert b"Good" in good.stdout
    listed = tmp_path / "in/manifest.json"
    listed.write_bytes(listed.read_bytes().replace(b"Mara", b"Vera"))
    assert check_with_ssh_keygen(tmp_path / "in", ME.signing_key).returncode != 0


@age_program.needs_age
@age_program.needs_ssh_keygen
def test_age_opens_a_share_for_words(tmp_path):
    sealed, opened = tmp_path / "s.metanoia", tmp_path / "s.zip"
    sealed.write_bytes(bundle.seal_with_words(by_words(), "lantern otter gravel", LOG_N))
    assert age_program.decrypt(sealed, "lantern otter gravel", opened) == 0
    unzip(opened, tmp_path / "in")
    assert check_with_ssh_keygen(tmp_path / "in", ME.signing_key).returncode == 0
    assert age_program.decrypt(sealed, "lantern otter maple", tmp_path / "not") != 0


@age_program.needs_age
@age_program.needs_ssh_keygen
def test_a_container_made_with_age_and_ssh_keygen_is_opened(tmp_path):
    unpacked = tmp_path / "in"
    unpacked.mkdir()
    private = tmp_path / "id"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", private], check=True)
    public = " ".join((tmp_path / "id.pub").read_text().split()[:2])
    listed = FORGE.manifest(MEMBERS, lambda fields: fields["sender"].update(ssh=public))
    message = unpacked / "manifest.json"
    message.write_bytes(listed)
    subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-q", "-f", private, "-n", "bundle@metanoia.v1", message],
        check=True, capture_output=True,
    )  # fmt: skip
    parts = {
        name: (unpacked / name).read_bytes() for name in ("manifest.json", "manifest.json.sig")
    }
    plain = tmp_path / "s.zip"
    with zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **MEMBERS}.items():
            archive.writestr(name, data)
    sealed = tmp_path / "s.metanoia"
    readers = ["-r", COACH.age_recipient, "-r", ME.age_recipient]
    subprocess.run(["age", *readers, "-o", sealed, plain], check=True)
    found = bundle_reader.open_with_key(sealed.read_bytes(), COACH.age_secret, COACH.age_recipient)
    assert found.members == MEMBERS
    assert found.manifest.sender.key == manifest.ssh_key(public)


def test_age_adds_at_most_one_stanza_of_its_own():
    counts = {
        pyrage.encrypt(b"", [pyrage.x25519.Recipient.from_str(ME.age_recipient)])
        .split(b"\n--- ")[0]
        .count(b"\n-> ")
        for _ in range(50)
    }
    assert counts <= {1, 2}

"""Hostile and broken shares: each is refused with its own sentence, quickly, and nothing is written."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable

import pyrage
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from metanoia.domain.errors import ShareUnreadable
from metanoia.exchange import archive, bundle_reader, strict_json
from metanoia.exchange.desk import open_share
from metanoia.exchange.refusals import SENTENCES
from metanoia.vault import scrypt_age, sshsig
from sharing import CREATED, LOG_N, Forge, make_identity, zipped

ME, COACH, THIRD = make_identity(), make_identity(), make_identity()
FORGE = Forge(ME, (COACH.age_recipient, ME.age_recipient))
MEMBERS = FORGE.members()
WORDS = "lantern otter gravel"
MANIFEST = FORGE.manifest(MEMBERS)
SIGNATURE = sshsig.sign(ME.signing_seed, MANIFEST).encode()
PARTS = {"manifest.json": MANIFEST, "manifest.json.sig": SIGNATURE, **MEMBERS}
GOOD = FORGE.sealed(FORGE.packed(MEMBERS))
GOOD_WORDS = scrypt_age.encrypt(Forge(ME, ()).packed(MEMBERS), WORDS, LOG_N)

CORPUS: dict[str, tuple[str, bytes]] = {}


def hostile(name: str, code: str, sealed: bytes) -> None:
    assert name not in CORPUS
    CORPUS[name] = (code, sealed)


def inside(name: str, code: str, packed: bytes) -> None:
    hostile(name, code, FORGE.sealed(packed))


def listing(name: str, code: str, change: Callable[[dict], object]) -> None:
    """A manifest that is changed, and then signed by its sender all the same."""
    inside(name, code, FORGE.packed(MEMBERS, FORGE.manifest(MEMBERS, change)))


def data(name: str, **changed: object) -> None:
    inside(name, "data", FORGE.packed(FORGE.members(**changed)))


def entry(name: str, **fields: object) -> None:
    data(name, items=[FORGE.item(**fields)])


def extra(name: str, code: str, member: str, **more) -> None:
    inside(name, code, zipped({**PARTS, member: b"x"}, **more))


def edited(packed: bytes, at: int, new: bytes) -> bytes:
    return packed[:at] + new + packed[at + len(new) :]


def changed(raw: bytes, at: int) -> bytes:
    return edited(raw, at, b"B" if raw[at : at + 1] == b"A" else b"A")


def stanzas(count: int) -> bytes:
    one = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    return b"age-encryption.org/v1\n" + one * count + b"--- " + b"A" * 43 + b"\n" + bytes(300)


def scrypt(factor: bytes, more: bytes = b"") -> bytes:
    head = (
        b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + b" " + factor + b"\n" + b"A" * 43 + b"\n"
    )
    return head + more + b"--- " + b"A" * 43 + b"\n" + bytes(300)


# -- the file as it lies there
hostile("nothing", "empty", b"")
hostile("a text", "not-a-share", b"Dear diary")
hostile("a picture", "not-a-share", b"\x89PNG\r\n\x1a\n" + bytes(100))
hostile("a bare ZIP", "not-a-share", zipped(PARTS))
hostile("age of another version", "not-a-share", GOOD.replace(b"/v1", b"/v2", 1))
hostile("wrapped as text", "armored", b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n")
hostile("a thousand readers", "too-many-recipients", stanzas(1000))
hostile("sixty-six readers", "too-many-recipients", stanzas(66))
hostile("a header without end", "header", b"age-encryption.org/v1\n" + b"A" * 100_000)
hostile("a stanza without end", "header", stanzas(1).replace(b"-> X", b"-> " + b"x " * 9000 + b"X"))
hostile("no stanza", "header", stanzas(0))
hostile("only an unknown stanza", "not-for-me", stanzas(1).replace(b"X25519", b"mlkem9"))
hostile("a header cut", "truncated", GOOD[:50])
hostile("a first line cut", "truncated", GOOD[:10])
hostile("a body cut", "damaged", GOOD[:-1])
hostile("a body missing", "damaged", GOOD[: GOOD.index(b"\n--- ") + 80])
hostile("a byte changed", "damaged", changed(GOOD, len(GOOD) - 9))
hostile("a header changed", "damaged", changed(GOOD, GOOD.index(b"\n--- ") + 9))
hostile("bytes after the end", "damaged", GOOD + b"more")
hostile("work factor 22", "work-factor", scrypt(b"22"))
hostile("work factor 99", "work-factor", scrypt(b"99"))
hostile("work factor 021", "header", scrypt(b"021"))
hostile("work factor 9999", "header", scrypt(b"9999"))
hostile(
    "words and a key", "header", scrypt(b"4", b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n")
)
hostile("words", "needs-words", GOOD_WORDS)
hostile(
    "for somebody else", "not-for-me", FORGE.sealed(FORGE.packed(MEMBERS), (THIRD.age_recipient,))
)

# -- the container
inside("no container", "not-zip", b"hello")
inside("an empty content", "not-zip", b"")
inside("an empty container", "missing-member", zipped({}))
inside("bytes before", "not-zip", b"MZ" + zipped(PARTS))
inside("bytes after", "not-zip", zipped(PARTS) + b"\0")
inside("a comment", "not-zip", zipped(PARTS)[:-2] + b"\1\0x")
inside("a container cut", "not-zip", zipped(PARTS)[:-30])
inside("several disks", "not-zip", edited(zipped(PARTS), len(zipped(PARTS)) - 18, b"\1\0"))
inside(
    "a directory of 65,535",
    "too-many-members",
    struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 65535, 65535, 0, 0, 0),
)
inside(
    "a directory too long",
    "too-many-members",
    bytes(9) + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, 3 << 20, 9, 0),
)
inside(
    "a broken directory",
    "not-zip",
    bytes(99) + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, 90, 9, 0),
)
for path in ("../evil.md", "/etc/passwd", "entries/../x.md", "entries\\x.md", "C:/x.md", "entries/",
             "entries/UPPER.md", "entries/a b.md", "entries/.hidden", "entries/x.md\n", "x.md",
             "entries/con.verylongending", "entries/" + "a" * 81 + ".md", "entries/ä.md", "deep/a/b.md",
             "manifest.json.sig.sig", "attachments/x.md/", "entries/a\u202eb.md"):  # fmt: skip
    extra(f"a name like {path!r}", "bad-name", path)
inside(
    "a NUL in a name",
    "bad-name",
    zipped({**PARTS, "entries/a.md0x": b""}).replace(b"a.md0x", b"a.md\0x"),
)
extra("a file that nobody signed", "unlisted-member", "entries/extra.md")
inside(
    "a symbolic link",
    "not-a-regular-file",
    zipped(PARTS, lambda info: setattr(info, "external_attr", 0o120777 << 16)),
)
inside(
    "a device",
    "not-a-regular-file",
    zipped(PARTS, lambda info: setattr(info, "external_attr", 0o060600 << 16)),
)
inside("bzip2", "zip-feature", zipped(PARTS, method=zipfile.ZIP_BZIP2))
inside("LZMA", "zip-feature", zipped(PARTS, method=zipfile.ZIP_LZMA))
inside(
    "a password within",
    "zip-feature",
    zipped(PARTS).replace(b"PK\1\2\x14\x03\x14\0\0\0", b"PK\1\2\x14\x03\x14\0\1\0"),
)
inside(
    "a wrong checksum",
    "damaged",
    zipped(PARTS, method=zipfile.ZIP_STORED).replace(b"read me\n", b"READ ME\n"),
)
inside("two names for one place", "damaged", zipped(PARTS).replace(b"README.txt", b"index.html", 1))
inside(
    "a file twice",
    "duplicate-member",
    zipped({**PARTS, "entries/aaa.md": b"1", "entries/aab.md": b"2"}).replace(b"aab.md", b"aaa.md"),
)
inside("a bomb", "bomb", FORGE.packed({**MEMBERS, "entries/a.md": bytes(20 << 20)}))
inside("a manifest like a bomb", "bomb", FORGE.packed(MEMBERS, b" " * (5 << 20)))
MANY = zipped({f"entries/a{i}.md": b"" for i in range(5001)})
inside("too many files", "too-many-members", MANY)
inside("a count that lies", "too-many-members", edited(MANY, len(MANY) - 14, b"\1\0\1\0"))

# -- what is signed, and by whom
inside(
    "no manifest",
    "missing-member",
    zipped({k: v for k, v in PARTS.items() if k != "manifest.json"}),
)
inside(
    "no signature",
    "signature-missing",
    zipped({k: v for k, v in PARTS.items() if k != "manifest.json.sig"}),
)
inside(
    "a signature of nothing", "signature-malformed", zipped({**PARTS, "manifest.json.sig": b"-"})
)
inside(
    "a signature not in ASCII",
    "signature-malformed",
    zipped({**PARTS, "manifest.json.sig": b"\xff\xfe"}),
)
inside(
    "a signature of another text",
    "signature-wrong",
    zipped({**PARTS, "manifest.json.sig": sshsig.sign(ME.signing_seed, b"other").encode()}),
)
inside(
    "a manifest changed after signing",
    "signature-wrong",
    zipped({**PARTS, "manifest.json": MANIFEST.replace(b"Mara", b"Vera")}),
)
inside(
    "signed by a stranger in her name",
    "sender-mismatch",
    zipped({**PARTS, "manifest.json.sig": sshsig.sign(THIRD.signing_seed, MANIFEST).encode()}),
)
inside("a file changed", "hash", zipped({**PARTS, "README.txt": b"READ ME\n"}))
inside("a file longer", "hash", zipped({**PARTS, "README.txt": b"read me\nmore"}))
inside(
    "a file missing",
    "missing-member",
    zipped({k: v for k, v in PARTS.items() if k != "README.txt"}),
)
inside(
    "passed on by its reader",
    "not-addressed-to-me",
    Forge(ME, (THIRD.age_recipient, ME.age_recipient)).packed(MEMBERS),
)
inside("words passed on for a key", "not-addressed-to-me", Forge(ME, ()).packed(MEMBERS))
for name, raw in {
    "not JSON": b"{", "a list": b"[]", "a number": b"1", "not UTF-8": b'{"format":"\xff"}',
    "deep": b'{"a":' * 40 + b"1" + b"}" * 40, "very deep": b"[" * 100_000,
    "broad": b"[" + b"[]," * 400_000 + b"1]", "not a number": b'{"format":NaN}',
    "a key twice": MANIFEST.replace(b'"kind"', b'"kind":"export","kind"'),
    "a huge number": b'{"format":"metanoia-bundle","min_reader":' + b"9" * 5000 + b"}",
    "a string without end": b'"' + b'\\"' * 200_000,
}.items():  # fmt: skip
    inside(f"a manifest that is {name}", "manifest", FORGE.packed(MEMBERS, raw))
listing("a newer version", "newer-version", lambda fields: fields.update(min_reader=2))
listing("another format", "manifest", lambda fields: fields.update(format="zip"))
listing("a version that is true", "manifest", lambda fields: fields.update(min_reader=True))
listing("a version below one", "manifest", lambda fields: fields.update(min_reader=0))
listing("a reply sent as a share", "wrong-kind", lambda fields: fields.update(kind="review"))
listing("a card sent as a share", "wrong-kind", lambda fields: fields.update(kind="contact"))
listing("an unknown kind", "manifest", lambda fields: fields.update(kind="virus"))
listing("a kind that is a list", "manifest", lambda fields: fields.update(kind=["export"]))
listing("an id that is none", "manifest", lambda fields: fields.update(bundle_id="../../x"))
for END in ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "9001-01-01T00:00:00Z"):
    listing(f"sealed at {END}", "manifest", lambda fields, at=END: fields.update(created=at))
entry("a day at the end of time", date="9999-12-31")
listing(
    "a date that is none", "manifest", lambda fields: fields.update(created="2026-13-01T00:00:00Z")
)
listing("no sender", "manifest", lambda fields: fields.pop("sender"))
listing("a sender that is a text", "manifest", lambda fields: fields.update(sender="Mara"))
listing("a name too long", "manifest", lambda fields: fields["sender"].update(name="x" * 121))
listing("half a character", "manifest", lambda fields: fields["sender"].update(name="\ud800"))
listing(
    "another kind of key", "manifest", lambda fields: fields["sender"].update(ssh="ssh-rsa AAAA")
)
listing("readers that are a number", "manifest", lambda fields: fields.update(recipients=1))
listing("readers that are no keys", "manifest", lambda fields: fields.update(recipients=["age1x"]))
listing("files that are a text", "manifest", lambda fields: fields.update(files="all"))
listing("a size below zero", "manifest", lambda fields: fields["files"][0].update(size=-1))
listing("a size that is a fraction", "manifest", lambda fields: fields["files"][0].update(size=1.5))
listing("a hash that is none", "manifest", lambda fields: fields["files"][0].update(sha256="0"))
listing(
    "a file listed twice", "manifest", lambda fields: fields["files"].append(fields["files"][0])
)
listing(
    "a list that lists itself",
    "manifest",
    lambda fields: fields["files"].append({"name": "manifest.json", "size": 1, "sha256": "0" * 64}),
)
listing(
    "a listed path outside",
    "missing-member",
    lambda fields: fields["files"].append({"name": "/etc/passwd", "size": 1, "sha256": "0" * 64}),
)
listing("an unlisted file", "unlisted-member", lambda fields: fields["files"].pop())

# -- the data
inside("no data", "data", FORGE.packed({"README.txt": b"x"}))
inside("data that are not JSON", "data", FORGE.packed({"data.json": b"x"}))
inside("data that are deep", "data", FORGE.packed({"data.json": b"[" * 1000 + b"]" * 1000}))
inside("data that are a list", "data", FORGE.packed({"data.json": b"[]"}))
data("data of another share", share_id="00000000-0000-4000-8000-000000000000")
data("another reply address", reply_to={"age": THIRD.age_recipient})
data("a short token", reply_token="AAAA")
data("a token that is none", reply_token="!" * 44)
data("items that are a number", items=7)
data("an item of another kind", items=[{**FORGE.item(), "type": "map"}])
data("an entry twice", items=[FORGE.item(), FORGE.item()])
data("an id of an entry that is none", items=[{**FORGE.item(), "id": "x"}])
data("a revision that is a text", items=[{**FORGE.item(), "rev": "1"}])
data("a lone surrogate", cover_note="\ud800")
data(
    "an attachment that is not there",
    items=[
        {
            **FORGE.item(),
            "attachments": [{"name": "x", "file": "attachments/x.md", "media": "", "size": 1}],
        }
    ],
)
data(
    "an attachment of another name",
    items=[
        {
            **FORGE.item(),
            "attachments": [{"name": "x", "file": "README.txt", "media": "", "size": 8}],
        }
    ],
)
entry("a date in words", date="today")
entry("a time past midnight", time="25:00")
entry("a time with seconds", time="10:00:00")
entry("a title too long", title="x" * 201)
entry("a body that is a list", body=["x"])
entry("tags that are a text", tags="work")
entry("too many tags", tags=["x"] * 101)


@pytest.fixture(autouse=True)
def nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    yield
    assert not list(tmp_path.iterdir())


def test_the_corpus_is_large_and_every_sentence_says_what_to_do():
    assert len(CORPUS) >= 100
    used = {code for code, _ in CORPUS.values()}
    elsewhere = {"not-found", "unreadable", "too-large", "needs-key", "wrong-words", "bad-key"}
    of_replies = {"not-a-reply", "unknown-share", "other-share", "unknown-signer", "wrong-token"}
    of_replies |= {"unconfirmed-key", "not-shared", "other-words"}
    assert used | elsewhere | of_replies == set(SENTENCES)
    assert all(sentence.endswith(".") and len(sentence) > 40 for sentence in SENTENCES.values())


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_share_is_refused_with_its_own_sentence(name):
    code, sealed = CORPUS[name]
    with pytest.raises(ShareUnreadable) as refused:
        open_share(sealed, identity=COACH)
    assert (refused.value.code, str(refused.value)) == (code, SENTENCES[code])


def test_the_honest_share_is_opened():
    assert open_share(GOOD, identity=COACH).entries[0].title == "One"
    assert open_share(GOOD_WORDS, words=WORDS).entries[0].title == "One"


def test_words_are_not_asked_of_a_share_for_a_key_nor_wrong_ones_taken():
    packed = FORGE.packed(MEMBERS)
    for sealed, words, code in (
        (GOOD, WORDS, "needs-key"),
        (GOOD_WORDS, "lantern otter maple", "wrong-words"),
        (GOOD_WORDS, "", "wrong-words"),
        (GOOD_WORDS[:-1], WORDS, "damaged"),
        (scrypt_age.encrypt(packed, WORDS, LOG_N), WORDS, "not-addressed-to-me"),
        (scrypt_age.encrypt(b"x", WORDS, LOG_N), WORDS, "not-zip"),
        (scrypt(b"21"), WORDS, "work-factor"),
    ):
        with pytest.raises(ShareUnreadable) as refused:
            open_share(sealed, words=words)
        assert refused.value.code == code


def test_without_key_and_words_it_says_which_is_needed():
    for sealed, code in ((GOOD, "needs-key"), (GOOD_WORDS, "needs-words")):
        with pytest.raises(ShareUnreadable) as refused:
            open_share(sealed)
        assert refused.value.code == code


def test_a_broken_key_of_ones_own_is_named():
    with pytest.raises(ShareUnreadable) as refused:
        bundle_reader.open_with_key(GOOD, "AGE-SECRET-KEY-1X", COACH.age_recipient)
    assert refused.value.code == "bad-key"


def test_the_limits_hold(monkeypatch):
    monkeypatch.setattr(bundle_reader, "SEALED_BYTES", len(GOOD) - 1)
    with pytest.raises(ShareUnreadable, match="larger than any share"):
        bundle_reader.scan(GOOD)
    monkeypatch.setattr(archive, "TOTAL_BYTES", len(MANIFEST) + 10)
    with pytest.raises(ShareUnreadable) as refused:
        bundle_reader.unpack(FORGE.packed(MEMBERS), "export")
    assert refused.value.code == "bomb"


def test_every_cut_of_the_header_is_refused():
    for end in range(GOOD.index(b"\n--- ") + 60):
        with pytest.raises(ShareUnreadable):
            open_share(GOOD[:end], identity=COACH)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_change_of_a_sealed_file_gets_through(data):
    at = data.draw(st.integers(0, len(GOOD) - 1))
    other = data.draw(st.integers(1, 255))
    spoilt = edited(GOOD, at, bytes([GOOD[at] ^ other]))
    with pytest.raises(ShareUnreadable):
        open_share(spoilt, identity=COACH)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_change_of_the_container_is_refused_or_means_the_same(data):
    packed = FORGE.packed(MEMBERS)
    at = data.draw(st.integers(0, len(packed) - 1))
    cut = data.draw(st.sampled_from((0, 1, 7, 4000)))
    new = data.draw(st.binary(max_size=8))
    try:
        found = bundle_reader.unpack(packed[:at] + new + packed[at + cut :], "export")
    except ShareUnreadable:
        return
    assert found.members == MEMBERS


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
@example(b"age-encryption.org/v1\n-> X25519 A\n\n--- ")
def test_any_bytes_are_refused(raw):
    for sealed in (raw, b"age-encryption.org/v1\n" + raw):
        with pytest.raises(ShareUnreadable):
            open_share(sealed, identity=COACH)
    with pytest.raises(ShareUnreadable):
        bundle_reader.unpack(raw, "export")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(json.loads(MANIFEST))), values)
def test_any_value_in_the_manifest_is_refused_or_taken_whole(key, value):
    packed = FORGE.packed(
        MEMBERS, FORGE.manifest(MEMBERS, lambda fields: fields.update({key: value}))
    )
    try:
        found = bundle_reader.unpack(packed, "export")
    except ShareUnreadable:
        return
    assert found.manifest.created == CREATED


@settings(max_examples=100, deadline=None)
@given(values)
def test_strict_json_reads_what_json_reads(value):
    assert strict_json.parse(json.dumps(value).encode(), 10_000) == value


def test_strict_json_refuses_what_is_too_large():
    with pytest.raises(ValueError, match="too large"):
        strict_json.parse(b"1234", 3)


def test_age_of_many_readers_is_not_even_tried(monkeypatch):
    monkeypatch.setattr(pyrage, "decrypt_io", None)
    with pytest.raises(ShareUnreadable):
        open_share(stanzas(1000), identity=COACH)

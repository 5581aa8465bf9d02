"""Hostile and broken replies: each is refused with its own sentence, and nothing of it is kept."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import uuid
import zipfile
from pathlib import Path

import pyrage
import pytest

from metanoia.domain.errors import ShareUnreadable
from metanoia.domain.replies import Comment, CommentKind, Draft
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import reply, seal
from metanoia.exchange.bundle_reader import open_reply
from metanoia.exchange.desk import open_share
from metanoia.text.anchors import select
from metanoia.vault import scrypt_age, sshsig
from sharing import LOG_N, make_identity, make_journal, write, zipped

BODY = "They never listen. I said it twice, and nobody wrote it down."
COACH, STRANGER, REMOVED = make_identity(), make_identity(), make_identity()


class Desk:
    """A share of one entry, an honest reply to it, and the parts of which that is made."""

    def __init__(self, folder: Path) -> None:
        self.journal = make_journal(folder / "journal")
        self.own = self.journal.identity.get()
        entry = write(self.journal, "Rota", BODY)
        people = self.journal.people
        person = people.add("Ingrid", "coach", COACH.age_recipient, COACH.signing_key)
        removed = people.add("Jon", "peer", REMOVED.age_recipient, REMOVED.signing_key)
        people.trash(removed.id)
        file = folder / "s.metanoia"
        checked = seal.check(self.journal, ShareRequest(entries=(entry.id,), sender="Mara"))
        seal.seal(self.journal, checked, seal.ForKeys((COACH.age_recipient,), (person.id,)), file)
        self.sealed_share = file.read_bytes()
        self.share = open_share(file, identity=COACH)
        said = Comment(
            id=str(uuid.uuid4()), item=("entry", str(entry.id)), kind=CommentKind.QUESTION,
            body="Who could have?", field="body", selector=select(BODY, 0, 18),
        )  # fmt: skip
        draft = Draft(review_id=str(uuid.uuid4()), comments=(said,))
        self.good = reply.seal_reply(self.share, draft, name="Ingrid", identity=COACH)
        found = open_reply(self.good, self.own.age_secret, self.own.age_recipient)
        self.members = dict(found.members)
        self.manifest_json = found.manifest_json

    def parts(self, listed: bytes | None = None, seed: bytes = COACH.signing_seed, **members):
        listed = self.manifest_json if listed is None else listed
        signature = sshsig.sign(seed, listed).encode()
        return {
            "manifest.json": listed,
            "manifest.json.sig": signature,
            **self.members,
            **members,
        }

    def seal(self, packed: bytes, to: str | None = None) -> bytes:
        return pyrage.encrypt(
            packed, [pyrage.x25519.Recipient.from_str(to or self.own.age_recipient)]
        )

    def listing(self, change) -> bytes:
        """Return a reply whose manifest was changed, and signed by its writer all the same."""
        fields = json.loads(self.manifest_json)
        change(fields)
        return self.seal(zipped(self.parts(json.dumps(fields).encode())))

    def saying(self, change=None, raw: bytes | None = None) -> bytes:
        """Return a reply with other data, honestly listed and signed."""
        data = json.loads(self.members["data.json"])
        if change is not None:
            change(data)
        raw = json.dumps(data).encode() if raw is None else raw
        fields = json.loads(self.manifest_json)
        for part in fields["files"]:
            if part["name"] == "data.json":
                part |= {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
        return self.seal(zipped(self.parts(json.dumps(fields).encode(), **{"data.json": raw})))


CORPUS = {}


def hostile(name, code, make):
    assert name not in CORPUS
    CORPUS[name] = (code, make)


def listing(name, change, code="manifest"):
    hostile(name, code, lambda desk: desk.listing(change))


def saying(name, change, code="data"):
    hostile(name, code, lambda desk: desk.saying(change))


def comment(name, code="data", **changed):
    saying(name, lambda data: data["comments"][0].update(changed), code)


def passage(name, **changed):
    saying(name, lambda data: data["comments"][0]["selector"].update(changed))


def inside(name, code, make):
    hostile(name, code, lambda desk: desk.seal(make(desk)))


def event(**changed):
    text, sign = "Ask one open question", "Three noticed"
    said = {
        "id": str(uuid.uuid4()), "target": str(uuid.uuid4()), "at": "2026-01-20T18:00:00Z",
        "actor": "coach", "act": "propose", "text": text, "sign_of_done": sign, "due_on": None,
        "wording_sha256": hashlib.sha256(f"{text}\n{sign}\n".encode()).hexdigest(),
        "outcome": None, "note": "",
    }  # fmt: skip
    return said | changed


def target(name, *events):
    saying(name, lambda data: data.update(target_events=list(events)))


def header(middle: bytes) -> bytes:
    return b"age-encryption.org/v1\n" + middle + b"--- " + b"A" * 43 + b"\n" + bytes(300)


X25519 = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"

# -- the file as it lies there
for label, code, raw in (
    ("nothing", "empty", b""), ("a text", "not-a-share", b"Dear Mara"),
    ("wrapped as text", "armored", b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n"),
    ("a thousand readers", "too-many-recipients", header(X25519 * 1000)),
    ("no stanza", "header", header(b"")), ("an unknown stanza", "not-for-me", header(X25519.replace(b"X25519", b"mlkem9"))),
    ("work factor 22", "work-factor", header(b"-> scrypt " + b"A" * 22 + b" 22\n" + b"A" * 43 + b"\n")),
    ("a header without end", "header", b"age-encryption.org/v1\n" + b"A" * 100_000),
):  # fmt: skip
    hostile(label, code, lambda desk, raw=raw: raw)
hostile("sealed with words", "needs-words", lambda desk: scrypt_age.encrypt(b"x", "maple", LOG_N))
hostile(
    "sealed for somebody else", "not-for-me", lambda desk: desk.seal(b"x", STRANGER.age_recipient)
)
hostile("the share itself", "not-a-reply", lambda desk: desk.sealed_share)
for label, at, code in (("end", -1, "damaged"), ("half", -200, "damaged"), ("first line", 10, "truncated"), ("header", 60, "truncated")):  # fmt: skip
    hostile(f"cut at the {label}", code, lambda desk, at=at: desk.good[:at])
hostile("a byte changed", "damaged", lambda desk: desk.good[:-9] + bytes([desk.good[-9] ^ 1]) + desk.good[-8:])  # fmt: skip
hostile("bytes after the end", "damaged", lambda desk: desk.good + b"more")

# -- the container
inside("no container", "not-zip", lambda desk: b"hello")
inside("an empty container", "missing-member", lambda desk: zipped({}))
inside("bytes before", "not-zip", lambda desk: b"MZ" + zipped(desk.parts()))
inside("bytes after", "not-zip", lambda desk: zipped(desk.parts()) + b"\0")
for path in ("../evil.md", "/etc/passwd", "comments/../x.md", "comments\\x.md", "C:/x.md", "comments/",
             "comments/UPPER.md", "comments/.hidden", "x.md", "comments/a\u202eb.md", "a/b/c.md"):  # fmt: skip
    inside(f"a name like {path!r}", "bad-name", lambda desk, path=path: zipped(desk.parts() | {path: b"x"}))  # fmt: skip
inside("an unlisted file", "unlisted-member", lambda desk: zipped(desk.parts() | {"comments/more.md": b"x"}))  # fmt: skip
inside("a symbolic link", "not-a-regular-file", lambda desk: zipped(desk.parts(), lambda info: setattr(info, "external_attr", 0o120777 << 16)))  # fmt: skip
inside("a device", "not-a-regular-file", lambda desk: zipped(desk.parts(), lambda info: setattr(info, "external_attr", 0o060600 << 16)))  # fmt: skip
inside("bzip2", "zip-feature", lambda desk: zipped(desk.parts(), method=zipfile.ZIP_BZIP2))
inside("LZMA", "zip-feature", lambda desk: zipped(desk.parts(), method=zipfile.ZIP_LZMA))
inside("a bomb", "bomb", lambda desk: zipped(desk.parts() | {"README.txt": bytes(20 << 20)}))
inside("a directory of 65,535", "too-many-members", lambda desk: struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 65535, 65535, 0, 0, 0))  # fmt: skip
inside("a file twice", "duplicate-member", lambda desk: zipped({**desk.parts(), "comments/aaa.md": b"1", "comments/aab.md": b"2"}).replace(b"aab.md", b"aaa.md"))  # fmt: skip
for member in ("manifest.json", "data.json", "README.txt", "comments/reply.md"):
    inside(f"without {member}", "missing-member", lambda desk, member=member: zipped({k: v for k, v in desk.parts().items() if k != member}))  # fmt: skip
inside("a text changed", "hash", lambda desk: zipped(desk.parts() | {"README.txt": b"Hello"}))

# -- who signed it, for what
inside("no signature", "signature-missing", lambda desk: zipped({k: v for k, v in desk.parts().items() if k != "manifest.json.sig"}))  # fmt: skip
inside("a signature of nothing", "signature-malformed", lambda desk: zipped(desk.parts() | {"manifest.json.sig": b"-"}))  # fmt: skip
inside("a signature of another text", "signature-wrong", lambda desk: zipped(desk.parts() | {"manifest.json.sig": sshsig.sign(COACH.signing_seed, b"x").encode()}))  # fmt: skip
inside("signed by another than it names", "sender-mismatch", lambda desk: zipped(desk.parts(seed=STRANGER.signing_seed)))  # fmt: skip


def _signed_by(desk, who):
    fields = json.loads(desk.manifest_json)
    fields["sender"]["ssh"] = sshsig.public_line(who.signing_key)
    return zipped(desk.parts(json.dumps(fields).encode(), who.signing_seed))


inside("signed by a stranger", "unknown-signer", lambda desk: _signed_by(desk, STRANGER))
inside("signed by somebody removed", "unknown-signer", lambda desk: _signed_by(desk, REMOVED))


def _unsigned(desk, token):
    fields = json.loads(desk.manifest_json)
    fields["sender"] = {"name": "Eve"}
    fields["reply_token"] = base64.b64encode(token).decode()
    parts = desk.parts(json.dumps(fields).encode())
    del parts["manifest.json.sig"]
    return zipped(parts)


inside("a token that is not the share's", "wrong-token", lambda desk: _unsigned(desk, bytes(32)))
inside("a token cut short", "manifest", lambda desk: _unsigned(desk, bytes(31)))
listing("passed on to another", lambda fields: fields.update(recipients=[STRANGER.age_recipient]), "not-addressed-to-me")  # fmt: skip
listing("for nobody", lambda fields: fields.update(recipients=[]), "not-addressed-to-me")
listing("an export in its place", lambda fields: fields.update(kind="export"), "not-a-reply")
listing("a card in its place", lambda fields: fields.update(kind="contact"), "not-a-reply")
listing("an unknown share", lambda fields: fields["in_reply_to"].update(bundle_id=str(uuid.uuid4())), "unknown-share")  # fmt: skip
listing("another wording of the share", lambda fields: fields["in_reply_to"].update(manifest_sha256="0" * 64), "other-share")  # fmt: skip
listing("a newer version", lambda fields: fields.update(min_reader=2), "newer-version")
listing("an unknown kind", lambda fields: fields.update(kind="virus"))
listing("no share named", lambda fields: fields.pop("in_reply_to"))
listing("a share that is a text", lambda fields: fields.update(in_reply_to="4f2a"))
listing("an id that is a path", lambda fields: fields.update(bundle_id="../../x"))
listing("no sender", lambda fields: fields.pop("sender"))
listing("a name too long", lambda fields: fields["sender"].update(name="x" * 121))
listing("half a character as name", lambda fields: fields["sender"].update(name="\ud800"))
listing("another kind of key", lambda fields: fields["sender"].update(ssh="ssh-rsa AAAA"))
listing("readers that are no keys", lambda fields: fields.update(recipients=["age1x"]))
listing("a size below zero", lambda fields: fields["files"][0].update(size=-1))
listing("a file listed twice", lambda fields: fields["files"].append(fields["files"][0]))
listing("a moment that is none", lambda fields: fields.update(created="soon"))

# -- what it says
for label, raw in {
    "not JSON": b"{", "a list": b"[]", "deep": b'{"a":' * 40 + b"1" + b"}" * 40,
    "very deep": b"[" * 100_000, "broad": b"[" + b"[]," * 400_000 + b"1]", "not UTF-8": b'{"format":"\xff"}',
    "a key twice": b'{"format":1,"format":2}', "NaN": b'{"seq":NaN}',
}.items():  # fmt: skip
    hostile(f"data that are {label}", "data", lambda desk, raw=raw: desk.saying(raw=raw))
saying("another version", lambda data: data.update(version=2))
saying("data of another share", lambda data: data.update(share_id=str(uuid.uuid4())))
saying("data with another hash", lambda data: data.update(share_sha256="0" * 64))
saying("a count of nothing", lambda data: data.update(seq=0))
saying("a count that is true", lambda data: data.update(seq=True))
saying("a count too large", lambda data: data.update(seq=1 << 31))
saying("a session at the end of time", lambda data: data.update(next_session_on="9999-12-31"))
saying("a session in a week", lambda data: data.update(next_session_on="2026-W03-1"))
saying("written at the end of time", lambda data: data.update(written_at="9999-12-31T23:59:59Z"))
saying("a receipt of the first day", lambda data: data.update(receipts=[{"withdrawn_share_id": str(uuid.uuid4()), "deleted_at": "0001-01-01T00:00:00Z"}]))  # fmt: skip
listing("sealed at the end of time", lambda fields: fields.update(created="9999-12-31T23:59:59Z"))
saying("a day in words", lambda data: data.update(next_session_on="soon"))
saying("a closing note too long", lambda data: data.update(closing_note="x" * 10_001))
saying("a comment twice", lambda data: data.update(comments=data["comments"] * 2))
saying("comments that are a text", lambda data: data.update(comments="all"))
saying("a thousand and one comments", lambda data: data.update(comments=[data["comments"][0] | {"id": str(uuid.uuid4())} for _ in range(1001)]))  # fmt: skip
comment("on an entry that was not shared", "not-shared", item=["entry", str(uuid.uuid4())])
comment("on another kind of thing", "not-shared", item=["goal", str(uuid.uuid4())])
comment("on a thing without an id", item=["entry"])
comment("on a field that was not shared", "not-shared", field_path="reality")
comment("on a field that is a path", "not-shared", field_path="../../etc/passwd")
comment("a grade", kind="grade")
comment("no words", body="  ")
comment("words too long", body="x" * 10_001)
comment("half a character", body="\ud800")
comment("an id that is a path in a comment", id="../../x")
comment("an answer to what is no id", reply_to="x")
passage("an empty passage", start=9, stop=9)
passage("a passage that ends first", start=9, stop=2)
passage("a place that is true", start=True)
passage("a place below zero", start=-1)
passage("a context too long", prefix="x" * 33)
passage("a passage of blanks", exact="   ")
saying("targets that are a number", lambda data: data.update(target_events=7))
target("a wording that its hash does not fit", event(text="Ask nothing at all"))
target("a wording too short", event(text="Ask"))
target("a wording of several lines", event(text="Ask one\nopen question"))
target("an act that is none", event(act="order"))
target("an actor that is none", event(actor="boss"))
target("a settling without outcome", event(act="settle"))
target("an outcome without settling", event(outcome="met"))
target("an outcome that is none", event(act="settle", outcome="failed"))
target("a target that is no id", event(target="x"))
target("said at the end of time", event(at="9999-12-31T23:59:59Z"))
target("a due day in words", event(due_on="tomorrow"))
target("a note too long", event(note="x" * 1001))
saying("receipts that are a text", lambda data: data.update(receipts="gone"))
saying("a receipt without a moment", lambda data: data.update(receipts=[{"withdrawn_share_id": str(uuid.uuid4()), "deleted_at": "soon"}]))  # fmt: skip
saying("a receipt for no share", lambda data: data.update(receipts=[{"withdrawn_share_id": "x", "deleted_at": "2026-01-20T18:00:00Z"}]))  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = Desk(tmp_path_factory.mktemp("desk"))
    yield made
    made.journal.close()


@pytest.fixture(autouse=True)
def nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    yield
    assert not list(tmp_path.iterdir())


def test_the_corpus_is_large():
    assert len(CORPUS) >= 100


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_reply_is_refused_with_its_own_sentence(desk, name):
    code, make = CORPUS[name]
    commit = desk.journal.meta.commit_no
    with pytest.raises(ShareUnreadable) as refused:
        reply.bring_in(desk.journal, make(desk))
    assert refused.value.code == code
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "this share " not in sentence
    assert desk.journal.meta.commit_no == commit
    assert desk.journal.replies.all() == []


def test_every_cut_of_the_header_is_refused(desk):
    for end in range(desk.good.index(b"\n--- ") + 60):
        with pytest.raises(ShareUnreadable):
            reply.bring_in(desk.journal, desk.good[:end])
    assert desk.journal.replies.all() == []

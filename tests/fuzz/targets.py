"""What takes in things from strangers: each with honest seeds, and the one call that reads them."""

from __future__ import annotations

import importlib.util
import io
import json
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from mutants import of_bytes, of_json
from PIL import Image

from command_line import run
from journals import open_journal
from metanoia.domain.errors import MetanoiaError
from metanoia.exchange import contact, contact_picture, incoming, map_files, share_data
from metanoia.exchange.dates import Stamps
from metanoia.exchange.desk import open_share, reopen
from metanoia.exchange.map_json import map_as_json
from metanoia.exchange.reply import unsealed
from metanoia.text import markdown, pictures
from metanoia.vault import descriptor, scrypt_age, slots
from metanoia.vault.folder import Folder

TESTS: Final = Path(__file__).parents[1]
KEPT: Final = TESTS / "data"
ZONE: Final = "Europe/Oslo"
Mutate = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True)
class Target:
    """One way in: ``read`` may raise only one of the ``expected`` errors.

    Of what is ``sealed`` nothing but the very seeds may be read.
    """

    name: str
    seeds: tuple[bytes, ...]
    read: Callable[[bytes], object]
    mutate: Mutate = of_bytes
    expected: tuple[type[BaseException], ...] = (MetanoiaError,)
    share: int = 1  # of the mutants, relative to the others
    sealed: bool = False


def module(name: str) -> ModuleType:
    """Import a file of the tests, such as "exchange/test_bundle_reader"."""
    spec = importlib.util.spec_from_file_location(name.replace("/", "_"), TESTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def sealed_files(folder: Path) -> list[Target]:
    """Shares and replies: as they lie there, the container within, and the data in an honest container."""
    shares, replies = module("exchange/test_bundle_reader"), module("exchange/test_hostile_replies")
    desk = replies.Desk(folder)
    forge, coach = shares.FORGE, shares.COACH
    kept = json.loads((KEPT / "shares" / "coach.json").read_text())
    own = coach.__class__(
        age_secret=kept["age_secret"], age_recipient=kept["age_recipient"],
        signing_seed=bytes.fromhex(kept["signing_seed"]),
        signing_key=bytes.fromhex(kept["signing_key"]), made_at=coach.made_at,
    )  # fmt: skip
    wholes = [open_members(path, own) for path in sorted((KEPT / "shares").glob("*/key.metanoia"))]

    def container(packed: bytes) -> object:
        return open_share(forge.sealed(packed), identity=coach)

    def listed(manifest: bytes) -> object:
        return container(forge.packed(shares.MEMBERS, manifest))

    def said(data: bytes) -> object:
        members = {**shares.MEMBERS, "data.json": data}
        return container(forge.packed(members))

    def said_whole(data: bytes) -> object:
        return share_data.read(data)

    return [
        Target("share, sealed", (shares.GOOD,), lambda raw: open_share(raw, identity=coach), share=2, sealed=True),
        Target("share, container", (forge.packed(shares.MEMBERS),), container, share=3),
        Target("share, manifest", (shares.MANIFEST,), listed, of_json, share=3),
        Target("share, data", (shares.MEMBERS["data.json"],), said, of_json, share=3),
        Target("share, data of every form", tuple(one["data.json"] for one in wholes), said_whole, of_json, (ValueError,), 4),
        Target("reply, sealed", (desk.good,), lambda raw: unsealed(raw, desk.own), sealed=True),
        Target("reply, data", (desk.members["data.json"],), lambda raw: unsealed(desk.saying(raw=raw), desk.own), of_json, share=2),
        Target("share by words", (shares.GOOD_WORDS,), lambda raw: open_share(raw, words=shares.WORDS), sealed=True),
    ]  # fmt: skip


def open_members(path: Path, own: Any) -> dict[str, bytes]:
    """Return the members of an honest share."""
    from metanoia.exchange.desk import open_whole

    whole = open_whole(path, identity=own)
    reopen(whole.members, whole.manifest_json)
    return dict(whole.members)


def texts() -> list[Target]:
    """Markdown and cards."""
    attacks = module("text/test_markdown").ATTACKS
    seeds = tuple(
        text.encode() for text in ("\n\n".join(attacks[at : at + 9]) for at in range(0, len(attacks), 9))
    )  # fmt: skip

    def drawn(raw: bytes) -> object:
        return markdown.render(raw.decode("utf-8", "replace"))

    def card(raw: bytes) -> object:
        return contact.parse(raw.decode("utf-8", "replace"))

    cards = [(KEPT / "shares" / name).read_bytes() for name in ("card.txt", "card.json")]
    return [
        Target("Markdown", seeds, drawn, expected=(), share=3),
        Target("key card", (cards[0], cards[1]), card),
        Target("key card, JSON", (cards[1],), card, of_json),
    ]


def images() -> list[Target]:
    """Pictures of every kind that is read, with a place in one."""
    import segno

    seeds = []
    for form in ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP"):
        out, exif = io.BytesIO(), Image.Exif()
        exif[0x010F] = "CameraMaker"
        Image.new("RGB", (24, 18), "teal").save(out, form, exif=exif.tobytes())
        seeds.append(out.getvalue())
    out = io.BytesIO()
    segno.make((KEPT / "shares" / "card.json").read_bytes(), micro=False).save(
        out, kind="png", scale=2
    )
    return [
        Target("picture", tuple(seeds), pictures.clean, share=2),
        Target("picture of a card", (out.getvalue(),), contact_picture.card_in_picture),
    ]  # fmt: skip


def imports(folder: Path) -> list[Target]:
    """Everything that can be brought in, from a file that must be left as it was."""
    jrnl = (
        b"[2026-01-02 08:30] A day. *\nWords @ward and [brackets].\n\n[2026-01-03] Another\nMore.\n"
    )
    note = (
        b"---\ntitle: Tea\ndate: 2026-01-02 08:30\ntags: [a, b]\naliases: &x [y]\n---\n\n# Tea\n\n"
        b"![](p.png) [[Other|note]] #tag `code`\n"
    )
    told = {"entries": [{"title": "A day", "body": "Words", "date": "2026-01-02", "time": "08:30",
                         "tags": ["@ward"], "starred": True}], "tags": {"@ward": 1}}  # fmt: skip
    maps = [path.read_bytes() for path in sorted((KEPT / "maps").iterdir())]

    def surveyed(name: str) -> Callable[[bytes], object]:
        def survey(path: Path) -> object:
            return incoming.survey(path, tz=ZONE, guess_dates=True)

        return lambda raw: left_alone(folder / "in" / name, raw, survey)

    def mapped(raw: bytes) -> object:
        return left_alone(folder / "in" / "map.json", raw, map_files.read_map)

    (folder / "in").mkdir()
    whole, own_map = own_exports(folder)
    Stamps(day_first=True).read_words("no day of 2026")  # loads every language there is, once

    return [
        Target("jrnl", (jrnl,), surveyed("jrnl.txt"), share=2),
        Target("Markdown note", (note,), surveyed("2026-01-02.md"), share=2),
        Target("jrnl's JSON", (json.dumps(told).encode(),), surveyed("jrnl.json"), of_json),
        Target("our own JSON", (whole,), surveyed("own.json"), of_json, share=3),
        Target("map: Kumu, LOOPY, bytes", tuple(maps), mapped),
        Target("map: Kumu, JSON", tuple(one for one in maps if one[:1] == b"{"), mapped, of_json),
        Target("map: our own", (own_map,), mapped, of_json),
    ]


def left_alone(path: Path, raw: bytes, read: Callable[[Path], object]) -> object:
    """Read a file that holds these bytes, and see that they are the same afterwards."""
    path.write_bytes(raw)
    try:
        return read(path)
    finally:
        if path.read_bytes() != raw:
            raise AssertionError(f"{path.name} was altered")


def own_exports(folder: Path) -> tuple[bytes, bytes]:
    """Return a whole export of the kept journal of today's schema, and its map."""
    shutil.copytree(KEPT / "journals" / "8", folder / "exported")
    ran = run(folder / "exported", "export", folder / "own.json", "--format", "json")
    assert ran.code == 0, ran.err
    with open_journal(folder / "exported") as journal:
        (drawn,) = journal.maps.all()
    return (folder / "own.json").read_bytes(), json.dumps(map_as_json(drawn.map)).encode()


def keys(folder: Path) -> list[Target]:
    """Key files and vault.json."""
    secret, vault_id, key = (
        "lantern otter gravel",
        "4f2a1111-2222-4333-8444-555566667777",
        bytes(range(32)),
    )
    path = folder / "passphrase.age"
    slots.write_slot(path, secret, [key], vault_id, log_n=2)
    slot = path.read_bytes()
    vault = Folder(folder / "vault")
    shutil.copytree(KEPT / "journals" / "8", vault.path)
    described = vault.descriptor.read_bytes()

    def opened(raw: bytes) -> object:
        path.write_bytes(raw)
        return slots.read_slot(path, secret, vault_id)

    def read(raw: bytes) -> object:
        vault.descriptor.write_bytes(raw)
        return descriptor.read(vault)

    return [
        Target("key file", (slot,), opened, sealed=True),
        Target("age by a passphrase", (slot,), lambda raw: scrypt_age.decrypt(raw, secret, 9), expected=(scrypt_age.AgeDamaged, scrypt_age.AgeWrongPassphrase), sealed=True),
        Target("vault.json", (described,), read, of_json),
    ]  # fmt: skip


def all_targets(folder: Path) -> list[Target]:
    """Return every way in; ``folder`` is theirs.

    A passphrase may cost as much as a file says, up to a limit that takes seconds: here up to 2**12.
    """
    decrypt = scrypt_age.decrypt
    scrypt_age.decrypt = lambda data, secret, most=12: decrypt(data, secret, min(most, 12))
    return [*sealed_files(folder), *texts(), *images(), *imports(folder), *keys(folder)]

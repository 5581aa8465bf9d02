"""The page that opens a share, in a real Chromium: from a file, with no network, whole or not at all."""

from __future__ import annotations

import base64
import io
import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from in_browser import WORDS, Reader, for_words, in_browser, resealed
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import bundle, seal
from metanoia.exchange.reader_page import beside, reader_page
from sharing import LOG_N, make_identity, make_journal, write

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def journal(tmp_path_factory):
    with make_journal(tmp_path_factory.mktemp("mine") / "Journal") as journal:
        yield journal


@pytest.fixture(scope="module")
def sealing(journal):
    """A checked share of two entries on its way to a file that opens with WORDS."""
    body = "I *said* it was **fine**.\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n[web](https://example.org/)"
    entries = [
        write(journal, "Before the meeting", body, 1, tags=("work",)),
        write(journal, "Quiet", "A quiet day. <script>alert(1)</script>", 2),
    ]
    request = ShareRequest(
        entries=tuple(entry.id for entry in entries), sender="Mara", cover_note="For *Thursday*."
    )
    return seal.prepare(journal, seal.check(journal, request), seal.ForWords(WORDS, LOG_N))


@pytest.fixture(scope="module")
def sealed(sealing):
    return sealing.sealed()


def test_the_page_holds_the_share_as_it_was_sealed(sealed):
    html = reader_page(sealed).decode()
    assert html.count(base64.b64encode(sealed).decode()) == 1
    assert "For" not in html.partition("</style>")[0].partition("<style>")[0]
    assert "Before the meeting" not in html
    assert (
        beside(Path("/out/metanoia-2026-01-15-4f2a.metanoia")).name
        == "metanoia-2026-01-15-4f2a.html"
    )


@in_browser
def test_the_words_open_it_with_their_capitals_and_spaces_forgiven(reader, sealing, sealed):
    seen = reader(sealed).opens(" Gravel maple  seven OTTER lantern stone ")
    assert "From Mara" in seen
    assert "I said it was fine." in seen
    assert "<script>alert(1)</script>" in seen
    assert "For Thursday." in seen


@in_browser
def test_it_shows_the_digits_that_the_sender_was_shown(reader, journal, sealing, sealed):
    from metanoia.exchange import contact
    from metanoia.vault import keys

    page = reader(sealed)
    page.opens()
    assert page.page.inner_text("#fingerprint") == keys.fingerprint(sealing.manifest_json)
    own = journal.identity.get()
    told = contact.fingerprint(own.age_recipient, own.signing_key)
    assert page.page.inner_text("#sender-fingerprint") == told


@in_browser
def test_the_work_of_a_real_share_is_done_beside_the_page(reader, journal, sealing):
    page = reader(for_words(sealing, 17))
    page.type(WORDS)
    assert page.page.inner_text("#go") == "Opening…"
    page.page.wait_for_selector("#reading:not([hidden])", timeout=60_000)


@in_browser
def test_wrong_words_are_told_and_can_be_typed_again(reader, sealed):
    page = reader(sealed)
    assert "Type the words" in page.refused("  ")
    assert "do not open it" in page.refused("seven otter maples")
    assert "Quiet" in page.opens()


@in_browser
def test_close_leaves_nothing_of_it_in_the_page(reader, sealed):
    page = reader(sealed)
    page.opens()
    page.page.press("#close", "Enter")
    assert page.page.is_visible("#door")
    assert not any(word in page.page.content() for word in ("Quiet", "Mara", "otter"))
    assert "Quiet" in page.opens()


@in_browser
def test_a_share_that_was_changed_or_cut_is_never_shown(reader, sealed):
    chance = random.Random(7)
    for _ in range(8):
        at = chance.randrange(len(sealed))
        changed = sealed[:at] + bytes([sealed[at] ^ 1 << chance.randrange(8)]) + sealed[at + 1 :]
        page = reader(changed)
        found = page.page.inner_text("#problem")
        assert found or page.refused()
    cut = reader(sealed[: chance.randrange(400, len(sealed))])
    assert "damaged or changed" in cut.refused()
    assert "cut short" in reader(sealed[:60]).refused(None)


@in_browser
def test_what_opens_with_a_key_is_told_at_once(reader, sealing):
    packed = bundle.pack(sealing.payload.members, sealing.manifest_json, sealing.signing_seed)
    for_key = bundle.seal_for_keys(packed, [make_identity().age_recipient])
    assert "for a person’s key" in reader(for_key).refused(None)
    assert "not a sealed share" in reader(b"%PDF-1.7").refused(None)
    heavy = sealing.sealed().replace(f" {LOG_N}\n".encode(), b" 22\n", 1)
    assert "far too long" in reader(heavy).refused(None)


@in_browser
@pytest.mark.parametrize("part", ["manifest.json", "manifest.json.sig", "entry", "more", "twice"])
def test_a_container_that_is_not_as_signed_is_refused(reader, sealing, part):
    import zipfile

    packed = bundle.pack(sealing.payload.members, sealing.manifest_json, sealing.signing_seed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part or (part == "entry" and name.startswith("entries/")):
                data = data.replace(b"a", b"e", 1)
            new.writestr(name, data)
            if part == "twice" and name == "data.json":
                with pytest.warns(UserWarning, match="Duplicate"):
                    new.writestr(name, data)
        if part == "more":
            new.writestr("attachments/more.txt", b"not listed")
    changed = bundle.seal_with_words(out.getvalue(), WORDS, LOG_N)
    sentence = reader(changed).refused()
    signed = part.startswith("manifest")
    assert ("signature" if signed else "not the content of a share") in sentence


@in_browser
def test_a_share_of_a_newer_program_is_told(reader, sealing):
    newer = json.loads(sealing.manifest_json)
    newer["min_reader"] = 2
    packed = bundle.pack(sealing.payload.members, json.dumps(newer).encode(), sealing.signing_seed)
    sealed = bundle.seal_with_words(packed, WORDS, LOG_N)
    assert "made by a newer Metanoia" in reader(sealed).refused()


@in_browser
def test_nothing_that_a_hostile_sender_writes_acts(reader, sealing):
    hostile = """<main><header class="top"><h1 onclick="document.title='bad'">Look</h1></header>
    <script>document.title = "bad"</script><img src="https://example.org/x.png" onerror="document.title='bad'">
    <img src="x" onerror="document.title='bad'"><img src="file:///etc/hostname"><svg onload="document.title='bad'"></svg>
    <iframe src="https://example.org/"></iframe><a href="javascript:document.title='bad'">script</a>
    <a href="smb://host/share">smb</a><a href="//example.org/">bare</a><a href="file:///etc/passwd">file</a>
    <form action="https://example.org/"><input name="a"></form><div id="words" class="bar">double</div>
    <object data="https://example.org/"></object><p>End of it</p></main>"""
    page = reader(resealed(sealing, index_html=hostile.encode()))
    seen = page.opens()
    assert "End of it" in seen
    for link in page.page.query_selector_all("#shared a"):
        assert link.get_attribute("href") is None
    inside = page.page.inner_html("#shared")
    assert not any(
        word in inside for word in ("<script", "<iframe", "<form", "onerror", "smb:", "file:")
    )
    assert page.page.title() == "A sealed share"
    # the parser looks at handlers before they are left out, and the policy forbids each aloud
    assert all("inline event handler" in said for said in page.noise)
    page.noise.clear()


@in_browser
def test_ten_megabytes_with_pictures_are_shown(reader, journal, sealing):
    chance = random.Random(1)
    pictures = []
    for _ in range(8):
        out = io.BytesIO()
        Image.frombytes("RGB", (900, 800), chance.randbytes(900 * 800 * 3)).save(
            out, "JPEG", quality=95
        )
        pictures.append(out.getvalue())
    page = sealing.payload.members["index.html"].decode()
    drawn = "".join(
        f'<figure><img src="data:image/jpeg;base64,{base64.b64encode(one).decode()}" alt=""></figure>'
        for one in pictures
    )
    html = page.replace("</main>", f"{drawn}</main>").encode()
    assert len(html) > 9_000_000
    opened = reader(resealed(sealing, index_html=html))
    opened.opens()
    images = opened.page.query_selector_all("#shared img")
    opened.page.wait_for_selector("#shared img >> nth=7")
    assert len(images) == 8
    opened.page.wait_for_timeout(500)
    assert all(one.evaluate("image => image.naturalWidth") == 900 for one in images)


@in_browser
def test_the_empty_page_asks_for_the_file(browser, sealed, tmp_path):
    file = tmp_path / "a.metanoia"
    file.write_bytes(sealed)
    page = Reader(browser, tmp_path, reader_page())
    assert "Choose the file" in page.refused()
    page.page.set_input_files("#file", file)
    assert "Quiet" in page.opens()
    assert page.noise == []
    page.page.close()


def test_the_committed_page_is_what_its_sources_build(tmp_path):
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("node is not installed")
    there = tmp_path / "packaging" / "reader"
    shutil.copytree(ROOT / "packaging/reader", there, ignore=shutil.ignore_patterns("node_modules"))
    for name in ("share", "icons", "licenses"):
        shutil.copytree(ROOT / "resources" / name, tmp_path / "resources" / name)
    fetched = subprocess.run(
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=there, capture_output=True, check=False
    )  # fmt: skip
    if fetched.returncode:
        pytest.skip("the libraries of the page cannot be fetched here")
    subprocess.run([node, "build.js"], cwd=there, check=True, capture_output=True)
    for name in ("reader.html", "THIRD-PARTY.txt"):
        built = (tmp_path / "resources/reader" / name).read_bytes()
        assert built == (ROOT / "resources/reader" / name).read_bytes(), f"build {name} anew"

"""The page of a share: it says everything, runs nothing, and asks for nothing from anywhere."""

from __future__ import annotations

import base64
import datetime as dt
import io
import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from metanoia.domain.entries import EntryId
from metanoia.domain.shares import SharedAttachment, SharedEntry
from metanoia.exchange import page
from sharing import CREATED

SHA = "ab" * 32


def attachment(name="lake.png", media="image/png", sha256=SHA) -> SharedAttachment:
    member = f"attachments/{sha256}.{media[-3:]}"
    return SharedAttachment(name=name, member=member, media=media, size=9, sha256=sha256)


def entry(number=1, **fields) -> SharedEntry:
    made = {
        "id": EntryId(f"{number:08x}-0000-4000-8000-000000000000"),
        "rev": 1,
        "date": dt.date(2026, 3, number),
        "time": dt.time(7, 42),
        "title": f"Title {number}",
        "body": "Text",
    }
    return SharedEntry(**{**made, **fields})


def shown(*entries, note="", sender="Mara", files=None) -> str:
    made = page.Page(sender=sender, created=CREATED, cover_note=note, entries=entries)
    return page.page(made, files or {})


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text that a reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def assert_harmless(html: str) -> None:
    elements = Elements(html)
    tags = {tag for tag, _ in elements.found}
    assert not tags & {
        "script", "iframe", "object", "embed", "link", "base", "form", "input", "svg", "video",
        "audio", "frame", "button", "template", "math",
    }  # fmt: skip
    for tag, attributes in elements.found:
        assert not [name for name in attributes if name.startswith("on")]
        assert not {"srcset", "background", "action", "poster"} & set(attributes)
        if tag == "img":
            assert re.fullmatch(
                r"data:(,|image/(png|jpeg|webp|gif);base64,[\w+/=]*)",
                attributes.get("src", "data:,"),
            )
        if "href" in attributes:
            assert re.match(r"#|https?://|mailto:|attachments/[0-9a-f]{64}\.", attributes["href"])
        if tag == "meta":
            assert attributes.get("http-equiv") in (None, "Content-Security-Policy")
    styles = html.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in styles
    assert "@import" not in styles


def test_it_says_who_when_and_what_for():
    text = Elements(shown(entry(12), entry(7), note="To prepare *Thursday*")).text
    for said in ("From Mara", "2 entries · sealed 15 January 2026", "To prepare Thursday"):
        assert said in text
    assert "Entry 1 of 2 · 12 March 2026 · 07:42" in text
    assert "Entry 2 of 2 · 7 March 2026" in text


def test_the_security_policy_is_the_one_of_the_format():
    policy = [
        attributes["content"]
        for tag, attributes in Elements(shown(entry())).found
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy == ["default-src 'none'; img-src data:; style-src 'unsafe-inline'"]


def test_a_page_of_many_begins_with_its_contents():
    many = shown(*(entry(number) for number in (4, 3, 2, 1)))
    assert many.count("<nav") == 1
    assert [a["href"] for tag, a in Elements(many).found if tag == "a"] == [
        "#entry-1", "#entry-2", "#entry-3", "#entry-4",
    ]  # fmt: skip
    assert "<nav" not in shown(entry(1), entry(2))


def test_a_title_is_said_once():
    assert shown(entry(body="# Title 1\n\nText")).count("Title 1") == 1
    assert "<h2" not in shown(entry(title=""))


def test_pictures_are_inside_the_page_and_files_are_named_beside_it():
    paper = attachment("Rota.pdf", "application/pdf", "cd" * 32)
    one = entry(body=f"![the lake](attachment:{SHA})", attachments=(attachment(), paper))
    html = shown(one, files={SHA: b"PNG", "cd" * 32: b"%PDF"})
    assert f'src="data:image/png;base64,{base64.b64encode(b"PNG").decode()}"' in html
    assert 'alt="the lake"' in html
    assert "<figure" not in html
    assert f'href="attachments/{"cd" * 32}.pdf">Rota.pdf</a>' in html
    loose = shown(entry(attachments=(attachment(),)), files={SHA: b"PNG"})
    assert "<figcaption>lake.png</figcaption>" in loose
    assert_harmless(html)
    assert_harmless(loose)


def test_a_picture_that_was_not_shared_is_an_empty_one():
    html = shown(entry(body=f"![x](attachment:{SHA})"))
    assert 'src="data:,"' in html
    assert SHA not in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
        "![x](https://evil.example/x.png)", "![x](file:///etc/passwd)", "![x](//host/share/x.png)",
        "<iframe src=https://evil.example>", "</style><script>1</script>", "</main><form action=x>",
        "[x](smb://host/x)", "<svg onload=alert(1)>", '<a href="x" onclick="y">z</a>',
        '" onmouseover="alert(1)', "[x](data:text/html,<script>1</script>)", "{sender}{0}{style}",
        f'<img src="attachment:{SHA}" onerror="1">', "<meta http-equiv=refresh content=0>",
        "![x](data:image/svg+xml,<svg/onload=alert(1)>)", "<link rel=stylesheet href=x.css>",
    ],
)  # fmt: skip
def test_nothing_that_is_written_acts(text):
    one = entry(title=text[:200], body=text, tags=(text,), attachments=(attachment(name=text),))
    html = shown(one, note=text, sender=text, files={SHA: b"PNG"})
    assert_harmless(html)
    assert_harmless(shown(*(entry(number, title=text) for number in (1, 2, 3, 4))))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=40))
def test_no_text_breaks_out(body, title):
    assert_harmless(shown(entry(title=title, body=body, tags=(title,)), note=body, sender=title))


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
@pytest.mark.parametrize("dark", [False, True])
def test_a_real_browser_draws_it_in_light_and_dark(tmp_path, dark):
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), (200, 30, 30)).save(picture, "PNG")
    one = entry(body=f"Words of mine\n\n![red](attachment:{SHA})", attachments=(attachment(),))
    source, shot = tmp_path / "index.html", tmp_path / "shot.png"
    source.write_text(shown(one, note="A note", files={SHA: picture.getvalue()}))
    subprocess.run(
        [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--hide-scrollbars", f"--user-data-dir={tmp_path / 'profile'}",
            *(["--blink-settings=preferredColorScheme=0"] if dark else []),
            "--window-size=900,700", f"--screenshot={shot}", source.as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with Image.open(shot) as drawn:
        seen = drawn.convert("RGB")
        assert seen.getpixel((2, 2)) == ((0x13, 0x17, 0x18) if dark else (0xF2, 0xF3, 0xF0))
        colours = {colour for _, colour in seen.getcolors(1 << 20)}
    assert (200, 30, 30) in colours
    assert ((0x1E, 0x24, 0x26) if dark else (255, 255, 255)) in colours

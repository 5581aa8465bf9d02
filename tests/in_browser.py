"""Somebody in front of the page that opens a share, in a real Chromium."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest

from metanoia.exchange import bundle, manifest, seal

CHROMIUM = shutil.which("chromium")
WORDS = "gravel maple seven otter lantern stone"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

in_browser = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

_SELECT = """([field, from, to]) => {
  const root = document.querySelector(field);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let at = 0; walker.nextNode(); at += walker.currentNode.length) {
    const end = at + walker.currentNode.length;
    if (from >= at && from < end) range.setStart(walker.currentNode, from - at);
    if (to > at && to <= end) range.setEnd(walker.currentNode, to - at);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def launched():
    """Return the running playwright and its Chromium; the test is skipped aloud where neither starts."""
    from playwright.sync_api import sync_playwright

    running = sync_playwright()
    try:
        started = running.start()
    except Exception as error:
        if "reading from the driver" not in str(error):
            raise
        pytest.skip("the driver of the browser does not start here: it may lack libatomic1")
    return started, started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


class Reader:
    """Somebody in front of the page; ``noise`` is whatever it asked for, forbade or complained of."""

    def __init__(self, browser, folder: Path, html: bytes, **window: Any) -> None:
        file = folder / "page.html"
        file.write_bytes(html)
        self.folder = folder
        self.noise: list[str] = []
        self.asked: list[str] = []  # by a dialog of the browser itself
        self.page = browser.new_page(**window)
        self.page.on("console", lambda message: self.noise.append(message.text))
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("request", self._asked)
        self.page.on("dialog", self._answer)
        self.page.goto(file.as_uri())

    def type(self, words):
        self.page.fill("#words", words)
        self.page.press("#words", "Enter")

    def opens(self, words=WORDS):
        self.type(words)
        self.page.wait_for_selector("#reading:not([hidden])", timeout=30_000)
        return self.page.inner_text("#shared")

    def refused(self, words=WORDS):
        if words is not None:
            self.type(words)
        self.page.wait_for_selector("#problem:not(:empty)", timeout=30_000)
        assert self.page.is_hidden("#reading")
        return self.page.inner_text("#problem")

    def select(self, quote: str, within: str = "#shared", nth: int = 0) -> None:
        """Select words as a person sees them, the ``nth`` time that they stand there."""
        said = self.page.text_content(within)
        at = -1
        for _ in range(nth + 1):
            at = said.index(quote, at + 1)
        units = [len(said[:end].encode("utf-16-le")) // 2 for end in (at, at + len(quote))]
        self.page.evaluate(_SELECT, [within, *units])

    def comment(self, quote: str, text: str, key: str = "q", **where: Any) -> None:
        """Select words, press the key of a kind, write, and end."""
        self.select(quote, **where)
        self.page.wait_for_selector("#bar:not([hidden])")
        self.page.keyboard.press(key)
        self.page.wait_for_selector(".card textarea:focus")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Control+Enter")

    def saved(self, press) -> Path:
        """Return the file that is saved after ``press()``."""
        with self.page.expect_download(timeout=60_000) as download:
            press()
        file = self.folder / download.value.suggested_filename
        download.value.save_as(file)
        return file

    def sealed_reply(self, name: str = "Ingrid") -> Path:
        """Seal the reply under a name and return its file."""
        self.page.click("#seal")
        self.page.fill("#name", name)
        file = self.saved(lambda: self.page.press("#name", "Enter"))
        self.page.wait_for_selector("#sealed[open]")
        self.page.click("#sealed [data-dismiss]")
        return file

    def _asked(self, request):
        if not request.url.startswith(("file:///", "blob:null/")) or request.url.count("file:") > 1:
            self.noise.append(request.url)

    def _answer(self, dialog):
        self.asked.append(dialog.type)
        dialog.accept()


def resealed(sealing, **members):
    """The same share with other members, listed, hashed and signed as they should be."""
    changed = {**sealing.payload.members, **{n.replace("_", "."): d for n, d in members.items()}}
    listed = manifest.read(manifest.parse(sealing.manifest_json), "export")
    anew = manifest.write(
        changed, bundle_id=listed.bundle_id, created=listed.created, sender=listed.sender, recipients=()
    )  # fmt: skip
    return bundle.seal_with_words(bundle.pack(changed, anew, sealing.signing_seed), WORDS, 4)


def for_words(sealing, log_n):
    """The same share, sealed at another cost."""
    return dataclasses.replace(sealing, to=seal.ForWords(WORDS, log_n)).sealed()

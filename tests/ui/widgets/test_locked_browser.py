"""The reading view loads nothing that was not handed to it."""

from __future__ import annotations

import hashlib

import pytest
from PySide6.QtCore import QBuffer, QUrl
from PySide6.QtGui import QImage, QTextDocument

from metanoia.ui.widgets.locked_browser import WIDEST, LockedBrowser

IMAGE = QTextDocument.ResourceType.ImageResource.value


def png(width, height):
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(0)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


@pytest.fixture
def asked():
    return []


@pytest.fixture
def browser(qtbot, asked):
    kept = {hashlib.sha256(data).hexdigest(): data for data in (png(3, 2), png(4000, 10), b"no")}

    def fetch(sha256):
        asked.append(sha256)
        return kept.get(sha256)

    browser = LockedBrowser(fetch)
    qtbot.addWidget(browser)
    return browser


def address(data):
    return QUrl(f"attachment:{hashlib.sha256(data).hexdigest()}")


def test_an_attachment_is_shown(browser):
    assert browser.loadResource(IMAGE, address(png(3, 2))).width() == 3


def test_a_wide_one_is_scaled(browser):
    assert browser.loadResource(IMAGE, address(png(4000, 10))).width() == WIDEST


@pytest.mark.parametrize("data", [b"no", b"never kept"])
def test_what_is_no_picture_is_one_empty_pixel(browser, data):
    assert browser.loadResource(IMAGE, address(data)).width() == 1


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "/etc/hostname",
        "http://example.org/x.png",
        "//host/share/x.png",
        "data:image/png;base64,AAAA",
        "qrc:/x.png",
        "attachment:short",
        "attachment:" + "0" * 63,
    ],
)
def test_nothing_else_is_fetched(browser, asked, url):
    assert browser.loadResource(IMAGE, QUrl(url)).width() == 1
    assert asked == []


def test_a_style_sheet_is_never_fetched(browser, asked):
    kind = QTextDocument.ResourceType.StyleSheetResource.value
    assert browser.loadResource(kind, address(png(3, 2))).width() == 1
    assert asked == []


def test_a_local_file_in_the_text_is_not_read(browser, tmp_path):
    secret = tmp_path / "secret.html"
    secret.write_text("plain secret")
    browser.setSource(QUrl.fromLocalFile(str(secret)))
    assert "secret" not in browser.toPlainText()


@pytest.mark.parametrize(
    "url", ["https://example.org/a", "http://example.org", "mailto:someone@example.org"]
)
def test_an_address_outside_is_asked_about(browser, qtbot, url):
    with qtbot.waitSignal(browser.link_asked) as asked:
        browser.anchorClicked.emit(QUrl(url))
    assert asked.args[0].toString() == url


@pytest.mark.parametrize(
    "url", ["smb://host/x", "file:///etc/passwd", "javascript:alert(1)", "ms-msdt:/x", "x.html"]
)
def test_every_other_link_is_dead(browser, qtbot, url):
    with (
        qtbot.assertNotEmitted(browser.link_asked, wait=20),
        qtbot.assertNotEmitted(browser.entry_asked, wait=20),
    ):
        browser.anchorClicked.emit(QUrl(url))


def test_a_link_to_an_entry_says_which(browser, qtbot):
    with qtbot.waitSignal(browser.entry_asked) as asked:
        browser.anchorClicked.emit(QUrl("entry:0b6f"))
    assert asked.args == ["0b6f"]

"""A share as the window shows it: read from the bytes that leave, of every kind."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QTextDocument

from journals import PASSPHRASE, new_journal
from metanoia.domain.consents import Agreed
from metanoia.exchange import seal
from metanoia.journal import Journal
from metanoia.text.markdown import render
from metanoia.ui import shared_pages
from metanoia.ui.widgets import small_chart
from metanoia.ui.widgets.reading import Reading
from metanoia.vault.vault import Passphrase
from shared_kinds import TODAY, asked, make_kinds, ticked

OLD = Path(__file__).parents[1] / "data/journals/5"


@pytest.fixture(scope="module")
def payload(tmp_path_factory):
    with new_journal(tmp_path_factory.mktemp("own") / "Journal") as journal:
        kinds = make_kinds(journal)
        ann = journal.people.add("Ann", "coach").id
        agreed = Agreed(purpose="To <b>prepare</b>", ends_on=TODAY, keep_days=1)
        consent = journal.consents.agree(agreed, [ann], TODAY)
        request = asked(
            kinds.entry, things=ticked(kinds), readers=(ann,), consent=consent.id, cover_note="Hello"
        )  # fmt: skip
        return seal.check(journal, request).payload


@pytest.fixture(scope="module")
def pages(payload):
    return shared_pages.pages_of(payload.members["data.json"])


def test_everything_that_leaves_is_read_on_the_page_in_its_order(qtbot, payload, pages):
    view = Reading(lambda _sha256: None)
    qtbot.addWidget(view)
    view.show_html(shared_pages.whole(pages))
    words = view.plain()
    for thing in payload.things:
        for text in thing.plain.values():
            assert text in words
    order = [
        "To <b>prepare</b>", "then please delete after 1 day", "Hello", "Goal title", "Value name",
        "Assumption statement words", "Prediction statement words", "Target text words", "Entry title",
    ]  # fmt: skip
    places = [words.index(part) for part in order]
    assert places == sorted(places)
    assert "From 80% on" in words


def test_the_pages_hold_what_leaves(payload, pages):
    assert pages.entries == payload.entries
    assert [one.kind for one in pages.shown] == [
        "goal", "value", "assumption", "prediction", "target", "map"
    ]  # fmt: skip
    assert pages.sender == "Mara"
    with pytest.raises(ValueError, match="share"):
        shared_pages.pages_of(b'{"format": "metanoia-share"}')


def test_a_chart_is_drawn_in_the_colours_of_the_theme(qtbot, pages, light):
    view = Reading(lambda _sha256: None)
    qtbot.addWidget(view)
    view.resize(900, 400)
    (goal, *_) = pages.shown
    source = small_chart.html_of(goal.drawing).split('"')[1]
    kind = QTextDocument.ResourceType.ImageResource.value
    image = view.loadResource(kind, source)
    assert isinstance(image, QImage)
    assert image.width() == 2 * light.px(small_chart.WIDTH)
    accent = light.colour("accent").rgb()
    drawn = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(image.height())}
    assert accent in drawn
    light.apply("dark", 1.0)
    assert view.loadResource(kind, source) != image


@pytest.mark.parametrize(
    "name", ["chart:", "chart:x", "chart:e30", "chart:W1swLDBdLFtdXQ", "chart:€"]
)
def test_an_address_that_is_no_chart_shows_nothing(qtbot, name):
    assert small_chart.picture(name).width() == 1


def test_no_text_of_a_person_can_name_a_chart(pages):
    source = small_chart.html_of(pages.shown[0].drawing).split('"')[1]
    drawn = render(f'![x]({source})\n\n<img src="{source}">\n\n![y][1]\n\n[1]: {source}')
    assert not re.search(r"<img[^>]*chart:", drawn)


def test_a_share_of_an_old_journal_is_still_shown(tmp_path):
    shutil.copytree(OLD, tmp_path / "Old")
    with Journal.open(tmp_path / "Old", Passphrase(PASSPHRASE)) as journal:
        (row, *_) = journal.shares.all()
        pages = shared_pages.pages_of(journal.shares.get(row.id).snapshot)
    assert pages.entries
    assert pages.shown == ()
    assert shared_pages.whole(pages)

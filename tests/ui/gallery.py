"""Every widget in one window: `python tests/ui/gallery.py FOLDER` keeps pictures of it."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # where it is run by itself

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from metanoia.domain.assumptions import AssumptionRow, ConfidencePoint, Evidence
from metanoia.domain.calibration import Counted, record
from metanoia.ui.theme import theme
from metanoia.ui.widgets.avatar import Avatar
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.calibration_chart import CalibrationChart
from metanoia.ui.widgets.card import Card, Divider, Panel
from metanoia.ui.widgets.chart import Chart
from metanoia.ui.widgets.chart_key import ChartKey
from metanoia.ui.widgets.check import CheckBox, RadioButton, Switch
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.field import LineField, PassphraseField
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.half_years import HalfYearBars
from metanoia.ui.widgets.keycap import KeyCap
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.ladder import Ladder
from metanoia.ui.widgets.layout import Child, boxed, fixed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.meter import Meter
from metanoia.ui.widgets.nav import NavButton
from metanoia.ui.widgets.popover import Popover
from metanoia.ui.widgets.progress import Progress
from metanoia.ui.widgets.rating import RatingRow
from metanoia.ui.widgets.row import ChoiceRow, RowButton, SettingRow
from metanoia.ui.widgets.scatter_chart import ScatterChart
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.select import ComboBox
from metanoia.ui.widgets.share_dots import InquiryDots
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.slider import ConfidenceSlider
from metanoia.ui.widgets.step_chart import StepChart
from metanoia.ui.widgets.stepper import Stepper
from metanoia.ui.widgets.strength import StrengthDots, StrengthPicker
from metanoia.ui.widgets.text_field import TextField
from metanoia.ui.widgets.tile import Icon, IconTile, Mark
from metanoia.ui.widgets.toast import Toast
from ui.gallery_mastery import mastery


class Frame(QWidget):
    """The window's colour behind a sidebar and a page."""

    def paintEvent(self, event):
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("window"))
        painter.end()


def _line(title: str, *children: Child, gap: int = 10) -> QWidget:
    return boxed(hbox(fixed(heading(title), 104), *children, None, gap=gap))


def _sidebar() -> QWidget:
    today = NavButton("Today", "sun", key="Ctrl+1")
    today.setChecked(True)
    desk = NavButton("Coach desk", "users", badge="1")
    rail = NavButton("Journal", "book-open", badge="2")
    rail.set_compact(True)
    mark = hbox(
        Mark(22),
        10,
        Label("Mara's journal", "strong", elide=True),
        IconButton("lock", "Lock now", "Ctrl+L"),
        margins=(8, 0, 0, 0),
    )
    return fixed(
        boxed(
            vbox(
                boxed(mark),
                12,
                today,
                2,
                NavButton("Journal", "book-open"),
                2,
                desk,
                2,
                boxed(hbox(rail, None)),
                None,
                margins=(12, 16, 12, 16),
            )
        ),
        224,
    )


def _buttons() -> list[Child]:
    disabled = Button("Disabled", "primary")
    disabled.setEnabled(False)
    hovered, pressed = Button("Hovered"), Button("Pressed", "soft")
    hovered.hover = 1.0
    pressed.setDown(True)
    ringed, ringed_primary = Button("Focused"), Button("Focused", "primary")
    for button in (ringed, ringed_primary):
        button.ring_shown = lambda: True
    more = IconButton("ellipsis", "More")
    first = _line(
        "Buttons",
        Button("Primary", "primary"),
        Button("Soft", "soft"),
        Button("Outline"),
        Button("Ghost", "ghost"),
        Button("Delete", "danger", "trash-2"),
        disabled,
    )
    second = _line(
        "States",
        hovered,
        pressed,
        ringed,
        ringed_primary,
        Button("With key", icon="pen-line", hint="Ctrl N"),
        Button("Small", size="s"),
        more,
    )
    return [first, 12, second, 14]


def _fields() -> list[Child]:
    empty, typed, dead = (
        LineField("Placeholder"),
        LineField(text="Focused field", name="Typed"),
        LineField(text="Disabled", name="Dead"),
    )
    dead.setEnabled(False)
    typed.setObjectName("focused")
    search = LineField("Search", icon="search", clearable=True, text="silence")
    fields = [fixed(field, 150) for field in (empty, typed, dead, search)]
    passphrase = PassphraseField(name="Passphrase")
    passphrase.setText("correct horse battery")
    wrong = Labelled("Passphrase", passphrase)
    wrong.set_error("This passphrase does not open the journal.")
    text = TextField(name="What would I see?")
    text.setPlainText("They'd bring half-finished thoughts to me instead of waiting.")
    several = Labelled(
        "What would I see if it were wrong?", text, "Ingrid sees this sentence first."
    )
    return [
        _line("Fields", *fields, fixed(ComboBox(["90 days", "A year"], name="Kept for"), 130)),
        12,
        boxed(hbox((wrong, 1), 20, (several, 1))),
    ]


def _choices() -> list[Child]:
    some = CheckBox("Partly", tristate=True)
    some.setCheckState(Qt.CheckState.PartiallyChecked)
    dead = CheckBox("Disabled", checked=True)
    dead.setEnabled(False)
    choices = _line(
        "Choices",
        CheckBox("Include", checked=True),
        some,
        CheckBox("Leave out"),
        dead,
        RadioButton("Read"),
        RadioButton("Read and comment", checked=True),
        Switch("Photos"),
        Switch("Names", checked=True),
        gap=4,
    )
    chips = [
        Chip("Neutral"),
        Chip("Goal", "accent", "target"),
        Chip("Assumption", "plum", dot=True),
        Chip("Reality", "ochre", "footprints"),
        Chip("Value", "blue", "heart"),
        Chip("Overdue", "danger"),
        Chip("Filter", checkable=True),
        Chip("Jonas", removable=True),
    ]
    chosen = Chip("All", checkable=True)
    chosen.setChecked(True)
    row = QWidget()
    row.setLayout(FlowLayout(*chips, chosen, Chip("Quiet", "quiet", "share-2")))
    people = _line(
        "People",
        Avatar("Mara Lind", "accent"),
        Avatar("Ingrid Solheim", "blue"),
        Avatar("TO", "ochre"),
        KeyCap("Ctrl K"),
        KeyCap("Esc"),
        Icon("lock"),
        Icon("flask-conical", 18, "plum"),
        IconTile("target"),
        IconTile("fingerprint", "plum", 34),
    )
    bar = _line(
        "Bars",
        fixed(Meter(0.6), 120),
        fixed(Meter(0.3, "ochre"), 120),
        Segmented(["Week", "Month", "Year"], 1, name="Range"),
        Stepper(["Choose", "Check", "Seal"], 1),
    )
    return [
        choices,
        12,
        boxed(hbox(fixed(heading("Chips"), 104), 10, (row, 1))),
        12,
        people,
        12,
        bar,
    ]


def _rows() -> list[Child]:
    progress = Progress("96 of 177 entries")
    progress.set_text("96 of 177 entries", "about 6 seconds left")
    progress.set_progress(96, 177)
    settings = Card(
        SettingRow("lock", "Passphrase", "Last changed 4 January. Changing it takes a few seconds; nothing is rewritten.", Button("Change...", size="s")), 12, Divider(), 12,
        SettingRow("fingerprint", "Remember on this computer", "Opens with the computer's keyring, for anyone who uses your account.", Switch("Remember"), tone="plum"), 12, Divider(), 12,
        SettingRow("clock", "Lock by itself", "Without a key or a click.", Segmented(["2", "5", "10", "30"], 2, name="Minutes"), Label("min", "caption", "text3"), tone="blue"),
        margins=(20, 16, 20, 16),
    )  # fmt: skip
    doors = boxed(
        vbox(
            RowButton(
                "users",
                "Open the coach desk",
                "Read and comment on exports shared with you",
                tone="blue",
            ),
            8,
            ChoiceRow(
                "Ingrid Solheim",
                "My coach, key checked in person",
                before=Avatar("Ingrid Solheim", "blue", 34),
                checked=True,
            ),
            8,
            ChoiceRow("Tuesday circle", "Three colleagues", before=Avatar("T C", "ochre", 34)),
            None,
        )
    )
    return [
        Banner("What did I take for granted in that room that I could go and check?", "prompt"), 8,
        Banner("Not saved: the disk is full. Make room; what you write stays here until then.", "error", action="Try again", closable=False), 12,
        boxed(hbox((settings, 3), 16, (doors, 2))), 12, progress,
    ]  # fmt: skip


def _scales() -> list[Child]:
    said, unsaid = ConfidenceSlider("How sure am I?"), ConfidenceSlider("How likely?")
    said.set_value(70)
    importance, strength = RatingRow("Importance", 0, 10), StrengthPicker("Strength", "ochre")
    importance.set_value(7)
    strength.set_value(2)
    sliders = _line("Scales", fixed(said, 182), fixed(unsaid, 182), gap=14)
    rows = _line("", importance, strength, StrengthDots(3), StrengthDots(1, "ochre"), gap=14)
    return [sliders, 10, rows]


def _charted(chart: Chart) -> Card:
    head = hbox((Label(chart.title, "strong", elide=True), 1), 8, ChartKey(chart))
    return Card(boxed(head), 6, chart, None, margins=(18, 12, 16, 12))


def _charts() -> list[Child]:
    """The charts and the ladder with numbers made up for them."""
    today, noon = dt.date(2026, 3, 12), dt.time(12)
    steps, dots, bars = StepChart(), InquiryDots(), HalfYearBars()
    scatter, calibration = ScatterChart(), CalibrationChart()
    moments = [dt.datetime.combine(today - dt.timedelta(days=n), noon, dt.UTC) for n in (57, 35, 9)]
    steps.show_history(
        [
            ConfidencePoint(id=str(sure), assumption="a", at=at, confidence=sure, cause="review")
            for at, sure in zip(moments, (92, 78, 70), strict=True)
        ],
        [
            Evidence(id="e", assumption="a", stance=-1, weight=3, text="Jonas had the answer.",
                     source="", observed_on=moments[1].date()),
        ],
        today,
    )  # fmt: skip
    dots.show_shares([(at.date(), share) for at, share in zip(moments, (0, None, 33), strict=True)], today)  # fmt: skip
    counted = [Counted(said, n < true, moments[0].date()) for said, true in ((25, 1), (77, 3)) for n in range(5)]  # fmt: skip
    calibration.show_record(record(counted))
    bars.show_record(record(counted), today)
    scatter.show_rows(
        [
            AssumptionRow(str(n), f"Statement {n}", "held", "me", sure, n, moments[0], moments[0])
            for n, sure in ((9, 80), (4, 60), (6, None))
        ]
    )
    ladder = Ladder("Ladder")
    rungs = [("Conclusions", "They wait for me."), ("Assumptions", "If I don’t answer first."), ("What happened", "")]  # fmt: skip
    ladder.show_rungs(rungs, 1)
    return [
        boxed(hbox((_charted(steps), 3), 16, (_charted(dots), 2))), 12,
        boxed(hbox((_charted(calibration), 1), 16, (_charted(scatter), 1))), 12,
        boxed(hbox((_charted(bars), 1), 16, (Card(ladder), 1))),
    ]  # fmt: skip


def gallery() -> QWidget:
    """Return a window with every widget in it."""
    type_ = _line(
        "Type",
        Label("Title 30", "h1"),
        Label("Quote 22", "quote"),
        Label("Writing 18", "writing"),
        Label("Heading 20", "h2"),
        Label("Body 14"),
        Label("Label 13", "label"),
        Label("Caption 12", "caption", "text2"),
        gap=18,
    )
    column = vbox(
        Label("Components", "h2"),
        16,
        *_buttons(),
        *_fields(),
        14,
        *_choices(),
        14,
        *_scales(),
        16,
        Divider(),
        12,
        type_,
        14,
        *_rows(),
        16,
        *_charts(),
        *mastery(),
        None,
        margins=(34, 24, 34, 20),
    )
    page = Panel((ScrollArea(boxed(column)), 1), fill="canvas", corners=("left", "right"))
    window = Frame()
    window.setLayout(hbox(_sidebar(), (page, 1), margins=(0, 8, 8, 8)))
    window.setWindowTitle("Components")
    return window


def sheet(window: QWidget) -> DialogSheet:
    """Open a dialog with a head, a body and a foot over ``window``."""
    dialog = DialogSheet(
        window,
        "Importing",
        "Markdown with dates at the top, 214 files, 6 pictures",
        icon="download",
    )
    progress = Progress()
    progress.set_text("96 of 177 entries", "about 6 seconds left")
    progress.set_progress(96, 177)
    note = hbox(
        (Icon("undo-2", 16, "accent_text"), 0, Qt.AlignmentFlag.AlignTop),
        10,
        (
            Label(
                "Nothing is half done: stop, and your journal is as it was. Afterwards you can take the whole import back for 30 days.",
                "label",
                "accent_text",
                wrap=True,
                weight=400,
            ),
            1,
        ),
    )
    dialog.add(progress, 18, Card(note, tone="accent", margins=(14, 11, 14, 12), radius=10))
    dialog.set_foot(None, Button("Stop"))
    dialog.open()
    return dialog


def popover(window: QWidget, anchor: QWidget) -> Popover:
    """Open a popover at ``anchor``."""
    content = boxed(
        vbox(
            Label("March 2026", "strong"),
            12,
            LineField('A date, or "last Friday"', icon="text-cursor-input"),
            12,
            Label("On this day", "strong"),
            6,
            Label(
                "I asked Lena what she would change, and she told me.",
                "reading",
                "text2",
                wrap=True,
            ),
        )
    )
    found = Popover(anchor, content)
    found.open()
    return found


def empty() -> QWidget:
    """Return a page that holds nothing yet."""
    window = Frame()
    state = EmptyState(
        "target",
        "What do you want to create?",
        "A goal here is a picture of what you want, held next to an honest look at where you are. The gap between them is not a problem. It is the energy.",
        Button("Describe a vision", "primary", "mountain"),
        Button("See an example", "ghost"),
    )
    window.setLayout(vbox(state))
    return window


def main(folder: Path) -> None:
    """Keep the pictures in ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tour import settle, take

    app = QApplication([])
    app.setCursorFlashTime(0)
    for scheme in ("light", "dark"):
        for scale in (1.0, 1.4):
            theme().apply(scheme, scale)
            name = f"{scheme}-{int(scale * 100)}"
            window = gallery()
            window.resize(int(1280 * scale), int(3400 * scale))
            window.show()
            window.findChild(LineField, "focused").setFocus()
            take(window, folder, f"components-{name}")
            window.resize(1280, 800)
            toast = Toast(window, "Entry moved to Recently deleted", window.close)
            take(window, folder, f"toast-{name}")
            toast.close()
            dialog = sheet(window)
            take(window, folder, f"sheet-{name}")
            dialog.dismiss()
            pop = popover(window, window.findChildren(IconButton)[0])
            take(window, folder, f"popover-{name}")
            pop.dismiss()
            window.close()
            settle()
    theme().apply("light", 1.0)
    nothing = empty()
    nothing.resize(1000, 700)
    nothing.show()
    take(nothing, folder, "empty-light")
    menu = Menu(nothing)
    menu.add("Copy the text", nothing.close, icon="copy", key="Ctrl+C")
    menu.add("Move to Recently deleted", nothing.close, icon="trash-2")
    menu.open_below(nothing)
    take(menu, folder, "menu-light")
    box = ComboBox(["90 days", "A year", "Until I say so"], name="Kept for")
    box.show()
    box.showPopup()
    take(box.view().window(), folder, "combo-light")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

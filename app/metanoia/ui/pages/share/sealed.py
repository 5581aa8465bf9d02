"""The third step, done: what to do with the file, and how the reader makes sure of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from metanoia.exchange import readable
from metanoia.places import synced_by
from metanoia.ui import dates
from metanoia.ui.pages.share.answers import Answers
from metanoia.ui.pages.share.became import deleted
from metanoia.ui.pages.share.choose import SIDE
from metanoia.ui.pages.share.earlier import Earlier
from metanoia.ui.pages.share.foot import Foot
from metanoia.ui.pages.share.word_tiles import WordTiles
from metanoia.ui.people_words import in_a_row
from metanoia.ui.theme import theme
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.fingerprint import Fingerprint
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.tile import Icon, IconTile, Square

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from metanoia.domain.replies import KeptReply
    from metanoia.domain.shares import ShareRow
    from metanoia.ui.pages.share.receipt import Receipt


_SETTLING: Final = 150  # ms in which new cards find their places


class SealedPane(QWidget):
    """``folder_asked``, ``copy_asked`` and ``page_asked`` for the file, ``done_asked`` to leave.

    ``withdraw_asked`` to ask the share back, ``stand_asked`` to let it stand again.
    """

    folder_asked = Signal()
    copy_asked = Signal()
    page_asked = Signal()
    done_asked = Signal()
    withdraw_asked = Signal()
    stand_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label("", "h1", size=29, wrap=True)
        self.lead = Label("", "body", "text2", wrap=True)
        self.problem = Banner(tone="error")
        self.problem.hide()
        self.withdrawn = Banner(tone="warn", icon="undo-2", closable=False)
        self.withdrawn.hide()
        self.withdraw = Button(self.tr("Withdraw…"), "ghost", "undo-2")
        self.file = Label("", "body", weight=600, elide=True)
        self.about_file = Label("", "label", "text2", weight=400, elide=True)
        self.folder = Button(self.tr("Show the file"), "ghost", "folder-open", "s")
        self.copy = Button(self.tr("Save a copy…"), "primary", "download", "s")
        self.page = Button(self.tr("Save as a web page…"), "outline", "globe", "s")
        self.synced = Label("", "label", "text2", weight=400, wrap=True)
        self.words = WordTiles()
        self.fingerprint = Fingerprint()
        self.read_out = Label("", "body", weight=600, wrap=True)
        self.answers = Answers()
        self.earlier = Earlier(self.tr("Earlier shares"))
        self.done = Button(self.tr("Done"), "primary", "check")
        self.foot_words = Label(
            self.tr("The receipt stays with your journal. Nobody can take back what was read."),
            "caption", "text2", wrap=True,
        )  # fmt: skip
        self._coming = QTimer(self, singleShot=True, interval=_SETTLING)
        self._lay_out()
        self._area.verticalScrollBar().rangeChanged.connect(self._scroll_to_answers)
        self._coming.timeout.connect(self._came)
        self.folder.clicked.connect(self.folder_asked)
        self.copy.clicked.connect(self.copy_asked)
        self.page.clicked.connect(self.page_asked)
        self.done.clicked.connect(self.done_asked)
        self.withdraw.clicked.connect(self.withdraw_asked)
        self.withdrawn.acted.connect(self.stand_asked)

    def show_receipt(
        self, receipt: Receipt, replies: Sequence[KeptReply], rows: Sequence[ShareRow]
    ) -> None:
        """Show what there is to do with a share, what came back, and those sealed before it.

        ``rows`` are all shares, the newest first.
        """
        who = receipt.first_name
        for_ = in_a_row(receipt.names)
        if receipt.with_words:
            self.title.setText(self.tr("Sealed with six words"))
            self.lead.setText(self.tr("Whoever has the file and the six words can open it."))
        else:
            self.title.setText(self.tr("Sealed for {}").format(who or for_ or self.tr("one key")))
            lead = self.tr("Only {}’s key opens this file, and your own.")
            each = self.tr(
                "Each of these {} opens this file with their own key, and you with yours."
            )
            several = len(receipt.names) > 1
            self.lead.setText(
                each.format(len(receipt.names))
                if several
                else lead.format(who or for_ or self.tr("the reader"))
            )
        self._show_file(receipt)
        self.words.show_words(receipt.words or "")
        self._words_step.setVisible(receipt.with_words)
        self._said.setVisible(receipt.words is None)
        self._third.show_number(3 if receipt.with_words else 2)
        self.read_out.setText(
            self.tr("Let {} read the fingerprint to you").format(who or self._readers(receipt))
        )
        self.fingerprint.show_digits(receipt.fingerprint)
        self.show_replies(receipt, replies)
        self.show_rows(receipt, rows)
        self.show_top()
        self.problem.hide()

    def _readers(self, receipt: Receipt) -> str:
        return self.tr("each of them") if len(receipt.names) > 1 else self.tr("the reader")

    def show_rows(self, receipt: Receipt, rows: Sequence[ShareRow]) -> None:
        """Show what became of the share, and of the earlier ones with the same people."""
        mine = next((row for row in rows if row.id == receipt.id), None)
        parties = set(mine.parties) if mine else set()
        before = [row for row in rows if row.seq < receipt.seq]
        with_them = [row for row in before if parties & set(row.parties)]
        who = receipt.first_name
        self.earlier.heading.setText(self.tr("Earlier with {}").format(who) if who and parties else self.tr("Earlier shares"))  # fmt: skip
        self.earlier.show_rows(with_them if parties else before)
        gone = mine is not None and mine.withdrawn_at is not None
        self.withdraw.setVisible(not gone)
        self._below.setVisible(gone)
        self._steps.setVisible(not gone)  # nothing is handed over any more
        if not gone:
            self.withdrawn.hide()
        if mine is not None and mine.withdrawn_at is not None:
            self._show_withdrawn(mine, mine.withdrawn_at, who)

    def _show_withdrawn(self, row: ShareRow, at: dt.datetime, who: str) -> None:
        day = dates.medium(at.astimezone().date())
        told = deleted(row)
        words = self.tr("Withdrawn on {}. Your next share for {} says so; their Metanoia then deletes its copy and sends a receipt. Copies made outside of it cannot be recalled.")  # fmt: skip
        some = self.tr("Withdrawn on {}. {}. Copies made outside of Metanoia cannot be recalled.")
        waits = words.format(day, who or self.tr("its readers"))
        text = some.format(day, "; ".join(told)) if told else waits
        if text != self.withdrawn.text() or self.withdrawn.isHidden():
            self.withdrawn.say(text, "" if told else self.tr("Let it stand again"))

    def show_replies(self, receipt: Receipt, replies: Sequence[KeptReply]) -> None:
        """Show what came back to the share of ``receipt``."""
        titles = {str(one.id): one.title for one in receipt.lines}
        self.answers.show_replies(replies, titles, receipt.first_name)

    def show_top(self) -> None:
        """Show it from its top."""
        self._coming.stop()
        self._area.verticalScrollBar().setValue(0)

    def show_answers(self) -> None:
        """Bring what came back to the top of what is seen, and the keyboard to the first of it."""
        self._coming.start()
        QTimer.singleShot(0, self, self._scroll_to_answers)

    @Slot()
    def _scroll_to_answers(self) -> None:
        if self._coming.isActive():  # again, as long as the cards find their places
            self._area.verticalScrollBar().setValue(self.answers.y() - theme().px(8))

    @Slot()
    def _came(self) -> None:
        self._scroll_to_answers()
        self.answers.take_focus()

    def forget(self) -> None:
        """Hold nothing any more: the words are shown once."""
        self._coming.stop()
        self.words.show_words("")
        self.fingerprint.show_digits("")
        self.answers.show_replies([], {}, "")
        self.earlier.show_rows([])
        for label in (self.title, self.lead, self.file, self.about_file, self.read_out):
            label.setText("")

    def _show_file(self, receipt: Receipt) -> None:
        here = receipt.file is not None
        gone = self.tr("The sealed file")
        self.file.setText(receipt.file.name if receipt.file else gone)
        size = readable.size(receipt.size)
        now = self.tr("A sealed file of {} with a plain name").format(size)
        past = self.tr("{}, saved when it was sealed; the journal keeps what it says").format(size)
        self.about_file.setText(now if here else past)
        self.folder.setVisible(here)
        self.copy.setVisible(receipt.sealed is not None)
        self._browser.setVisible(receipt.sealed is not None and receipt.with_words)
        self._synced_row.hide()
        if receipt.file is not None:
            self.show_saved(receipt.file)

    def show_saved(self, file: Path) -> None:
        """Say it if a file was saved where a sync program keeps copies; what was said before stays."""
        program = synced_by(file.parent)
        if program:
            words = self.tr(
                "{} seems to sync that folder: copies stay there, even if you delete the file."
            )
            self.synced.setText(words.format(program))
            self._synced_row.show()

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        words = boxed(vbox(None, self.title, 4, self.lead, None))
        head = boxed(hbox((IconTile("file-lock-2", side=52), 0, top), 18, (words, 1)))
        names = boxed(vbox(None, self.file, 2, self.about_file, None))
        without = Label(
            self.tr("For a reader with nothing installed: a page that any browser opens with the six "
                    "words. Hand it over on a stick or in a shared folder; mail often refuses pages."),
            "label", "text2", weight=400, wrap=True,
        )  # fmt: skip
        self._browser = boxed(
            vbox(12, Divider(), 12, boxed(hbox((without, 1), 16, self.page, margins=(46, 0, 0, 0))))
        )
        self._synced_row = boxed(hbox((self.synced, 1), margins=(46, 8, 0, 0)))
        file = Card(
            boxed(hbox(IconTile("file-lock-2", "blue", 34), 12, (names, 1), 12, self.folder, 6, self.copy)),
            self._synced_row, self._browser,
            margins=(16, 12, 14, 12),
        )  # fmt: skip
        self._said = Label(
            self.tr("They were shown once, when this was sealed, and are kept nowhere."),
            "label", "text2", weight=400, wrap=True,
        )  # fmt: skip
        self._words_step = boxed(
            vbox(
                Divider(), 16,
                _step(
                    _Number(2), self.tr("Tell the six words by phone"),
                    self.tr("Not in the same message as the file. They are shown only now."),
                    self._said, self.words,
                ),
                16,
            )
        )  # fmt: skip
        self._third = _Number(3)
        same = Label(
            self.tr("The same digits on both sides: it is your file and nobody has touched it."),
            "label", "text2", weight=400, wrap=True,
        )  # fmt: skip
        last = vbox(self.read_out, 1, same, 12, self.fingerprint)
        self._steps = Card(
            _step(
                _Number(1), self.tr("Hand over the file"),
                self.tr("Mail, a messenger or a stick: it is sealed, so the way does not matter."),
            ),
            16, self._words_step, Divider(), 16,
            boxed(hbox((self._third, 0, top), 14, (boxed(last), 1))),
            margins=(20, 17, 19, 19),
        )  # fmt: skip
        self._below = boxed(vbox(14))
        body = vbox(
            head, 16, self.problem, self.withdrawn, self._below, file, 14, self._steps, 22, self.answers, 22, self.earlier, None,
            margins=(SIDE, 6, SIDE, 20),
        )  # fmt: skip
        self._area = ScrollArea(boxed(body))
        foot = Foot(
            Icon("inbox", 16, "text2"), 10, (self.foot_words, 1), 16, self.withdraw, 8, self.done
        )
        self.setLayout(vbox((self._area, 1), foot))

    @Slot(str)
    def show_problem(self, sentence: str) -> None:
        """Say what went wrong with the file."""
        self.problem.say(sentence)


class _Number(Square):
    def __init__(self, number: int) -> None:
        self._number = number
        super().__init__(26)

    def show_number(self, number: int) -> None:
        self._number = number
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("accent_soft"))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(theme().colour("accent_text"))
        painter.setFont(theme().font("caption", weight=600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


def _step(number: _Number, title: str, text: str, *more: QWidget) -> QWidget:
    rows: list[Child] = [
        Label(title, "body", weight=600, wrap=True), 1,
        Label(text, "label", "text2", weight=400, wrap=True),
    ]  # fmt: skip
    for one in more:
        rows += [10, one]
    return boxed(hbox((number, 0, Qt.AlignmentFlag.AlignTop), 14, (boxed(vbox(*rows)), 1)))

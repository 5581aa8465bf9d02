"""What comes round on the page: how the day was, and the review of the week or quarter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.destination import Destination, Notice

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.domain.reviews import ReviewKind
    from metanoia.ui.pages.today.metrics_row import MetricsRow
    from metanoia.ui.pages.today.page import TodayPage
    from metanoia.ui.pages.today.review_line import ReviewLine


class Rhythm(QObject):
    """Shows the row of metrics and the line of a review that is due, once it is awake."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        self._journal = page.journal
        self._kind: ReviewKind = "weekly"
        self._looked_at: dt.date | None = None
        self._due = False
        self.metrics: MetricsRow | None = None
        self.review: ReviewLine | None = None

    def wake(self) -> None:
        """Take part from now on: called after the page was first painted."""
        from metanoia.ui.pages.today.metrics_row import MetricsRow
        from metanoia.ui.pages.today.review_line import ReviewLine

        page = self._page
        self.metrics = MetricsRow(page.journal, page)
        self.review = ReviewLine()
        page.column.take_rows(self.metrics, self.review)
        self.metrics.said.connect(page.said)
        self.review.opened.connect(self.open_review)
        self.review.skipped.connect(self.skip_review)
        if page.opening.begun:
            self.show()

    def look_again(self) -> None:
        """Note that the journal has changed: a review may be due, or done."""
        self._looked_at = None

    def show(self) -> None:
        """Show the metrics of the entry's day, and on a page of today what is due."""
        if self.metrics is None or self.review is None:
            return
        page, today = self._page, self._page.today()
        day = page.draft.when.date
        self.metrics.show_day(day, today)
        if self._looked_at != today:
            self._look(today)
        shown = self._due and day == today and page.draft.form is None
        self.review.setVisible(shown and not page.settings.focus_mode)

    def note_the_day(self) -> None:
        """Put the keyboard on the metrics, or lead to where they are chosen."""
        page = self._page
        if page.settings.focus_mode:
            page.around.set_focus_mode(on=False)
        if self.metrics is None or not self.metrics.take_focus():
            page.asked.emit(Destination(page="settings", section="metrics"))

    def ask_for_mood(self) -> None:
        """Ask for mood and energy on the page from now on, with Undo."""
        page, store = self._page, self._journal.metrics
        with page.saying_errors():
            asked = [
                store.show(store.built_in(which, shown=True, source=page).id, source=page)
                for which in ("mood", "energy")
            ]
            self.show()
            if self.metrics is not None:
                self.metrics.take_focus()
            undo = partial(self._ask_no_more, [one.id for one in asked])
            said = self.tr("Mood and energy stand below the title. Settings hold more of the kind.")
            page.said.emit(Notice(text=said, undo=undo))

    def open_review(self) -> None:
        """Go to the review."""
        section = "" if self._kind == "weekly" else "quarter"
        self._page.asked.emit(Destination(page="review", section=section))

    def skip_review(self) -> None:
        """Let the review be this time, with Undo."""
        page, today, kind = self._page, self._page.today(), self._kind
        if not page.settled():
            return
        with page.saying_errors():
            former = self._journal.reviews.former(kind, today)
            self._journal.reviews.skip(kind, today, source=page)
            self.look_again()
            self.show()
            page.take_focus()
            week = self.tr("No review this week. That is fine; the next one asks again.")
            quarter = self.tr("No review of this quarter. That is fine; the next one asks again.")
            undo = partial(self._put_back, former)
            page.said.emit(Notice(text=week if kind == "weekly" else quarter, undo=undo))

    def forget(self) -> None:
        """Hold nothing of the journal any more."""
        if self.metrics is not None and self.review is not None:
            self.metrics.forget()
            self.review.hide()

    def _look(self, today: dt.date) -> None:
        self._looked_at = today
        reviews = self._journal.reviews
        self._due = False
        kinds: tuple[ReviewKind, ...] = ("weekly", "quarterly")
        for kind in kinds:
            if reviews.is_due(kind, today):
                self._due, self._kind = True, kind
                self._say(begun=reviews.session(kind, today) is not None)
                return

    def _say(self, *, begun: bool) -> None:
        if self.review is None:
            return
        tr, open_ = self.tr, self.tr("Go on") if begun else self.tr("Open")
        if self._kind == "weekly":
            words = tr("Your weekly review waits where you left it.") if begun else tr("A look back at the week: fifteen minutes at most.")  # fmt: skip
            self.review.say(words, open_, tr("Not this week"))
        else:
            words = tr("Your quarterly review waits where you left it.") if begun else tr("A look back at the quarter: an hour at most.")  # fmt: skip
            self.review.say(words, open_, tr("Not this quarter"))

    def _put_back(self, former: object) -> None:
        try:
            self._journal.reviews.put_back(former)  # type: ignore[arg-type]
        except MetanoiaError as error:
            self._page.said.emit(Notice(text=str(error)))

    def _ask_no_more(self, metrics: list[str]) -> None:
        from metanoia.domain.metrics import MetricId

        with self._page.saying_errors():
            for metric in metrics:
                self._journal.metrics.hide(MetricId(metric))

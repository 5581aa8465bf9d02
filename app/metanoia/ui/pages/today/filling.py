"""Entries that are written with a form: beginning one, showing its questions, finishing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from metanoia.domain.anchors import Origin
from metanoia.domain.answers import FREE, passage
from metanoia.domain.errors import MetanoiaError, NotFound
from metanoia.ui.pages.today.draft import Draft
from metanoia.ui.pages.today.forms import before_meeting

if TYPE_CHECKING:
    from metanoia.domain.answers import Value
    from metanoia.domain.entries import Entry
    from metanoia.domain.forms import Form
    from metanoia.ui.destination import Destination
    from metanoia.ui.pages.today.draft import Written
    from metanoia.ui.pages.today.forms.form_panel import FormPanel
    from metanoia.ui.pages.today.forms.form_view import FormView
    from metanoia.ui.pages.today.forms.making import Making
    from metanoia.ui.pages.today.page import TodayPage


class Filling(QObject):
    """Shows forms on the page; all that draws them is imported with the first one."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        self._journal = page.journal
        self._making: Making | None = None
        self._panel: FormPanel | None = None
        self._to_link = ""  # an assumption from which the form on the page was begun

    # -- beginning

    def choose(self) -> None:
        """List the forms, to begin one."""
        from metanoia.store.form_library import library
        from metanoia.ui.pages.today.forms.chooser import FormSheet

        sheet = FormSheet(self._page, list(library().values()))
        sheet.chosen.connect(self._chosen)
        self._page.show_over(sheet)

    def begin_for(self, destination: Destination) -> None:
        """Begin a form as a destination asks; NotFound for an unknown one, Refused for a day ahead."""
        form = _known(destination.form)
        day = destination.date or self._page.today()
        proposed: dict[str, Value] = {}
        for field in form.all_fields:
            if (default := field.default_on(day)) is not None:
                proposed[field.key] = default
        if destination.item:
            proposed |= self._from_assumption(form, destination.item)
        if form.key == before_meeting.KEY and (
            said := before_meeting.became_of(self._journal, day)
        ):
            proposed[before_meeting.FIELD] = said
        self._page.opening.new(destination.date, destination.title, form, proposed)
        self._to_link = destination.item

    def _from_assumption(self, form: Form, item: str) -> dict[str, Value]:
        from metanoia.domain.assumptions import AssumptionId

        statement = self._journal.assumptions.get(AssumptionId(item)).statement
        for field in form.fields:
            if field.makes == "assumption" and field.type == "lines":
                return {field.key: (statement,)}
            if field.makes == "assumption" and field.type == "text":
                return {field.key: statement}
        return {}

    def _chosen(self, key: str) -> None:
        from metanoia.ui.destination import Destination

        self._page.close_overlay()
        self._page.asked.emit(Destination(page="today", new=True, form=key))

    # -- showing

    def draft_of(self, found: Entry) -> tuple[Draft, Written]:
        """Return an entry as it is to be written on: with its text, or with the answers to its form."""
        page, form = self._page, None
        if found.form != FREE:
            from metanoia.store.form_library import library

            form = library().get(found.form)
        draft = Draft(self._journal, page, found, form=form)
        return draft, self._journal.answers.values(found.id) if form else found.body

    def show(self, written: Written) -> None:
        """Show answers in place of the text, or the text."""
        column, form, entry = self._page.column, self._page.draft.form, self._page.draft.entry
        self._to_link = ""
        column.editor.setReadOnly(entry is not None and entry.form != FREE)
        if form is None or isinstance(written, str):
            if column.form is not None:
                column.form.forget()
            column.show_form(on=False)
            return
        from metanoia.domain.forms import asks_again_on
        from metanoia.ui.pages.today.forms.form_layout import Showing

        when, today = self._page.draft.when, self._page.today()
        locked = entry is not None and self._journal.answers.locked(entry)
        again = asks_again_on(form, written, when.date) if entry is not None else None
        asks = again is not None and again <= today
        self._view().show_form(Showing(form, written, today, when.date, locked, asks))
        column.show_form(on=True)

    def show_around(self) -> None:
        """Show what was made from the answers, and the panel of the form."""
        page, form = self._page, self._page.draft.form
        page.column.bar.show_form(form.title if form else "", form.icon if form else "")
        view = page.column.shown_form()
        if form is None or view is None or self._making is None:
            page.panel.lead_with(None)
            return
        if self._to_link and page.draft.id:
            self._link()
        things = self._making.things()
        view.show_things(things)
        panel = self._form_panel()
        state = page.draft.entry.never_share if page.draft.entry else form.never_share
        page.panel.lead_with(panel, panel.privacy if form.never_share else None)
        panel.privacy.show_never(state, kept=page.draft.entry is not None)
        panel.show_form(form, view.values(), page.draft.entry, things, page.today())

    def _link(self) -> None:
        """Anchor the assumption from which the form was begun in the answer that says it."""
        from metanoia.domain.assumptions import AssumptionId
        from metanoia.text.anchors import select

        page, item, self._to_link = self._page, self._to_link, ""
        form, view = page.draft.form, page.column.shown_form()
        if form is None or view is None or page.draft.id is None:
            return
        try:
            statement = self._journal.assumptions.get(AssumptionId(item)).statement
            for field in form.fields:
                place = passage(field.key, 0)
                written = view.answers[field.key].field_at(place)
                if field.makes == "assumption" and written and written.text().strip() == statement:
                    selector = select(statement, 0, len(statement))
                    origin = Origin(entry=page.draft.id, selector=selector, field=place)
                    self._journal.anchors.mark("assumption", item, origin, source=page)
                    page.anchoring.show(page.draft.id)
                    page.cards.show()
                    return
        except MetanoiaError:
            return  # it was deleted meanwhile; the words stay

    def is_said(self, entry: Entry) -> bool:
        """Tell whether an entry says something; a day that a form proposes by itself is nothing."""
        form = self._page.draft.form
        if form is None:
            return bool(entry.body.strip())
        proposed = {field.key for field in form.all_fields if field.default}
        return bool(set(self._journal.answers.values(entry.id)) - proposed)

    # -- finishing

    def may_finish(self) -> bool:
        """Tell whether nothing is missing; else say what is, and go there."""
        form, view = self._page.draft.form, self._page.column.shown_form()
        if form is None or view is None or view.is_locked():
            return True
        missing = [problem for problem in form.problems(view.values()) if problem.missing]
        if missing:
            view.show_missing(missing)
        return not missing

    # -- inside

    def _view(self) -> FormView:
        column = self._page.column
        if column.form is None:
            from metanoia.ui.pages.today.forms.form_view import FormView
            from metanoia.ui.pages.today.forms.making import Making

            view = FormView(self._journal)
            column.take_form(view)
            view.edited.connect(self._page.autosave.touch)
            view.finish_anyway.connect(self._page.actions_.finish_anyway)
            self._making = Making(self._page, view)
        return column.form  # type: ignore[return-value]

    def _form_panel(self) -> FormPanel:
        if self._panel is None:
            from metanoia.ui.pages.today.forms.form_panel import FormPanel

            self._panel = FormPanel(self._journal)
            self._panel.never_share_asked.connect(self._page.actions_.never_share)
            if self._making is not None:
                self._panel.pressed.connect(self._making.open)
                self._panel.settled.connect(self._making.settle)
            self._panel.opened.connect(self._page.panel.opened)
        return self._panel


def _known(key: str) -> Form:
    from metanoia.store.form_library import library

    form = library().get(key)
    if form is None:
        raise NotFound("This version of Metanoia has no such form.")
    return form

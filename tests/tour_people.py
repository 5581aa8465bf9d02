"""The tour's way through the people one shares with: choosing them, keys that changed, circles."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from metanoia.exchange.contact import ContactCard
    from metanoia.ui.shell import Shell

PURPOSE = "To prepare 19 March: what I do when the room goes quiet"


class People:
    """Walks the Share page's first step and its sheets; leaves the journal as it was but for people."""

    def __init__(
        self, shell: Shell, shoot: Callable[[str], None], close_sheet: Callable[[], None]
    ) -> None:
        self._shell = shell
        self._shoot = shoot
        self._close_sheet = close_sheet

    def walk(self) -> None:
        """Meet four people, compare, form a circle, and get another key from one of them."""
        from metanoia.domain.consents import Agreed
        from metanoia.ui.widgets.scroll import ScrollArea

        journal = self._shell.journal
        ids = {}
        for name, role in (
            ("Ingrid Berg", "coach"),
            ("Tomas Okafor", "peer"),
            ("Amina Diallo", "peer"),
        ):
            ids[name] = journal.people.take_card(_card(name), role).person.id
            journal.people.mark_verified(ids[name])
        ingrid = ids.pop("Ingrid Berg")
        journal.people.set_tag(ingrid, "coaching")
        journal.circles.add("Tuesday circle", [ingrid, *ids.values()])
        agreed = Agreed(purpose=PURPOSE, ends_on=dt.date(2027, 6, 30))
        journal.consents.agree(agreed, [ingrid])
        self._shell.show_page("share")
        page = self._shell.current
        page.readers.someone_new()
        self._shoot("45-someone-new")
        self._close_sheet()
        page.sides.choose.whom.cards[ingrid].click()
        self._shoot("46-share-for-whom")
        area = page.sides.choose.findChildren(ScrollArea)[0]
        area.verticalScrollBar().setValue(10_000)
        self._shoot("46-share-terms")
        area.verticalScrollBar().setValue(0)
        page.sides.choose.whom.also.click()
        page.sides.choose.whom.cards[ids["Amina Diallo"]].click()
        self._shoot("46-share-for-several")
        page.readers.show_people()
        self._shoot("47-people")
        self._close_sheet()
        journal.people.take_card(_card("Amina Diallo", "other"), "peer")
        self._shoot("48-keys-changed")
        page.sides.choose.whom.warnings[ids["Amina Diallo"]].compare.click()
        self._shoot("48-new-keys")
        self._close_sheet()
        page.readers.show_people()
        self._shoot("49-people-changed")
        self._close_sheet()
        self._sheets(ingrid)
        for person in (ingrid, *ids.values()):
            journal.people.trash(person)

    def _sheets(self, ingrid: str) -> None:
        from metanoia.ui.dialogs.circle_sheet import CircleSheet
        from metanoia.ui.dialogs.known_sheet import KnownSheet

        journal, page = self._shell.journal, self._shell.current
        CircleSheet(page, journal, journal.circles.all()[0]).open()
        self._shoot("49-circle")
        self._close_sheet()
        KnownSheet(page, journal, journal.people.get(ingrid)).open()
        self._shoot("49-person")
        self._close_sheet()


def _card(name: str, salt: str = "") -> ContactCard:
    """Return the card of somebody made up, the same in every walk."""
    import pyrage

    from metanoia.exchange.contact import ContactCard

    seed = hashlib.sha256((name + salt).encode()).digest()
    age = pyrage.x25519.Identity.generate().to_public()
    return ContactCard(name=name, age_recipient=str(age), signing_key=seed)

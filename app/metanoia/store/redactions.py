"""The passages that are withheld from readers of shares."""

from __future__ import annotations

from typing import Final

from metanoia.domain.anchors import Selector
from metanoia.domain.kinds import Kind
from metanoia.domain.withheld import Redaction
from metanoia.store.part import Part, Row, new_id, now, stamp

_COLUMNS: Final = "id, item_type, item_id, field_path, exact, prefix, suffix, start, stop, party_id"
ALL: Final = f"SELECT {_COLUMNS} FROM redaction ORDER BY item_type, item_id, field_path, start"
OF: Final = f"""SELECT {_COLUMNS} FROM redaction WHERE item_type = ? AND item_id = ?
    ORDER BY field_path, start"""


class Redactions(Part):
    """Every passage that is withheld, from everybody or from one reader."""

    def add(
        self,
        item: tuple[str, str],
        field: str,
        selector: Selector,
        party: str | None = None,
        *,
        source: object = None,
    ) -> Redaction:
        """Withhold a passage of a thing's text ``field``, from everybody or from one person."""
        made = Redaction(id=new_id(), item=item, field=field, selector=selector, party=party)
        self.put_back(made, source=source)
        return made

    def put_back(self, redaction: Redaction, *, source: object = None) -> None:
        """Withhold again what was let go."""
        one, at = redaction, redaction.selector
        with self._changes.write(Kind.SHARE, source=source):
            self._write(
                f"INSERT INTO redaction(created_at, {_COLUMNS}) VALUES({', '.join('?' * 11)})",
                *(stamp(now()), one.id, *one.item, one.field),
                *(at.exact, at.prefix, at.suffix, at.start, at.stop, one.party),
            )

    def remove(self, redaction_id: str, *, source: object = None) -> None:
        """Let a passage leave again."""
        with self._changes.write(Kind.SHARE, source=source):
            self._write("DELETE FROM redaction WHERE id = ?", redaction_id)

    def all(self) -> list[Redaction]:
        """Return every withheld passage, by thing, field and place."""
        return [_redaction(row) for row in self._all(ALL)]

    def of(self, item: tuple[str, str]) -> list[Redaction]:
        """Return the withheld passages of a thing (kind, id), by field and place."""
        return [_redaction(row) for row in self._all(OF, *item)]


def _redaction(row: Row) -> Redaction:
    redaction_id, item_type, item_id, field, exact, prefix, suffix, start, stop, party = row
    return Redaction(
        id=redaction_id,
        item=(item_type, item_id),
        field=field,
        selector=Selector(exact, prefix, suffix, start, stop),
        party=party,
    )

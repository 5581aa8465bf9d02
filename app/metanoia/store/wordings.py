"""What a thing said before it was changed: the columns that changed, folded for ten minutes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from metanoia.store.part import Part, moment, new_id, now, stamp
from metanoia.store.revisions import FOLDED_FOR


class Wordings(Part):
    """The earlier wordings of assumptions and of what hangs on them."""

    def keep(self, item_type: str, item_id: str, rev: int, before: Mapping[str, Any]) -> None:
        """Keep the values of columns that are about to change, inside a write block.

        ``rev`` is that before the change. Within ten minutes of the last time they join what was kept
        then, of which the older value stays.
        """
        last = self._one(
            """SELECT id, at, before_json FROM revision WHERE item_type = ? AND item_id = ?
            ORDER BY rev DESC LIMIT 1""",
            item_type,
            item_id,
        )
        if last and abs(now() - moment(last[1])) < FOLDED_FOR:
            folded = {**before, **json.loads(last[2])}
            self._write("UPDATE revision SET before_json = ? WHERE id = ?", _json(folded), last[0])
            return
        self._write(
            """INSERT INTO revision(id, item_type, item_id, rev, at, before_json)
            VALUES(?, ?, ?, ?, ?, ?)""",
            new_id(),
            item_type,
            item_id,
            rev,
            stamp(now()),
            _json(before),
        )

    def of(self, item_type: str, item_id: str) -> list[tuple[dt.datetime, dict[str, Any]]]:
        """Return when a thing was changed, and the values of then that changed; newest first."""
        rows = self._all(
            """SELECT at, before_json FROM revision WHERE item_type = ? AND item_id = ?
            ORDER BY rev DESC""",
            item_type,
            item_id,
        )
        return [(moment(at), json.loads(before)) for at, before in rows]


def _json(before: Mapping[str, Any]) -> str:
    return json.dumps(before, ensure_ascii=False)

"""What goes on from share to share with the same readers: the one before, answers, withdrawals."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Final, NamedTuple

from metanoia.store.part import Part, moment

# the people of a share are those of the JSON list ?1, no more and no fewer
_SAME_READERS: Final = """(SELECT count(*) FROM share_party WHERE share_id = s.id) =
      json_array_length(?1) AND NOT EXISTS(SELECT 1 FROM share_party WHERE share_id = s.id
        AND party_id NOT IN (SELECT value FROM json_each(?1)))"""
PREVIOUS: Final = f"""SELECT s.id FROM share AS s WHERE s.state = 'sealed' AND {_SAME_READERS}
    ORDER BY s.seq DESC LIMIT 1"""
WITHDRAWN: Final = """SELECT s.id FROM share AS s WHERE s.state = 'withdrawn' AND s.id IN
      (SELECT share_id FROM share_party WHERE party_id IN (SELECT value FROM json_each(?)))
    ORDER BY s.seq"""
WAITING: Final = f"""SELECT a.comment_id, a.body_md, a.at, c.item_type, c.item_id
    FROM comment_answer AS a JOIN comment AS c ON c.id = a.comment_id
    JOIN review_in AS r ON r.id = c.review_in_id JOIN share AS s ON s.id = r.share_id
    WHERE a.share_id IS NULL AND ((r.party_id IN (SELECT value FROM json_each(?1))
        AND NOT EXISTS(SELECT 1 FROM json_each(?1) WHERE value <> r.party_id AND value NOT IN
          (SELECT party_id FROM share_party WHERE share_id = s.id)))
      OR (r.party_id IS NULL AND {_SAME_READERS}))
    ORDER BY a.at, a.id"""


class Waiting(NamedTuple):
    """An answer that did not leave yet: to which comment, and the thing (kind, id) it is about."""

    comment: str
    body: str  # Markdown
    at: dt.datetime
    item: tuple[str, str]


class ShareLines(Part):
    """The shares for the same people (their ids), one after another; nobody known has none."""

    def previous(self, readers: Iterable[str]) -> str | None:
        """Return the id of the latest share for exactly these people, None if there is none."""
        known = _listed(readers)
        row = self._one(PREVIOUS, known) if known != "[]" else None
        return str(row[0]) if row else None

    def withdrawn(self, readers: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the shares that were withdrawn from one of these people, oldest first."""
        return tuple(share for (share,) in self._all(WITHDRAWN, _listed(readers)))

    def waiting(self, readers: Iterable[str]) -> list[Waiting]:
        """Return the answers to comments of these people that did not leave yet, oldest first.

        What is answered to one of them goes to nobody beside them who had not the share they commented
        on. A reply without a signature counts as theirs if its share was for exactly them.
        """
        known = _listed(readers)
        if known == "[]":
            return []
        return [
            Waiting(comment, body, moment(at), (kind, item_id))
            for comment, body, at, kind, item_id in self._all(WAITING, known)
        ]

    def sent(self, share_id: str, answers: Iterable[tuple[str, str]]) -> None:
        """Note that answers (comment, body) left in a share, inside a write block.

        One that was worded anew since waits for the next.
        """
        for comment, body in answers:
            self._write(
                """UPDATE comment_answer SET share_id = ?
                WHERE comment_id = ? AND body_md = ? AND share_id IS NULL""",
                *(share_id, comment, body),
            )


def _listed(readers: Iterable[str]) -> str:
    return json.dumps(sorted(set(readers)))

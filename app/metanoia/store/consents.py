"""What was agreed with readers of shares: what for, until when, and how long they keep them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Final

from metanoia.domain.consents import Agreed, Consent
from metanoia.domain.errors import NotFound
from metanoia.domain.kinds import Kind
from metanoia.store.part import Part, Row, moment_or_none, new_id, now, past_day, stamp

_COLUMNS: Final = """id, purpose, starts_on, ends_on, keep_days, ended_at,
      (SELECT json_group_array(party_id ORDER BY party_id) FROM consent_party WHERE consent_id = id)"""
ALL: Final = f"SELECT {_COLUMNS} FROM consent ORDER BY created_at DESC, rowid DESC"


class Consents(Part):
    """Every agreement that was made; a later one does not change an earlier one."""

    def agree(
        self,
        agreed: Agreed,
        parties: Sequence[str],
        today: dt.date | None = None,
        *,
        source: object = None,
    ) -> Consent:
        """Keep what was agreed with these people (their ids), from ``today`` on.

        The same once more, with the same people, is the one that is here.
        """
        day, parties = past_day(today, today), tuple(sorted(set(parties)))
        for known in self.all():
            if (known.agreed, known.parties) == (agreed, parties) and known.ended_at is None:
                return known
        consent_id = new_id()
        with self._changes.write(Kind.SHARE, source=source):
            self._write(
                """INSERT INTO consent(id, created_at, purpose, starts_on, ends_on, keep_days)
                VALUES(?, ?, ?, ?, ?, ?)""",
                *(consent_id, stamp(now()), agreed.purpose, day.isoformat()),
                *(max(agreed.ends_on, day).isoformat(), agreed.keep_days),
            )
            for party in parties:
                self._write("INSERT INTO consent_party VALUES(?, ?)", consent_id, party)
        return self.get(consent_id)

    def end(self, consent_id: str, *, source: object = None) -> None:
        """Let nothing more be sealed under an agreement."""
        with self._changes.write(Kind.SHARE, source=source):
            self._write(
                "UPDATE consent SET ended_at = ? WHERE id = ? AND ended_at IS NULL",
                stamp(now()),
                consent_id,
            )

    def get(self, consent_id: str) -> Consent:
        """Return an agreement; NotFound."""
        row = self._one(f"SELECT {_COLUMNS} FROM consent WHERE id = ?", consent_id)
        if row is None:
            raise NotFound("That agreement is not in this journal.")
        return _consent(row)

    def all(self) -> list[Consent]:
        """Return every agreement, the latest first."""
        return [_consent(row) for row in self._all(ALL)]

    def latest(self, parties: Sequence[str]) -> Consent | None:
        """Return the latest agreement with exactly these people, ended or not."""
        wanted = tuple(sorted(set(parties)))
        return next((one for one in self.all() if one.parties == wanted), None)


def _consent(row: Row) -> Consent:
    consent_id, purpose, starts, ends, keep_days, ended, parties = row
    return Consent(
        id=consent_id,
        agreed=Agreed(purpose=purpose, ends_on=dt.date.fromisoformat(ends), keep_days=keep_days),
        starts_on=dt.date.fromisoformat(starts),
        ended_at=moment_or_none(ended),
        parties=tuple(json.loads(parties)),
    )

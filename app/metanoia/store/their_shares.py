"""Which shares the reader of one of them has seen: what they may speak of in a reply."""

from __future__ import annotations

from typing import Final

from metanoia.store.part import Part

# whom a share was for: nobody known, or this person among others, by name or by key
_FOR_THEM: Final = """(?2 IS NULL OR NOT EXISTS(SELECT 1 FROM share_party WHERE share_id = ?1)
      OR EXISTS(SELECT 1 FROM share_party WHERE share_id = ?1 AND party_id = ?2)
      OR EXISTS(SELECT 1 FROM share, party WHERE share.id = ?1 AND party.id = ?2
        AND instr(scope_json, age_recipient) > 0))"""
THEIRS: Final = f"""WITH RECURSIVE line(id) AS (SELECT ?1 WHERE {_FOR_THEM} UNION
      SELECT json_extract(share.snapshot_json, '$.previous_share_id')
      FROM line JOIN share ON share.id = line.id)
    SELECT id FROM line WHERE id IS NOT NULL
    UNION SELECT share_id FROM share_party WHERE party_id = ?2
    UNION SELECT one.share_id FROM share_party AS one JOIN share_party AS other
      ON other.party_id = one.party_id WHERE other.share_id = ?1 AND ?2 IS NULL"""


class TheirShares(Part):
    """The sealed shares, as their readers know them."""

    def of(self, share: str, party: str | None) -> frozenset[str]:
        """Return the ids of the shares that whoever answers ``share`` has seen.

        Those before it in its line, and all for the person ``party``; nobody known (None) is one of
        those whom it was for. Somebody known to whom it was passed on has not seen what it speaks of.
        """
        return frozenset(found for (found,) in self._all(THEIRS, share, party))

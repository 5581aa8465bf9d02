"""A ZIP from a stranger, read in memory: exact names, no tricks, every byte counted as it unpacks."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from types import TracebackType
from typing import Self

from metanoia.domain.errors import ShareUnreadable
from metanoia.exchange.bundle import MEMBER_BYTES, MEMBER_LIMIT, MEMBER_NAME, TOTAL_BYTES
from metanoia.exchange.refusals import unreadable

RATIO_LIMIT = 200
RATIO_FREE = 8 << 20  # a short text repeated may well shrink by more than 200
DIRECTORY_BYTES = 2 << 20  # 5,000 names of 92 signs need far less

_END = struct.Struct("<4s4H2IH")
_STEP = 64 << 10
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error,
    RuntimeError, OverflowError,
)  # fmt: skip
_FLAGS = 0x0800 | 0x0008 | 0x0006  # UTF-8 name, sizes after the data, how hard deflate tried


class Archive:
    """The members of a ZIP; ShareUnreadable unless it is exactly what a share may hold."""

    def __init__(self, packed: bytes) -> None:
        _check_end(packed)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(packed))
        except _BROKEN:
            raise unreadable("not-zip") from None
        self._spent = 0
        try:
            self._members = _checked(self._zip.infolist())
        except ShareUnreadable:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members, in their order."""
        return tuple(self._members)

    def read(self, name: str, limit: int = MEMBER_BYTES) -> bytes:
        """Return the bytes of a member, at most ``limit``; ShareUnreadable if it is missing or a bomb."""
        info = self._members.get(name)
        if info is None:
            raise unreadable("missing-member")
        limit = min(limit, TOTAL_BYTES - self._spent)
        out = bytearray()
        try:
            with self._zip.open(info) as member:
                while piece := member.read(_STEP):
                    out += piece
                    swollen = len(out) > max(RATIO_FREE, info.compress_size * RATIO_LIMIT)
                    if len(out) > limit or swollen:
                        raise unreadable("bomb")
        except _BROKEN:
            raise unreadable("damaged") from None
        self._spent += len(out)
        return bytes(out)


def _check_end(packed: bytes) -> None:
    """Refuse before zipfile reads it: a directory too long, or bytes before, after or between."""
    if len(packed) < _END.size:
        raise unreadable("not-zip")
    mark, disk, start_disk, here, count, size, start, comment = _END.unpack(packed[-_END.size :])
    if mark != b"PK\5\6" or comment or disk or start_disk or here != count:
        raise unreadable("not-zip")
    if count > MEMBER_LIMIT or size > DIRECTORY_BYTES:
        raise unreadable("too-many-members")
    if start + size + _END.size != len(packed):
        raise unreadable("not-zip")


def _checked(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(infos) > MEMBER_LIMIT:
        raise unreadable("too-many-members")
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if not MEMBER_NAME.fullmatch(info.filename) or info.orig_filename != info.filename:
            raise unreadable("bad-name")
        if info.filename in members:
            raise unreadable("duplicate-member")
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
            raise unreadable("not-a-regular-file")
        packing = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if info.flag_bits & ~_FLAGS or info.compress_type not in packing:
            raise unreadable("zip-feature")
        members[info.filename] = info
    return members

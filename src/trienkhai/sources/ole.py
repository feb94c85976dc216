"""The streams of an OLE compound file (the container of Word 97 documents), read under caps."""

from __future__ import annotations

import struct

from trienkhai.errors import UnreadableFile
from trienkhai.sources.refusals import refuse

_HEADER = struct.Struct("<8s16xHHHHH10xLL4xLLLLL")
_ENTRY = struct.Struct("<64sHBxLLL36xLQ")
_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA  # numbers above are marks: end of chain, free, table
_NO_ENTRY = 0xFFFFFFFF
_STREAM, _ROOT = 2, 5
_MAX_ENTRIES = 10_000


class CompoundFile:
    """The streams that lie directly in the root of a compound file; what embedded objects hold is not reached.

    Raises doc-broken where a chain leaves the file or runs in a circle.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._open()
        except (struct.error, IndexError) as error:
            raise _broken() from error

    def _open(self) -> None:
        fields = _HEADER.unpack_from(self._data)
        if fields[0] != _SIGNATURE or fields[4] not in (9, 12) or fields[5] > 12:
            raise _broken()
        self._sector = 1 << fields[4]
        self._mini_sector = 1 << fields[5]
        table_count, directory, cutoff, mini_table, mini_count, extra, extra_count = fields[6:13]
        self._cutoff = cutoff
        self._table = self._read_table(table_count, extra, extra_count)
        self._mini_table = self._read_numbers(self._follow(mini_table)) if mini_count else []
        self._entries = self._list_entries(self._follow(directory))
        root = next((entry for entry in self._entries.values() if entry[0] == _ROOT), None)
        self._mini_stream = self._follow(root[1])[: root[2]] if root and root[2] else b""

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read_stream(self, name: str) -> bytes:
        """The bytes of one stream; doc-broken where it is missing or damaged."""
        if name not in self._entries:
            raise _broken()
        _, start, size = self._entries[name]
        if size < self._cutoff:
            return self._follow_mini(start, size)
        return self._follow(start)[:size]

    def _read_table(self, count: int, extra: int, extra_count: int) -> list[int]:
        """The allocation table: for every sector the one that follows it."""
        sectors = list(struct.unpack_from("<109L", self._data, 76))
        per_sector = self._sector // 4 - 1
        for _ in range(min(extra_count, len(self._data) // self._sector)):
            if extra >= _LAST_SECTOR:
                break
            numbers = self._read_numbers(self._read_sector(extra))
            sectors += numbers[:per_sector]
            extra = numbers[per_sector]
        wanted = [sector for sector in sectors if sector < _LAST_SECTOR][:count]
        return self._read_numbers(b"".join(self._read_sector(sector) for sector in wanted))

    def _read_sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        if start >= len(self._data):
            raise _broken()
        return self._data[start : start + self._sector].ljust(self._sector, b"\0")

    def _read_numbers(self, data: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(data) // 4}L", data[: len(data) // 4 * 4]))

    def _follow(self, sector: int) -> bytes:
        """The bytes of a chain of sectors. A chain longer than the file runs in a circle."""
        parts: list[bytes] = []
        while sector < _LAST_SECTOR:
            if len(parts) > len(self._data) // self._sector:
                raise _broken()
            parts.append(self._read_sector(sector))
            sector = self._table[sector]
        return b"".join(parts)

    def _follow_mini(self, sector: int, size: int) -> bytes:
        parts: list[bytes] = []
        try:
            while sector < _LAST_SECTOR and len(parts) * self._mini_sector < size:
                start = sector * self._mini_sector
                parts.append(self._mini_stream[start : start + self._mini_sector])
                sector = self._mini_table[sector]
        except IndexError as error:
            raise _broken() from error
        return b"".join(parts)[:size]

    def _list_entries(self, directory: bytes) -> dict[str, tuple[int, int, int]]:
        """Name → (kind, first sector, size) of the root and the streams right below it."""
        records = list(_ENTRY.iter_unpack(directory[: len(directory) // _ENTRY.size * _ENTRY.size]))
        if not records:
            raise _broken()
        entries: dict[str, tuple[int, int, int]] = {}
        seen: set[int] = set()
        waiting = [0]
        while waiting and len(seen) < _MAX_ENTRIES:
            number = waiting.pop()
            if number >= len(records) or number in seen:
                continue
            seen.add(number)
            raw, length, kind, left, right, child, start, size = records[number]
            name = raw[: max(0, length - 2)].decode("utf-16-le", "replace")
            if kind in (_STREAM, _ROOT):
                entries.setdefault(name, (kind, start, size & 0x7FFFFFFF))
            if kind == _ROOT:
                waiting.append(child)
            else:
                waiting += [left, right]
        return entries


def _broken() -> UnreadableFile:
    return refuse("doc-broken")

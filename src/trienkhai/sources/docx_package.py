"""The parts of a DOCX file, inflated under the caps whatever the file's own headers say.

zipfile reads the list of members; each wanted part is inflated here with a limit of its own, so that neither
a lying header nor members laid over one another can make it grow. Parts that are not needed are never inflated.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from io import BytesIO

from trienkhai.sources.docx_markup import Attributes, parse_markup
from trienkhai.sources.limits import (
    ZIP_DIRECTORY_BYTES,
    ZIP_MEMBER_BYTES,
    ZIP_MEMBERS,
    ZIP_RATIO,
    ZIP_RATIO_FROM,
    ZIP_TOTAL_BYTES,
)
from trienkhai.sources.refusals import refuse

_END_RECORD = b"PK\x05\x06"
_END64_RECORD = b"PK\x06\x06"
_LOCAL_HEADER = struct.Struct("<4s22xHH")


class Package:
    """The members of a DOCX by name; `read_part` inflates one, `list_targets` follows its relationships."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = ZIP_TOTAL_BYTES
        _check_directory_size(data)
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                members = archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OverflowError) as error:
            raise refuse("docx-broken") from error
        if len(members) > ZIP_MEMBERS:
            raise refuse("docx-bomb")
        self._members = {member.filename.replace("\\", "/").lstrip("/"): member for member in members}
        self._check_overlap(members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read_part(self, name: str) -> bytes:
        """The inflated bytes of one member. Raises docx-broken where damaged, docx-bomb beyond a cap."""
        member = self._members.get(name)
        if member is None or member.flag_bits & 1:
            raise refuse("docx-broken")
        start = self._find_start(member)
        packed = memoryview(self._data)[start : start + member.compress_size]
        if member.compress_type == zipfile.ZIP_STORED:
            part = bytes(packed)
        elif member.compress_type == zipfile.ZIP_DEFLATED:
            part = _inflate(packed)
        else:
            raise refuse("docx-broken")
        self._left -= len(part)
        if self._left < 0 or len(part) > ZIP_MEMBER_BYTES:  # the second only where a part was stored unpacked
            raise refuse("docx-bomb")
        if zlib.crc32(part) != member.CRC:
            raise refuse("docx-broken")
        return part

    def list_targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (last word of its type, name of the part), of parts inside the package."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", name + ".rels")
        if rels not in self._members:
            return {}
        targets: dict[str, tuple[str, str]] = {}

        def note(attributes: Attributes) -> None:
            """One relationship, kept where it stays inside the package."""
            if attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
                targets[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)

        parse_markup(self.read_part(rels), {"Relationship": note})
        return targets

    def _find_start(self, member: zipfile.ZipInfo) -> int:
        header = self._data[member.header_offset : member.header_offset + _LOCAL_HEADER.size]
        if len(header) < _LOCAL_HEADER.size:
            raise refuse("docx-broken")
        magic, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        if magic != b"PK\x03\x04":
            raise refuse("docx-broken")
        return int(member.header_offset + _LOCAL_HEADER.size + name_length + extra_length)

    def _check_overlap(self, members: list[zipfile.ZipInfo]) -> None:
        """Members laid over one another let a small file inflate to any size; no honest writer makes them."""
        end = 0
        for member in sorted(members, key=lambda entry: entry.header_offset):
            if member.header_offset < end:
                raise refuse("docx-bomb")
            end = self._find_start(member) + member.compress_size
        if end > len(self._data):
            raise refuse("docx-broken")


def _check_directory_size(data: bytes) -> None:
    """Refuse a member list that is too long, before zipfile makes an object of every entry."""
    place = data.rfind(_END_RECORD)
    if place < 0 or len(data) < place + 22:
        raise refuse("docx-broken")
    size: int = struct.unpack_from("<L", data, place + 12)[0]
    if size == 0xFFFFFFFF:
        place = data.rfind(_END64_RECORD, 0, place)
        if place < 0 or len(data) < place + 56:
            raise refuse("docx-broken")
        size = struct.unpack_from("<Q", data, place + 40)[0]
    if size > ZIP_DIRECTORY_BYTES:
        raise refuse("docx-bomb")


def _inflate(packed: memoryview) -> bytes:
    cap = min(ZIP_MEMBER_BYTES, max(ZIP_RATIO_FROM, len(packed) * ZIP_RATIO))
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        part = engine.decompress(packed, cap + 1)
    except zlib.error as error:
        raise refuse("docx-broken") from error
    if len(part) > cap:
        raise refuse("docx-bomb")
    if not engine.eof:
        raise refuse("docx-broken")
    return part

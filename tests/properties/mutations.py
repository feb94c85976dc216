"""What bad scanners, careless hands and hostile people make of a document: one mutation a function.

Everything is drawn from a `random.Random`, so that a seed gives the same document again.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

_DEBRIS = [  # stamps, dust, white space
    "ø‡~",
    "|",
    "\f",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "     ",
    "\u00ad",
    "\u200b",
    "\ufeff",
    "\x00",
    "’",
    "…",
    "\ud800",
]
_PIECES = [
    "/", "-", "số ", "Số: ", "ngày ", " ngày 31/02/2024", "/QĐ-UBND", "-NQ/TW", "Nơi nhận:", "Kính gửi:", "Điều 1.",
    "(", ")", "a) ", "I. ", "- ", "+ ", "1.1.1. ", "TM. ", "KT. ", "của ", "Căn cứ ", "MẬT", "“", "”", "trước ngày ",
    "hằng tháng", "Lưu: VT", "Quyết định số ", "Nghị định 30/2020/NĐ-CP", "1/", "số số số ", "ngày tháng năm ", "và ",
    "Ủy ban nhân dân ", "12345678901234567890", "o\u0302\u0323", "А", "٣", "²", "１", "ǅ", "ﬁ", "İ", "ß",
]  # fmt: skip


def _cut(random: Random, text: str) -> tuple[int, int]:
    start = random.randrange(len(text) + 1)
    return start, min(len(text), start + random.choice((1, 3, 10, 40, 200, 1000)))


def drop_piece(random: Random, text: str) -> str:
    """Something is missing."""
    start, end = _cut(random, text)
    return text[:start] + text[end:]


def repeat_piece(random: Random, text: str) -> str:
    """Something stands there many times."""
    start, end = _cut(random, text)
    times = random.choice((2, 3, 30, 300)) if end - start < 50 else 2
    return text[:end] + text[start:end] * times + text[end:]


def move_piece(random: Random, text: str) -> str:
    """Something stands elsewhere, as when columns are read in the wrong order."""
    start, end = _cut(random, text)
    rest = text[:start] + text[end:]
    place = random.randrange(len(rest) + 1)
    return rest[:place] + text[start:end] + rest[place:]


def insert_debris(random: Random, text: str) -> str:
    """Stamps and dust."""
    place = random.randrange(len(text) + 1)
    return text[:place] + random.choice(_DEBRIS) * random.choice((1, 1, 2, 50)) + text[place:]


def insert_piece(random: Random, text: str) -> str:
    """Words that mean something to the reader, where they do not belong."""
    place = random.randrange(len(text) + 1)
    pieces = "".join(random.choice(_PIECES) for _ in range(random.choice((1, 1, 2, 5, 60))))
    return text[:place] + pieces + text[place:]


def change_letters(random: Random, text: str) -> str:
    """Single letters misread."""
    letters = list(text)
    for _ in range(random.choice((1, 5, 50))):
        if letters:
            letters[random.randrange(len(letters))] = random.choice("lIO0|~.,:;-/ ()ạộđĐ\n")
    return "".join(letters)


def change_form(random: Random, text: str) -> str:
    """Decomposed, in capitals, in small letters, on one line, or with every line apart."""
    forms: tuple[Callable[[str], str], ...] = (
        lambda given: unicodedata.normalize("NFD", given),
        str.upper,
        str.lower,
        lambda given: " ".join(given.split()),
        lambda given: given.replace("\n", "\n\n"),
        lambda given: given.replace(" ", "\n"),
        lambda given: given.replace("\n", "\r\n"),
        lambda given: given.replace(" ", ""),
        lambda given: given[::-1],
    )
    start, end = (0, len(text)) if random.random() < 0.5 else sorted(random.randrange(len(text) + 1) for _ in "ab")
    return text[:start] + random.choice(forms)(text[start:end]) + text[end:]


_TEXT_MUTATIONS = (
    drop_piece, repeat_piece, move_piece, insert_debris, insert_piece, insert_piece, change_letters, change_form,
)  # fmt: skip


def mutate_text(random: Random, texts: list[str]) -> str:
    """One of the texts after one to eight mutations, sometimes with a piece of another sewn in."""
    text = random.choice(texts)
    if random.random() < 0.2:
        other = random.choice(texts)
        start, end = _cut(random, other)
        place = random.randrange(len(text) + 1)
        text = text[:place] + other[start:end] + text[place:]
    for _ in range(random.randrange(1, 9)):
        text = random.choice(_TEXT_MUTATIONS)(random, text)[:60_000]
    return text


def mutate_bytes(random: Random, data: bytes) -> bytes:
    """Bytes changed, cut out, doubled or zeroed; lengths and counts set to large values."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 2, 4, 16, 64))):
        if not changed:
            break
        place = random.randrange(len(changed))
        deed = random.randrange(6)
        if deed == 0:
            changed[place] ^= 1 << random.randrange(8)
        elif deed == 1:
            changed[place] = random.choice((0, 1, 0x7F, 0x80, 0xFF))
        elif deed == 2:
            changed[place : place + 4] = random.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f"))
        elif deed == 3:
            del changed[place : place + random.choice((1, 4, 64, 1024))]
        elif deed == 4:
            piece = changed[place : place + random.choice((1, 16, 512))]
            changed[place:place] = piece
        else:
            _change_figure(random, changed, place)
    return bytes(changed) if random.random() < 0.9 else bytes(changed[: random.randrange(len(changed) + 1)])


def _change_figure(random: Random, data: bytearray, place: int) -> None:
    """The next decimal figure becomes another: sizes, offsets and object numbers of a PDF, attributes of markup."""
    for index in range(place, min(len(data), place + 2000)):
        if 48 <= data[index] <= 57:
            data[index : index + 1] = random.choice((b"0", b"9", b"-1", b"99999999", b"1", b"2"))
            return


def mutate_docx(random: Random, data: bytes) -> bytes:
    """A DOCX one of whose parts was mutated before packing, so that its check sums are right."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        names = [name for name in given.namelist() if name.endswith((".xml", ".rels"))]
        chosen = random.choice(["word/document.xml", *names])
        for name in given.namelist():
            part = given.read(name)
            if name == chosen:
                part = _mutate_markup(random, part) if random.random() < 0.8 else mutate_bytes(random, part)
            archive.writestr(name, part)
    return made.getvalue()


def _mutate_markup(random: Random, part: bytes) -> bytes:
    """Elements taken out, doubled or put inside others, attributes emptied; mostly still well-formed."""
    pieces = part.split(b"<")
    for _ in range(random.choice((1, 3, 20))):
        if len(pieces) < 4:
            break
        place = random.randrange(2, len(pieces))
        deed = random.randrange(4)
        if deed == 0:
            end = min(len(pieces), place + random.choice((1, 2, 10, 100)))
            pieces[place:place] = pieces[place:end]
        elif deed == 1:
            del pieces[place]
        elif deed == 2:
            other = random.randrange(2, len(pieces))
            pieces[place], pieces[other] = pieces[other], pieces[place]
        else:
            head, equals, tail = pieces[place].partition(b'="')
            value, quote, rest = tail.partition(b'"')
            if equals and quote:
                new = random.choice((b"", b"-1", b"99999999999", b"x", value * 3))
                pieces[place] = head + equals + new + quote + rest
    return b"<".join(pieces)

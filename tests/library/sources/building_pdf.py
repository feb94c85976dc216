"""Small PDF files built for the tests: letters at given places, page images, encryption."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Text = tuple[float, float, str]
"""Left, height above the foot of the page, and the words."""

_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"


def _write_texts(texts: Sequence[Text], size: int = 13) -> bytes:
    drawn = ((left, height, words.replace("(", r"\(").replace(")", r"\)")) for left, height, words in texts)
    return "".join(f"BT /F1 {size} Tf {left} {height} Td ({words}) Tj ET\n" for left, height, words in drawn).encode()


def build_pdf(pages: Sequence[Sequence[Text]], *, stamps: Sequence[Text] = (), encrypted: bool = False) -> bytes:
    """A PDF with these texts on its pages; `stamps` lie in an annotation over the first one."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", _FONT]
    kids = []
    for number, texts in enumerate(pages):
        stream = _write_texts(texts)
        objects.append(f"<</Length {len(stream)}>>stream\n{stream.decode()}endstream")
        annotation = ""
        if number == 0 and stamps:
            drawn = _write_texts(stamps).decode()
            objects.append(
                "<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
                f"/Length {len(drawn)}>>stream\n{drawn}endstream"
            )
            objects.append(f"<</Type/Annot/Subtype/Stamp/Rect[0 0 595 842]/F 4/AP<</N {len(objects)} 0 R>>>>")
            annotation = f"/Annots[{len(objects)} 0 R]"
        content = len(objects) - (2 if annotation else 0)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>>>{annotation}>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    trailer = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + "41" * 32 + ">/U<" + "42" * 32 + ">>>"
    return _assemble([entry.encode() for entry in objects], trailer if encrypted else "")


def build_image_pdf(pixels: bytes, width: int, height: int) -> bytes:
    """A PDF whose only page is this grey picture."""
    packed = zlib.compress(pixels)
    head = f"<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8"
    draw = b"595 0 0 842 0 0 cm /I Do"
    return _assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
            f"{head}/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode() + packed + b"\nendstream",
            f"<</Length {len(draw)}>>stream\n".encode() + draw + b"\nendstream",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 3 0 R>>>>>>",
        ],
        "",
    )


def _assemble(objects: Sequence[bytes], trailer: str) -> bytes:
    data = b"%PDF-1.5\n"
    places = []
    for number, entry in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + entry + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{trailer}>>"
    return data + f"{end}\nstartxref\n{len(data)}\n%%EOF".encode()


def build_raw_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    return _assemble(objects, "")

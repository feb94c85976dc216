"""The caps under which a file is read, each with its reason; `docs/operating/limits.md` lists them.

They are chosen so that every document an office really sends passes with a wide margin, and so that no file,
however it was made, costs more than a few seconds and a few hundred megabytes.
"""

from __future__ import annotations

MEBIBYTE = 1024 * 1024

FILE_BYTES = 50 * MEBIBYTE
"""A whole file. Fifty scanned pages at 300 dpi in grey are about 25 MB."""

TEXT_CHARACTERS = 5_000_000
"""The text made from a file: 2,000 dense pages."""

ZIP_MEMBERS = 2_000
"""Members of a DOCX. An ordinary one has 12 to 30; one picture is one member."""

ZIP_DIRECTORY_BYTES = MEBIBYTE
"""The list of members at the end of a DOCX, checked before it is read."""

ZIP_MEMBER_BYTES = 32 * MEBIBYTE
"""One part of a DOCX after inflating: 300 pages are about 4 MB."""

ZIP_TOTAL_BYTES = 48 * MEBIBYTE
"""All parts of a DOCX that are read, after inflating."""

ZIP_RATIO = 100
"""How many times a part may grow. Word's parts grow 5 to 25 times; deflate can do 1,032."""

ZIP_RATIO_FROM = MEBIBYTE
"""Growth is only judged above this size: small parts made of repeats are harmless."""

XML_DEPTH = 256
"""Elements inside one another. A text box in a nested table reaches about 60."""

XML_ELEMENTS = 500_000
"""Elements of one part of a DOCX: 300 dense pages have about 100,000. Each costs some 500 bytes once it is read."""

PDF_PAGES = 500
"""Pages of a PDF. The longest official documents, budgets with all annexes, stay below."""

PDF_PAGE_CHARACTERS = 100_000
"""Characters of one PDF page. A full page has 3,500."""

PROMPT_PDF_PAGES = 30
"""Pages of a PDF that is read while somebody waits for the answer: under half a second."""

SCAN_PAGES = 60
"""Pages read by OCR: at two seconds a page, two minutes of one processor."""

REREAD_PAGES = 20
"""Pages read by OCR though letters stand behind them: reading them must never cost a file that can be read without."""

IMAGE_PIXELS = 60_000_000
"""Pixels of one page image: A3 at 400 dpi is 31 million."""

TOOL_SECONDS = 20
"""How long catdoc may work on one file; it needs well under one second."""

OCR_SECONDS = 60
"""How long tesseract may work on one page; it needs one to five seconds."""

OFFICE_SECONDS = 60
"""How long LibreOffice may work on one file; the first start takes several seconds."""

OFFICE_MEMORY_BYTES = 4096 * MEBIBYTE
"""Address space of LibreOffice; it claims far more than it uses, about 400 MB."""

TOOL_MEMORY_BYTES = 512 * MEBIBYTE
"""Address space of catdoc. It needs under 10 MB."""

OCR_MEMORY_BYTES = 2048 * MEBIBYTE
"""Address space of tesseract. A page of A4 at 300 dpi needs about 300 MB."""

PICTURE_DPI = 144
"""Page pictures for the screen: sharp at 700 pixels' width and when a line is shown twice as large."""

PICTURE_PIXELS = 8_000_000
"""Pixels of one such picture: A4 has 2 million, A2 eight; larger sheets are drawn coarser."""

READ_SECONDS = 300
"""How long a child process of the office may take for one file by the clock: sixty scanned pages and a busy machine."""

READ_PROCESSOR_SECONDS = 120
"""Processor time of that child without the programs it starts: 500 PDF pages take 8 seconds, 60 scanned ones 20."""

READ_MEMORY_BYTES = 2048 * MEBIBYTE
"""Address space of that child: an A3 page image at 400 dpi takes about 700 MB while its light is evened."""

READ_FILE_BYTES = 256 * MEBIBYTE
"""What that child may write into one file, its answer included: a page image of 60 million pixels for tesseract."""

PICTURE_SECONDS = 30
"""How long a child process of the office may take for the picture of one page; an ordinary one takes half a second."""

TOOL_OUTPUT_BYTES = 20 * MEBIBYTE
"""What catdoc may write: four times the text cap, for letters of up to four bytes."""

"""The measures of an official document (Decree 30/2020/NĐ-CP, Appendix I, Part I), in one place.

Where the decree gives a range, one value is chosen for all our papers. Lengths in millimetres, letters in
points.
"""

from __future__ import annotations

from typing import Final

FONT: Final = "Times New Roman"

PAGE_SHORT: Final = 210.0
PAGE_LONG: Final = 297.0
MARGIN_TOP: Final = 20.0
MARGIN_BOTTOM: Final = 20.0
MARGIN_LEFT: Final = 30.0
MARGIN_RIGHT: Final = 15.0
TEXT_WIDTH: Final = PAGE_SHORT - MARGIN_LEFT - MARGIN_RIGHT

NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"

ISSUER_COLUMN: Final = 68.0
NATION_COLUMN: Final = TEXT_WIDTH - ISSUER_COLUMN
SIGNING_COLUMN: Final = 85.0
RECIPIENTS_COLUMN: Final = TEXT_WIDTH - SIGNING_COLUMN

SIZE_NATION: Final = 13.0
SIZE_MOTTO: Final = 14.0
SIZE_ISSUER: Final = 13.0
SIZE_NUMBER: Final = 13.0
SIZE_DATE: Final = 14.0
SIZE_DISPATCH_SUBJECT: Final = 12.0
SIZE_TITLE: Final = 14.0
SIZE_BODY: Final = 14.0
SIZE_AUTHORITY: Final = 14.0
SIZE_RECIPIENTS_HEAD: Final = 12.0
SIZE_RECIPIENTS: Final = 11.0
SIZE_PAGE_NUMBER: Final = 14.0
SIZE_URGENCY: Final = 13.0
SIZE_TABLE: Final = 12.0
SIZE_CONTACT: Final = 11.0
SIZE_TRACE: Final = 9.0

FIRST_LINE_INDENT: Final = 12.7
PARAGRAPH_SPACE: Final = 6.0
LINE_SPACING: Final = 1.15

TITLE_WIDTH: Final = 138.0
"""How wide a title may run before it is broken, so that its lines stand balanced."""

ISSUER_RULE_SHARE: Final = 0.4
"""The rule under the issuer and under a title is between 1/3 and 1/2 of the line."""

SIGNATURE_ROOM: Final = 27.0
"""Height left between the title of the signer and the name."""

POINTS_PER_MM: Final = 72 / 25.4

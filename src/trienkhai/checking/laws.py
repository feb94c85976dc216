"""The texts that set the form of documents, with the days on which each is in force.

Documents from before the first day of a text are not judged by it; for them `check` says that it has no
rules.
"""

from __future__ import annotations

from datetime import date

from trienkhai.checking.findings import Law

DECREE_30 = Law("Nghị định số 30/2020/NĐ-CP", date(2020, 3, 5))
"""State administrative documents: article 8 and appendices I to III."""

GUIDANCE_36 = Law("Hướng dẫn số 36-HD/VPTW", date(2018, 4, 3), date(2026, 5, 26))
"""Party documents until Guidance 05-HD/VPTW of 27/5/2026, whose text has not been available to us."""

GUIDANCE_05 = Law("Hướng dẫn số 05-HD/VPTW", date(2026, 5, 27))
"""Party documents since 27/5/2026; only rules that both guidances share are checked under it."""

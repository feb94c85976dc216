"""What is measured on: the project's own papers, the corpus where it lies beside the project, and files made here."""

from __future__ import annotations

import unicodedata
from html import escape
from pathlib import Path

from tests.library.sources.building import build_docx, paragraph, table
from tests.library.sources.building_pdf import build_pdf
from tests.speed.measuring import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
FOUNDING = ROOT / "src" / "trienkhai" / "data" / "founding_dispatch.txt"
PAPERS = ROOT / "tests" / "library" / "reading" / "papers"

# A page of an American opinion, invented, with the citations such a page has: eyecite's own kind of text.
OPINION = """The motion to dismiss is reviewed under the familiar standard. A complaint must contain sufficient factual
matter to state a claim that is plausible on its face. Bell Atl. Corp. v. Twombly, 550 U.S. 544, 570 (2007);
Ashcroft v. Iqbal, 556 U.S. 662, 678 (2009). The court accepts the facts as pleaded and draws reasonable
inferences for the plaintiff, but it need not accept a legal conclusion that is couched as a factual allegation.
Id. at 679. Where the well pleaded facts do not permit the court to infer more than the mere possibility of
misconduct, the complaint has alleged but it has not shown that the pleader is entitled to relief.

Plaintiff sues under 42 U.S.C. § 1983. To state such a claim she must show that a person acting under color of
state law deprived her of a right secured by the Constitution. West v. Atkins, 487 U.S. 42, 48 (1988). A city is
a person for this purpose, Monell v. Dep't of Soc. Servs., 436 U.S. 658, 690 (1978), but it answers only for its
own acts and not for those of its employees by force of the employment alone. The complaint names a policy,
tells who made it and when, and says how the policy led to the harm; at this stage nothing more is asked of it.
Twombly, 550 U.S. at 556. The defendants answer that the policy was never in force during the months that matter
here. That is a question of fact, and it cannot be resolved on the pleadings, however strongly the papers that
were handed up with the motion may speak to it.

The individual defendants raise qualified immunity. The doctrine protects officials unless they violated a right
that was clearly established when they acted. Pearson v. Callahan, 555 U.S. 223, 231 (2009). The parties agree
about the right and disagree about the day on which it became clear, and each side relies on the same two
decisions of the court of appeals.

"""


def composed(path: Path) -> str:
    """A text in composed form."""
    return unicodedata.normalize("NFC", path.read_bytes().decode("utf-8"))


def list_texts() -> list[str]:
    """All texts, each another document."""
    paths = [FOUNDING, *sorted(PAPERS.glob("*.txt")), *sorted((CORPUS / "dev").glob("*.txt"))]
    return [composed(path) for path in paths]


def list_stored(*names: str) -> list[Path]:
    """Those of these original files that are there."""
    return [path for name in names if (path := CORPUS / "files" / name).is_file()]


def make_docx(pages: int) -> bytes:
    """A DOCX with a header table and so many pages of the founding dispatch's words."""
    lines = [escape(line) for line in composed(FOUNDING).splitlines() if line.strip()]
    head = table([[paragraph(lines[0]), paragraph(lines[1])]])
    return build_docx(head + "".join(paragraph(line) for _ in range(pages) for line in lines))


def make_pdf(pages: int) -> bytes:
    """A PDF of so many full pages in one column, 44 lines of 70 letters each."""
    line = "Can cu Ke hoach so 113-KH/TU ngay 16/5/2023, de nghi cac don vi thuc hien"
    page = [(72.0, 780.0 - 16 * row, f"{row + 1}. {line}") for row in range(44)]
    return build_pdf([page] * pages)

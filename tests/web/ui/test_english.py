"""Every sentence of a page can be read in English, and only where the person chose it."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, RequestFactory
from django.utils import translation

from tests.architecture import words
from tests.architecture.words import CATALOGUE, WEB
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.events import MACHINE, Event
from trienkhai.web.language import chosen_language
from trienkhai.web.ui import formats
from trienkhai.web.ui.formats import OFFICE_ZONE
from trienkhai.web.ui.templatetags.ui import state

# Modules whose Vietnamese is not a page's: what they say stays as it is. Each with its reason.
VIETNAMESE_MODULES: dict[str, str] = {
    "*/api.py": "the interface answers in Vietnamese",
    "*/sheets.py": "a workbook is a file, and files are Vietnamese",
    "*/states.py": "the tables of steps, as the documentation prints them",
    "plans/paper.py": "the plan as a paper",
    "reminders/letter.py": "the letter itself",
    "reports/appendix.py": "a table of the report's paper",
    "reports/presenting.py": "the report as a paper",
    "reports/printing.py": "the report as a paper",
    "reports/standing.py": "what the roll-up says of units that are missing",
    "reports/wording.py": "the sentences of a report",
    "*/*_api.py": "the interface answers in Vietnamese",
    "config/answers.py": "the interface answers in Vietnamese",
    "config/bodies.py": "the interface answers in Vietnamese",
    "config/databases.py": "said in the terminal of whoever sets the office up",
    "config/mailing.py": "said in the terminal of whoever sets the office up",
    "mail/writing.py": "letters, in Vietnamese as all papers",
    "mail/reconcile.py": "a reason kept with a message",
    "config/faults.py": "the interface answers in Vietnamese",
    "finding/asking.py": "kinds of documents, as texts and searches name them",
    "sample/**/*.py": "the sample office's own data",
    "ui/samples.py": "what an office would write, to show the components with",
    "*/apps.py": "names of folders that no page shows",
    "*/events.py": "sentences of the journal",
    "directives/citing.py": "documents as papers cite them",
    "directives/draft.py": "short names and places kept with a directive",
    "directives/paper.py": "the dispatch, a paper",
    "directives/reporting_regime.py": "periods and their basis, kept with a directive",
    "documents/workbooks.py": "a workbook is a file, and files are Vietnamese",
    "offices/groups.py": "rules of phrases, kept with a directive",
    "offices/letterheads.py": "what papers print of an office",
    "offices/loading.py": "names of units and errors of the command line",
}
# Templates that are papers or Vietnamese by nature, each with its reason.
VIETNAMESE_TEMPLATES: dict[str, str] = {
    "reports/templates/reports/_large_print.html": "the report as a paper, in large letters",
    "ui/templates/ui/_a4.html": "an official paper",
    "ui/templates/ui/catalogue.html": "the components for whoever builds pages, filled with an office's words",
    "ui/templates/ui/catalogue/*.html": "the components for whoever builds pages, filled with an office's words",
}

FOLDERS = words.folders()
PLACE = re.compile(r"%\(\w+\)[sd]")


def _matches(place: Path, pattern: str) -> bool:
    """Whether a path below the office matches; `**` stands for any folders."""
    expression = re.escape(pattern).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
    return re.fullmatch(expression, place.as_posix()) is not None


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office's folders copied, with catalogues made anew from what they mark now."""
    copy = tmp_path_factory.mktemp("words") / "web"
    shutil.copytree(WEB, copy, ignore=shutil.ignore_patterns("migrations", "static", "__pycache__", "*.mo"))
    words.collect(copy)
    return copy


def test_the_catalogues_hold_what_the_pages_say_and_nothing_else(fresh: Path) -> None:
    """A new sentence, a changed one and one that is gone make a catalogue stale; `./run words` mends it."""
    for folder in FOLDERS:
        asked = (
            words.read_catalogue(fresh / folder.name / CATALOGUE) if (fresh / folder.name / CATALOGUE).exists() else {}
        )
        kept = words.read_catalogue(folder / CATALOGUE) if (folder / CATALOGUE).exists() else {}
        assert sorted(kept) == sorted(asked), f"{folder.name}: ./run words"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_sentence_has_its_english_with_the_same_places(folder: Path) -> None:
    """No form is empty, none is fuzzy, none loses or invents a name that is filled in."""
    catalogue = folder / CATALOGUE
    if not catalogue.exists():
        return
    for asked, said in words.read_catalogue(catalogue).items():
        assert all(said), asked
        wanted = {place for text in asked for place in PLACE.findall(text)}
        assert all(set(PLACE.findall(form)) <= wanted for form in said), asked
        assert wanted <= {place for form in said for place in PLACE.findall(form)}, asked
        assert not any(words.VIETNAMESE.search(re.sub('[“"].*?[”"]', "", form)) for form in said), (asked, said)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_page_says_what_cannot_be_translated(folder: Path) -> None:
    """In templates and in modules, papers and records apart."""
    found = {}
    for path in sorted(folder.rglob("*.html")):
        if not _matches_any(path, VIETNAMESE_TEMPLATES):
            found[path.relative_to(WEB).as_posix()] = words.unmarked_in_template(path)
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts and not _matches_any(path, VIETNAMESE_MODULES):
            found[path.relative_to(WEB).as_posix()] = words.unmarked_in_code(path)
    assert {name: lines for name, lines in found.items() if lines} == {}


def _matches_any(path: Path, patterns: dict[str, str]) -> bool:
    return any(_matches(path.relative_to(WEB), pattern) for pattern in patterns)


@pytest.mark.parametrize("pattern", [*VIETNAMESE_MODULES, *VIETNAMESE_TEMPLATES])
def test_what_is_spared_is_there(pattern: str) -> None:
    """A reason for a file that is gone is gone too."""
    assert any(_matches(path.relative_to(WEB), pattern) for path in WEB.rglob("*.*"))


@pytest.mark.django_db
def test_pages_are_vietnamese_until_a_person_chooses_english(client: Client) -> None:
    """What the browser would like does not count; the choice is kept in a cookie of its own."""
    address = "/tai-khoan/dang-nhap/"
    assert '<html lang="vi">' in client.get(address, headers={"accept-language": "en"}).content.decode()
    client.post("/tai-khoan/ngon-ngu/", {"language": "en", "next": address})
    page = client.get(address)
    assert '<html lang="en">' in page.content.decode()
    assert "Cookie" in page.headers["Vary"]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "xx"
    assert '<html lang="vi">' in client.get(address).content.decode()


@pytest.mark.django_db
def test_the_interface_answers_in_vietnamese(client: Client) -> None:
    """Whatever a browser's cookie says: a program compares sentences."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert words.VIETNAMESE.search(client.get("/api/directives/").json()["message"])


@pytest.mark.parametrize(
    ("address", "language"), [("/bao-cao/1/", "en"), ("/bao-cao/1/tep.docx", "vi"), ("/?dang=xlsx", "vi")]
)
def test_files_are_vietnamese_whoever_loads_them(rf: RequestFactory, address: str, language: str) -> None:
    """Papers and workbooks go to offices; a person's choice is about pages."""
    request = rf.get(address)
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert chosen_language(request) == language


def test_numbers_days_and_times_follow_the_page_and_fields_do_not() -> None:
    """An English page has 1,665 and 9:41; what stands in a field is read back the Vietnamese way."""
    moment = datetime(2023, 5, 19, 9, 41, tzinfo=OFFICE_ZONE)
    said = (formats.format_number(1665.5), formats.format_weekday(moment), formats.format_moment(moment))
    assert said == ("1.665,5", "Thứ Sáu, 19/5/2023", "9 giờ 41, ngày 19/5/2023")
    with translation.override("en"):
        said = (formats.format_number(1665.5), formats.format_weekday(moment), formats.format_moment(moment))
        assert said == ("1,665.5", "Friday, 19/05/2023", "9:41 on 19/05/2023")
        assert formats.format_number_field(Decimal("1665.5")) == "1.665,5"


def test_the_words_of_a_state_are_kept_for_each_language_by_itself() -> None:
    """Drawings are remembered; the first language that asks must not decide for all."""
    with translation.override("en"):
        assert "Done" in state("done")
    assert "Đã xong" in state("done")


@pytest.mark.django_db
def test_the_journal_is_vietnamese_whatever_the_page() -> None:
    """What was done is told in one language for good."""

    @dataclass(frozen=True, kw_only=True)
    class Moved(Event):
        name: ClassVar[str] = "test.moved"
        object_type: ClassVar[str] = "test"

        def sentence(self) -> str:
            return formats.format_day(date(2023, 5, 19))

    with translation.override("en"), transaction.atomic():
        assert record(Moved(object_id=1), MACHINE).sentence == "19/5/2023"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("năm 2023", "2023"),
        ("6 tháng đầu năm 2023", "the first half of 2023"),
        ("6 tháng cuối năm 2023", "the second half of 2023"),
        ("quý IV năm 2023", "Q4 2023"),
        ("tháng 5 năm 2023", "May 2023"),
        ("kết quả thực hiện", "kết quả thực hiện"),
    ],
)
def test_a_reporting_period_is_said_in_the_language_of_the_page(label: str, said: str) -> None:
    """Labels that the machine made are known; an office's own words stay."""
    assert formats.say_period(label) == label
    with translation.override("en"):
        assert formats.say_period(label) == said


def test_one_sentence_has_one_english_in_all_folders() -> None:
    """Django keeps one answer for all of them: what means two things is told apart by a context."""
    known: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}
    for catalogue in sorted(WEB.glob(f"*/{CATALOGUE}")):
        for asked, said in words.read_catalogue(catalogue).items():
            if all(said):
                known.setdefault(asked, {})[said] = catalogue.relative_to(WEB).parts[0]
    assert {asked: said for asked, said in known.items() if len(said) > 1} == {}

"""What the review page shows: the paper, the doubts, and what was read well in five groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from trienkhai import parts
from trienkhai.parts import from_json
from trienkhai.web.documents import queries
from trienkhai.web.documents.actions.readings import BY_HAND
from trienkhai.web.documents.answers import Answer
from trienkhai.web.documents.attached import measure
from trienkhai.web.documents.doubts import SURE, Doubt, sort_problems
from trienkhai.web.documents.edges import EDGE_WORDS
from trienkhai.web.documents.highlights import Paper, anchor_of, lay_out_paper
from trienkhai.web.documents.models import Correction, Document, DocumentFile, Reading
from trienkhai.web.documents.sheets import Crop, Pages, Sheets, View, lay_out_sheets
from trienkhai.web.documents.values import SINGLE, as_text, current_json, label_of, standing_indexes, uncut_json
from trienkhai.web.errors import Refusal, WrongState
from trienkhai.web.ui.items import Tab

FOLD_FROM = 6
_DEFAULT = View()
_LONG = ("subject", "text", "form")
_SUFFIXES = {
    "topic": gettext_lazy("nội dung"),
    "task": pgettext_lazy("item", "nhiệm vụ"),
    "report": gettext_lazy("báo cáo"),
}


@dataclass(frozen=True, slots=True)
class ShownField:
    """A value with its place, the path it is corrected under, and what the machine had found where that differs.

    `away` is the address of the pages its place stands on, where those are not shown now; so for doubts.
    """

    path: str
    label: str
    value: str
    anchor: str = ""
    based_on: int = 0
    corrected: bool = False
    found: str = ""
    long: bool = False
    removable: bool = False
    note: str = ""
    fixed: bool = False
    error: str = ""
    away: str = ""


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    """A doubt with its number on both sides, and the field it is answered in, if there is one."""

    number: int
    doubt: Doubt
    seen: bool
    field: ShownField | None
    suffix: str
    place: str
    away: str = ""
    crop: Crop | None = None

    @property
    def is_absent_file(self) -> bool:
        """Whether the answer is a file."""
        return self.doubt.problem == "attachment-absent"


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """One of the groups of what was read well; `add` is the path of a further entry, empty where none can be added."""

    key: str
    name: str
    summary: str
    bars: int
    fields: tuple[ShownField, ...]
    add: tuple[ShownField, ...] = ()
    answered: str = ""

    @property
    def count(self) -> str:
        """The figure the summary begins with."""
        return "".join(takewhile(str.isdigit, self.summary))

    @property
    def told(self) -> str:
        """The summary behind its figure."""
        return self.summary[len(self.count) :]

    @property
    def is_open(self) -> bool:
        """Whether something in it was answered or refused just now; `answered` is the path of the last answer."""
        shown = [field for field in (*self.fields, *self.add) if field.path]
        family = self.answered.split("[")[0]
        return any(field.error or (family and field.path.split("[")[0] == family) for field in shown)


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that belong to no part, with the anchor where they stand."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything the review page shows."""

    file_name: str
    pages: int
    paper: Paper
    doubts: tuple[ShownDoubt, ...]
    folded: tuple[ShownDoubt, ...]
    remarks: tuple[Doubt, ...]
    groups: tuple[ShownGroup, ...]
    seen: int
    percent: int
    leftovers: tuple[Leftover, ...]
    targets: tuple[tuple[str, str], ...]
    linked: frozenset[str]
    problem: Refusal | None
    attachments: tuple[str, ...]
    outline: tuple[str, ...]
    twins: tuple[Document, ...]
    by_hand: bool
    sheets: Sheets
    view: View

    @property
    def views(self) -> tuple[Tab, ...]:
        """The two ways to look at a document with pages; none where there is only its text."""
        if not self.sheets.has_pictures:
            return ()
        asked = f"&trang={self.view.page}" if self.view.page else ""
        pictures = Tab("pictures", _("Ảnh trang"), f"?xem=anh{asked}")
        return pictures, Tab("text", _("Chữ đã đọc"), f"?xem=chu{asked}")

    @property
    def shows_pictures(self) -> bool:
        """Whether the page's left half is pictures."""
        return bool(self.sheets.shown)

    @property
    def left(self) -> int:
        """How many doubts nobody has looked at."""
        return len(self.doubts) + len(self.folded) - self.seen

    @property
    def fold_label(self) -> str:
        """The numbers of the folded doubts: "7-9"."""
        first, last = self.folded[0].number, self.folded[-1].number
        return str(first) if first == last else f"{first}–{last}"

    @property
    def kind(self) -> str:
        """The ending of the file's name: ".docx"."""
        dot = "." in self.file_name
        ending = self.file_name.rpartition(".")[2]
        return f".{ending.lower()}" if dot and len(ending) < 6 else ""

    @property
    def left_percent(self) -> int:
        """The rest to a hundred, at least one while something is left over."""
        return 100 - self.percent

    @property
    def current_anchor(self) -> str:
        """Where the current doubt stands in the text."""
        return f"cho-{self.current}"

    @property
    def fold_is_open(self) -> bool:
        """Whether the current doubt is one of the folded ones, or an answer to one of them was refused."""
        numbers = {shown.number for shown in self.folded}
        return self.current in numbers or any(shown.field and shown.field.error for shown in self.folded)

    @property
    def current(self) -> int:
        """The number of the first doubt nobody has looked at; 0 where all were seen."""
        return next((shown.number for shown in (*self.doubts, *self.folded) if not shown.seen), 0)


def review_page(
    document: Document,
    *,
    twins: Sequence[Document] = (),
    problem: Refusal | None = None,
    last: Answer | None = None,
    view: View = _DEFAULT,
) -> ReviewPage:
    """The page for a document that was read. Raises WrongState where it was not.

    `last` is the answer just given: its group stands open, and where it was refused with `problem` its value stays in
    its field. `view` is how the person looks at the document; pictures where it has any and no text is asked for.
    """
    reading = queries.find_reading(document)
    if reading is None:
        raise WrongState("not-read", _("Văn bản này chưa có bản đọc. Tải lại trang sau ít phút."))
    reading.document = document  # the same row: asked for its direction, not fetched again
    shown = _Shown(reading, problem, last)
    doubts, remarks = sort_problems(reading)
    attached = measure(shown.now)
    sheets = shown.look(doubts, attached.leftovers, view)
    entries = tuple(shown.doubt(number, doubt) for number, doubt in enumerate(doubts, 1))
    fold = FOLD_FROM if len(entries) > FOLD_FROM + 1 else len(entries)
    files = list(document.files.all())
    groups = tuple(shown.groups())
    return ReviewPage(
        file_name=next((file.name for file in files), ""),
        pages=_count_pages(reading),
        paper=Paper((), (), ()) if sheets.shown else lay_out_paper(shown.now, doubts, attached.leftovers),
        sheets=sheets,
        view=view,
        doubts=entries[:fold],
        folded=entries[fold:],
        remarks=tuple(remarks),
        groups=groups,
        seen=sum(entry.seen for entry in entries),
        percent=attached.percent,
        leftovers=tuple(
            Leftover(" ".join(shown.now.text[start:end].split()), f"sot-{number}")
            for number, (start, end) in enumerate(attached.leftovers, 1)
        ),
        targets=tuple(shown.targets()),
        linked=frozenset(field.anchor for group in groups for field in group.fields if field.anchor),
        problem=problem,
        attachments=tuple(file.name for file in files if file.part == DocumentFile.Part.ATTACHMENT),
        outline=tuple(
            f"{entry.label} {entry.text}" if not entry.text.startswith(entry.label or "") else entry.text
            for entry in shown.now.outline
        ),
        twins=tuple(twins),
        by_hand=reading.reader_version == BY_HAND,
    )


def _count_pages(reading: Reading) -> int:
    layout = reading.found.get("layout")
    pages = layout.get("pages") if isinstance(layout, dict) else None
    return pages if isinstance(pages, int) else 0


class _Shown:
    """A reading as it stands now, with what several parts of the page ask of it."""

    def __init__(self, reading: Reading, problem: Refusal | None, last: Answer | None) -> None:
        self.reading = reading
        self.problem, self.last = problem, last
        self.uncut = uncut_json(reading)
        self.values = current_json(reading)
        self.now = from_json(parts.Reading, {**self.values, "text": reading.text})
        self.spans = _spans_by_anchor(self.now)
        self.pages: Pages | None = None
        self.window = range(0)
        self.sheets = Sheets()
        self.newest: dict[str, Correction] = {entry.path: entry for entry in reading.corrections.all()}

    def look(self, doubts: Sequence[Doubt], leftovers: Sequence[parts.Span], view: View) -> Sheets:
        """The pictures of the pages that are shown now, and what of other pages is shown enlarged."""
        pages = Pages(self.now.text)
        asked = {number: pages.page_of(doubt.span[0]) for number, doubt in enumerate(doubts, 1) if doubt.span}
        open_ones = [page for number, page in asked.items() if doubts[number - 1].key not in self.reading.seen]
        window = pages.window(view.page or next(iter(open_ones), 1))
        rows = queries.list_read_pages(self.reading, {*asked.values(), *window})
        if not any(row.words for row in rows):
            return Sheets()
        sheets = lay_out_sheets(self.now, doubts, leftovers, rows, () if view.as_text else window)
        if not view.as_text:
            self.pages, self.window = pages, window
        self.sheets = replace(sheets, links=pages.list_links(window.start), has_pictures=True)
        return self.sheets

    def away(self, spans: Sequence[parts.Span]) -> str:
        """The address of the pages on which the first of these places stands; empty where it is shown now."""
        if self.pages is None or not spans:
            return ""
        page = self.pages.page_of(spans[0][0])
        return "" if page in self.window else f"?trang={page}"

    def field(self, path: str, label: str, *, anchor: str = "", removable: bool = False, note: str = "") -> ShownField:
        """The value at a path of the corrections' own counting."""
        newest = self.newest.get(path)
        value, error = as_text(self.uncut, path), ""
        if self.last is not None and self.last.path == path and self.problem is not None:
            value, error = self.last.value or "", self.problem.message
        return ShownField(
            path=path,
            label=label,
            value=value,
            based_on=newest.pk if newest else 0,
            corrected=newest is not None,
            found=as_text(self.reading.found, path) if newest else "",
            long=path.rsplit(".", 1)[-1] in _LONG,
            anchor=anchor,
            removable=removable,
            note=note,
            error=error,
            away=self.away(self.spans.get(anchor, ())) if anchor else "",
        )

    def doubt(self, number: int, doubt: Doubt) -> ShownDoubt:
        """A doubt with its field."""
        field = self.field(doubt.path, label_of(doubt.path)) if doubt.path else None
        suffix = f"/{self.now.symbol}" if doubt.path == "number" and self.now.symbol else ""
        place = f"cho-{number}" if doubt.span else ""
        return ShownDoubt(
            number=number,
            doubt=doubt,
            seen=doubt.key in self.reading.seen,
            field=field,
            suffix=suffix,
            place=place,
            away=self.away([doubt.span] if doubt.span else []),
            crop=self.sheets.crop_of(number),
        )

    def groups(self) -> tuple[ShownGroup, ...]:
        """The five groups; what a document does not have is left out."""
        answered = self.last.path if self.last is not None and not self.last.keys else ""
        shown = [self._header()]
        if self.now.directive.items or not self.now.directive.forms:
            shown.append(self._items())
        if self.now.directive.forms:
            shown.append(self._forms())
        shown += [self._citations(), self._receivers()]
        return tuple(replace(group, answered=answered) for group in shown)

    def _header(self) -> ShownGroup:
        shown: list[ShownField] = []
        for path in SINGLE:
            rare = path in ("urgency", "secrecy", "parent_agency")
            if path.startswith("date.") or (rare and not as_text(self.uncut, path) and path not in self.newest):
                continue
            anchor = anchor_of(path) if path in self.now.places else ""
            shown.append(self.field(path, label_of(path), anchor=anchor))
        issuer, period = self.now.directive.issuer, self.now.directive.period
        if issuer is not None and not self.now.agency:
            note = _("máy suy ra") if issuer.inferred else ""
            shown.append(ShownField("", _("Cơ quan giao việc"), issuer.name, note=note, fixed=True))
        if period is not None:
            said = f"{_day(period.start)} – {_day(period.end)}"
            note = _("máy suy ra, đặt lại ở bước sau") if period.inferred else ""
            shown.append(ShownField("", _("Thời gian thực hiện"), said, note=note, fixed=True))
        known = sum(bool(field.value) for field in shown)
        return ShownGroup(
            "the-thuc",
            _("Thể thức"),
            _("%(known)s mục: %(shown)s") % {"known": known, "shown": _names(shown)},
            self._bars(SINGLE),
            tuple(shown),
        )

    def _items(self) -> ShownGroup:
        items = self.now.directive.items
        standing, further = standing_indexes(self.uncut, "directive.items")
        shown = [
            self.field(
                f"directive.items[{standing[index]}].text",
                " ".join(part for part in (item.label, item.emphasis or str(_SUFFIXES[item.kind])) if part),
                anchor=anchor_of(f"directive.items[{index}]"),
                removable=True,
                note=_item_note(item),
            )
            for index, item in enumerate(items)
        ]
        add = (self.field(f"directive.items[{further}]", _("Thêm nhiệm vụ")),)
        return ShownGroup("noi-dung", pgettext("one", "Nội dung"), _sum_up(items), 3 if items else 1, tuple(shown), add)

    def _forms(self) -> ShownGroup:
        forms = self.now.directive.forms
        standing = standing_indexes(self.uncut, "directive.forms")[0]
        sections = sorted({form.section for form in forms if form.section})
        said = ", ".join(
            _("%(count)s ở phần %(name)s") % {"count": sum(form.section == name for form in forms), "name": name}
            for name in sections
        )
        shown = [
            self.field(
                f"directive.forms[{standing[index]}].form",
                f"HT{index + 1}",
                anchor=anchor_of(f"directive.forms[{index}]"),
                removable=True,
                note=", ".join(form.examples),
            )
            for index, form in enumerate(forms)
        ]
        summary = f"{len(forms)}" + (f": {said}" if said else "")
        return ShownGroup("hinh-thuc", _("Hình thức"), summary, 2, tuple(shown))

    def _citations(self) -> ShownGroup:
        standing = standing_indexes(self.uncut, "citations")[0]
        first: dict[str, int] = {}
        chain_words = {
            link.code: _("chuỗi thẩm quyền: %(what)s") % {"what": EDGE_WORDS[link.kind]}
            for link in self.now.directive.authority_chain
        }
        for index, citation in enumerate(self.now.citations):
            first.setdefault(citation.code or citation.text, index)
        shown = []
        for number, index in enumerate(first.values(), 1):
            citation = self.now.citations[index]
            anchor = anchor_of(f"citations[{index}]")
            times = sum((entry.code or entry.text) == (citation.code or citation.text) for entry in self.now.citations)
            about = [citation.type or "", citation.issuer or "", _print_date(citation.date)]
            about.append(_("viện dẫn %(times)s lần") % {"times": times} if times > 1 else "")
            about.append(chain_words.get(citation.code or "", ""))
            shown.append(
                self.field(
                    f"citations[{standing[index]}].code",
                    f"VD{number}",
                    anchor=anchor,
                    removable=True,
                    note=", ".join(part for part in about if part),
                )
            )
        chain = len(self.now.directive.authority_chain)
        summary = ngettext("%(first)s văn bản", "%(first)s văn bản", len(first)) % {"first": len(first)}
        summary += _("; %(chain)s trong chuỗi thẩm quyền") % {"chain": chain} if chain else ""
        return ShownGroup("vien-dan", _("Viện dẫn"), summary, self._bars(("citations",)), tuple(shown))

    def _receivers(self) -> ShownGroup:
        shown: list[ShownField] = []
        add: list[ShownField] = []
        for name, short, inner in (
            ("addressees", "NN", ""),
            ("recipients", _("gửi") + " ", ".text"),
            ("archive", pgettext("purpose", "lưu") + " ", ""),
        ):
            standing, further = standing_indexes(self.uncut, name)
            shown += [
                self.field(
                    f"{name}[{original}]{inner}",
                    f"{short}{index + 1}",
                    anchor=anchor_of(f"{name}[{index}]"),
                    removable=True,
                    note=self.now.recipients[index].purpose or "" if name == "recipients" else "",
                )
                for index, original in enumerate(standing)
            ]
            if name != "archive":
                add.append(self.field(f"{name}[{further}]", _("Thêm vào %(name)s") % {"name": label_of(name)}))
        purposes = [entry.purpose for entry in self.now.recipients if entry.purpose]
        said = [
            _("%(addressees)s ở Kính gửi") % {"addressees": len(self.now.addressees)},
            *purposes,
            *([pgettext("one", "Lưu")] if self.now.archive else []),
        ]
        bars = self._bars(("addressees", "recipients"))
        return ShownGroup("noi-nhan", _("Nơi nhận"), "; ".join(said), bars, tuple(shown), tuple(add))

    def _bars(self, names: Sequence[str]) -> int:
        """How sure the least sure value of these paths is: three bars, two, one."""
        found = [
            candidates[0].confidence
            for path, candidates in self.now.candidates.items()
            if candidates and path not in self.newest and path.startswith(tuple(names))
        ]
        least = min(found, default=0.9)
        if least >= 0.85:
            return 3
        return 2 if least >= SURE else 1

    def targets(self) -> Iterable[tuple[str, str]]:
        """What selected text may be used for: path and label."""
        for path in SINGLE:
            if path not in ("date.day", "date.month", "date.year"):
                yield path, label_of(path)
        for name, label in (("addressees", _("Kính gửi, thêm")), ("recipients", _("Nơi nhận, thêm"))):
            yield f"{name}[{standing_indexes(self.uncut, name)[1]}]", label
        further = standing_indexes(self.uncut, "directive.items")[1]
        yield f"directive.items[{further}]#task", _("Nhiệm vụ mới")
        yield f"directive.items[{further}]#topic", _("Nội dung mới")
        for index, original in enumerate(standing_indexes(self.uncut, "directive.items")[0]):
            item = self.now.directive.items[index]
            yield f"directive.items[{original}].text", _("Lời của mục %(label)s") % {"label": item.label or index + 1}


def _spans_by_anchor(now: parts.Reading) -> dict[str, Sequence[parts.Span]]:
    """Where each value stands, by the anchor its field leads to."""
    known: dict[str, Sequence[parts.Span]] = {anchor_of(path): spans for path, spans in now.places.items()}
    known |= {anchor_of(f"citations[{index}]"): (entry.span,) for index, entry in enumerate(now.citations)}
    known |= {anchor_of(f"directive.items[{index}]"): item.spans for index, item in enumerate(now.directive.items)}
    known |= {anchor_of(f"directive.forms[{index}]"): form.spans for index, form in enumerate(now.directive.forms)}
    return known


def _names(shown: Sequence[ShownField]) -> str:
    known = [field.path for field in shown if field.value and not field.fixed]
    wanted = [label_of(path).lower() for path in ("subject", "symbol", "place", "signature.name") if path in known]
    return ", ".join(wanted) + (" …" if len(known) > len(wanted) else "")


def _sum_up(items: Sequence[parts.Item]) -> str:
    if not items:
        return _("không thấy; chọn chữ trong văn bản để thêm")
    kinds = {item.emphasis or str(_SUFFIXES[item.kind]): 0 for item in items}
    for item in items:
        kinds[item.emphasis or str(_SUFFIXES[item.kind])] += 1
    joined = sum(len(item.spans) > 1 for item in items)
    said = f"{len(items)}: " + ", ".join(f"{count} {name}" for name, count in kinds.items())
    return said + (_("; %(joined)s mục nối qua trang") % {"joined": joined} if joined else "")


def _item_note(item: parts.Item) -> str:
    said = []
    if item.addressees:
        said.append(_("cho %(names)s") % {"names": ", ".join(item.addressees)})
    if item.deadline is not None:
        said.append(_("hạn %(text)s") % {"text": item.deadline.text})
    if len(item.spans) > 1:
        said.append(_("nối qua trang"))
    return "; ".join(said)


def _print_date(said: parts.Date | None) -> str:
    if said is None:
        return ""
    return "/".join(str(part) for part in (said.day, said.month, said.year) if part is not None)


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))

"""Sample data of the catalogue. Drawn figures only; nothing here is read from the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django import forms

from trienkhai.web.ui.drawings import DayMark
from trienkhai.web.ui.fields import DayField
from trienkhai.web.ui.formats import OFFICE_ZONE
from trienkhai.web.ui.icons import STATE_WORDS, State
from trienkhai.web.ui.items import DIRECTIVE_TABS, Crumb, DiaryLine, Pager, Step, Tab
from trienkhai.web.ui.squares import Square, SquareState, count_squares

DISTRICTS = ("LS", "TĐ", "BG", "VL", "CLộ", "VQ", "BS", "HL", "CLă", "LB", "ĐL")
AFFILIATED = ("BT", "NT", "TV", "TT", "DL")
TOPICS = (
    ("1.1", "Đổi mới phương thức lãnh đạo của Đảng"),
    ("1.2", "Kết quả thực hiện nghị quyết đại hội"),
    ("1.3", "Xây dựng, chỉnh đốn Đảng"),
    ("1.4", "Củng cố tổ chức cơ sở đảng"),
    ("1.5", "Xây dựng Đảng về đạo đức; nêu gương"),
    ("2.1", "Đội ngũ cán bộ các cấp"),
    ("2.2", "Tổ chức bộ máy của hệ thống chính trị"),
    ("2.3", "Tuyên truyền, quán triệt nghị quyết, chỉ thị"),
    ("2.4", "Kiểm tra, giám sát; công khai, minh bạch"),
)
FORMS = (
    "Thông tin đại chúng",
    "Internet, mạng xã hội",
    "Cổ động trực quan",
    "Tài liệu tuyên truyền",
    "Hội nghị, sinh hoạt",
    "Văn hóa, văn nghệ, TDTT",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts in the catalogue, with the names the base template asks for."""

    person_name: str
    post_title: str
    unit_name: str
    is_issuing: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One entry of the navigation."""

    key: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the coverage page."""

    done: int
    ground: int
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One topic of the coverage page."""

    key: str
    name: str
    cells: tuple[Cell, ...]


PAGES = tuple(
    Page(key, label, f"/ui/{address}")
    for key, label, address in (
        ("home", "Việc của tôi", "viec-don-vi/"),
        ("documents", "Văn bản", ""),
        ("duties", "Nhiệm vụ", "nhiem-vu/"),
        ("directives", "Chỉ đạo", "do-phu/"),
        ("activities", "Hoạt động", "ghi-hoat-dong/"),
        ("reports", "Báo cáo", "tong-hop/"),
        ("units", "Đơn vị", ""),
    )
)
UNIT = Person("Hoàng Thị Sen", "Chuyên viên", "Phòng VH&TT huyện Lộc Bình", False)
OFFICE = Person("Nông Văn Lành", "Chuyên viên Phòng QLVH&GĐ", "Sở Văn hóa, Thể thao và Du lịch", True)
STEPS = (
    Step("Đã đến", State.DONE, ("30/5/2023",)),
    Step("Tiếp nhận", State.DONE, ("31/5, Trưởng phòng",)),
    Step("Kế hoạch", State.DONE, ("bản 1 tiếp nhận 19/6", "bản 2 bị trả lại")),
    Step("Hoạt động", State.RECORDED, ("32 đã ghi", "23 có minh chứng"), 72),
    Step("Báo cáo", State.WAITING, ("hạn 20/12/2023", "còn 7 ngày làm việc")),
)
DIARY = (
    DiaryLine(
        date(2023, 12, 8),
        State.EXTENDED,
        "Lãnh đạo Phòng trả lại kế hoạch bản 2",
        "“Ghi rõ thời gian in tài liệu”",
    ),
    DiaryLine(date(2023, 12, 7), State.LOOK, "Sở hỏi về hoạt động LB-021", "Chuyên viên Phòng QLVH&GĐ", "#"),
    DiaryLine(
        date(2023, 11, 28),
        State.RECORDED,
        "Ghi hoạt động LB-029, cùng Trung tâm VH, TT&TT",
        "Chuyên viên, từ điện thoại",
    ),
    DiaryLine(date(2023, 6, 19), State.DONE, "Sở tiếp nhận kế hoạch bản 1", "Chuyên viên Phòng QLVH&GĐ"),
    DiaryLine(date(2023, 6, 5), State.DRAFT, "Lập kế hoạch bản 1", "Chuyên viên"),
    DiaryLine(date(2023, 5, 31), State.DONE, "Trưởng phòng tiếp nhận nhiệm vụ", "Giao chuyên viên thực hiện"),
)
MARKS = (
    DayMark(date(2023, 5, 30), "30/5 giao"),
    DayMark(date(2023, 9, 30), "30/9"),
    DayMark(date(2023, 12, 14), "14/12 chốt số liệu"),
)


class ActivityForm(forms.Form):
    """One field of every kind."""

    day = DayField(label="Ngày", help_text="Lấy theo ngày chụp ảnh. Sửa được.")
    place = forms.CharField(label="Nơi tổ chức", required=False)
    measure = forms.ChoiceField(
        label="Đơn vị tính", choices=(("b", "buổi"), ("n", "lượt người"), ("c", "chương trình"))
    )
    said = forms.CharField(label="Người thực hiện", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    about = forms.BooleanField(label="khoảng", required=False)
    due = forms.ChoiceField(
        label="Gửi kế hoạch",
        choices=(("none", "Không đặt hạn"), ("day", "Đặt hạn …")),
        widget=forms.RadioSelect,
        initial="none",
    )
    paper = forms.FileField(label="Văn bản làm căn cứ", required=False)


def frame(person: Person, nav: str, today: date) -> dict[str, object]:
    """What the context processor would give every page."""
    keys = (
        ("home", "documents", "directives", "reports")
        if person.is_issuing
        else ("home", "activities", "duties", "reports")
    )
    return {
        "actor": person,
        "nav_items": PAGES,
        "phone_items": [page for key in keys for page in PAGES if page.key == key],
        "nav": nav,
        "today": today,
        "sample": True,
    }


def components() -> dict[str, object]:
    """The sheet of components."""
    bad = ActivityForm({"day": "31/11/2023", "measure": "x", "due": "none"})
    return frame(OFFICE, "", date(2023, 12, 21)) | {
        "states": [(state, STATE_WORDS[state]) for state in State],
        "colours": COLOURS,
        "good_form": ActivityForm(initial={"day": "28/11/2023", "place": "Nhà văn hóa trung tâm, thị trấn Lộc Bình"}),
        "bad_form": bad,
        "help": HELP,
        "steps": STEPS,
        "diary": DIARY,
        "tabs": directive_pages(),
        "segments": VIEWS,
        "filters": FILTERS,
        "pager": Pager(14, 27, "đơn vị", next_url="#sau", all_url="#ca", key="Chi Lăng"),
        "cell": draw_cell(3),
        "marks": MARKS,
        "strip": (date(2023, 5, 30), date(2023, 12, 31), date(2023, 12, 21)),
        "course": COURSE,
        "due": date(2023, 12, 20),
        "sent_at": datetime(2023, 12, 19, 9, 41, tzinfo=OFFICE_ZONE),
        "guide": guide(),
    }


def home() -> dict[str, object]:
    """Việc của tôi of a receiving unit."""
    return frame(UNIT, "home", date(2023, 12, 11)) | {"steps": STEPS}


def duty() -> dict[str, object]:
    """The duty page."""
    crumbs = (Crumb("Nhiệm vụ", "#"), Crumb("Công văn …/SVHTTDL-QLVHGĐ"))
    return frame(UNIT, "duties", date(2023, 12, 11)) | {
        "crumbs": crumbs,
        "steps": STEPS,
        "diary": DIARY,
        "plan": tuple(Square(x, y, _state(x * 5 + y * 11)) for y in range(6) for x in range(14)),
    }


def coverage() -> dict[str, object]:
    """The coverage page."""
    rows = [
        Row(key, name, tuple(draw_cell(number * 29 + place * 17 + 3) for place in range(len(FORMS))))
        for number, (key, name) in enumerate(TOPICS)
    ]
    return frame(OFFICE, "directives", date(2023, 12, 21)) | {
        "crumbs": (
            Crumb("Chỉ đạo", "#"),
            Crumb("Công văn …/SVHTTDL-QLVHGĐ · triển khai Kế hoạch số 113-KH/TU ngày 16/5/2023"),
        ),
        "tabs": directive_pages(),
        "segments": VIEWS,
        "filters": FILTERS,
        "forms": FORMS,
        "groups": (("Trọng tâm", rows[:5]), ("Thường xuyên", rows[5:])),
        "chosen": rows[4].cells[4],
        "guide": guide(),
        "marks": MARKS,
        "strip": (date(2023, 5, 30), date(2023, 12, 31), date(2023, 12, 21)),
        "pager": Pager(4, 27, "đơn vị", next_url="#sau", all_url="#ca", key="Đình Lập"),
    }


def activity() -> dict[str, object]:
    """The page on which an activity is recorded."""
    return frame(UNIT, "activities", date(2023, 12, 11)) | {
        "form": ActivityForm(initial={"day": "28/11/2023"}),
        "amounts": (("1", "buổi"), ("350", "lượt người"), ("6", "chương trình")),
    }


def rollup() -> dict[str, object]:
    """The roll-up page."""
    return frame(OFFICE, "directives", date(2023, 12, 21)) | {
        "crumbs": (
            Crumb("Chỉ đạo", "#"),
            Crumb("Công văn …/SVHTTDL-QLVHGĐ · triển khai Kế hoạch số 113-KH/TU ngày 16/5/2023"),
        ),
        "tabs": directive_pages(),
        "measures": MEASURES,
        "rows": [(*row[:3], tuple(zip(MEASURES, row[3], strict=False))) for row in REPORTED],
        "totals": tuple(zip(MEASURES, (92, 78, 117, 313, 185, 34, 1665), strict=True)),
    }


def reading() -> dict[str, object]:
    """The page on which a reading is checked."""
    return frame(OFFICE, "documents", date(2023, 5, 29)) | {"groups": READ_GROUPS}


def plan() -> dict[str, object]:
    """The plan as a grid and as cards."""
    times = ("QIII", "", "T8", "QII–IV", "", "T9–12", "T11")
    rows = [
        (key, name, tuple(times[(number * 3 + place) % len(times)] for place in range(len(FORMS))))
        for number, (key, name) in enumerate(TOPICS)
    ]
    rows[-1] = (*rows[-1][:2], ("", "", "", "?", "", ""))
    chips = (Tab("all", "Tất cả 14", "#a"), Tab("chosen", "Đã chọn 14", "#b"), Tab("returned", "Bị trả lại 1", "#c"))
    return frame(UNIT, "duties", date(2023, 12, 11)) | {
        "forms": FORMS,
        "groups": (("Trọng tâm", rows[:5]), ("Thường xuyên", rows[5:])),
        "filters": chips,
    }


def report() -> dict[str, object]:
    """The report of a unit."""
    return frame(UNIT, "reports", date(2023, 12, 15))


def paper() -> dict[str, object]:
    """A report as it will be printed."""
    return frame(OFFICE, "directives", date(2023, 12, 21))


def directive_pages() -> tuple[Tab, ...]:
    """The tabs of a directive."""
    return tuple(Tab(key, str(label), f"#{key}") for key, label in DIRECTIVE_TABS)


def guide() -> dict[str, object]:
    """Which unit stands where."""
    places = {(x, y): "" for y in (0, 1) for x in range(len(DISTRICTS))}
    return {
        "columns": DISTRICTS,
        "rows": ("Phòng", "Trung tâm", "Thuộc Sở"),
        "places": places | {(x, 2): letters for x, letters in enumerate(AFFILIATED)},
    }


def draw_cell(seed: int) -> Cell:
    """A cell of 27 units whose states follow from the seed."""
    spots = [(x, y) for y in (0, 1) for x in range(len(DISTRICTS))] + [(x, 2) for x in range(len(AFFILIATED))]
    grid = tuple(
        Square(x, y, _state(seed + x * 5 + y * 37), f"{DISTRICTS[x]}, hàng {y + 1}", f"#don-vi-{x}-{y}")
        for x, y in spots
    )
    counted = count_squares(grid)
    done = counted[SquareState.PROVED] + counted[SquareState.RECORDED]
    return Cell(done, 0 if done == 0 else min(3, 1 + done // 5), grid)


def _state(seed: int) -> SquareState:
    states = (SquareState.PROVED, SquareState.RECORDED, SquareState.PLANNED, SquareState.NOT_CHOSEN)
    return states[(3, 0, 3, 2, 0, 3, 1, 3, 0, 3, 3, 2, 3)[seed * seed * 31 % 101 % 13]]


READ_GROUPS = (
    ("Thể thức", "8 mục: trích yếu, ký hiệu, nơi ban hành, người ký …", 3),
    ("Nội dung", "14: 5 trọng tâm, 9 thường xuyên; 2 mục nối qua trang", 3),
    ("Hình thức", "13: 8 ở phần II, 5 ở phần III; danh sách mở", 2),
    ("Viện dẫn", "7 văn bản; 3 trong chuỗi thẩm quyền", 3),
    ("Nơi nhận", "4 nhóm ở Kính gửi; T/h, B/c, Lưu", 2),
)
VIEWS = (
    Tab("matrix", "Nội dung × hình thức", "#a"),
    Tab("map", "Bản đồ đơn vị", "#b"),
    Tab("topics", "Đơn vị × nội dung", "#c"),
    Tab("units", "Danh sách đơn vị", "#d"),
)
FILTERS = (
    Tab("all", "Tất cả 27", "#a"),
    Tab("late", "Quá hạn 4", "#b"),
    Tab("unacknowledged", "Chưa tiếp nhận 1", "#c"),
    Tab("xlsx", "Tải Excel", "#d"),
)
COURSE = (
    DayMark(date(2023, 5, 30), "văn bản đến"),
    DayMark(date(2023, 12, 14), "chốt số liệu"),
    DayMark(date(2023, 12, 20), "hạn báo cáo"),
    DayMark(date(2023, 12, 21), "hôm nay"),
)
COLOURS = (
    ("chữ", "#17242d", "15,8 : 1 trên trắng"),
    ("chữ phụ", "#47565f", "7,6 : 1"),
    ("màu nhấn", "#0b5573", "8,2 : 1"),
    ("thanh đầu", "#073c52", "11,8 : 1 với chữ trắng"),
    ("nền nhấn", "#e3eef3", "6,9 : 1 với màu nhấn"),
    ("viền ô nhập", "#7d8b94", "3,5 : 1"),
    ("quá hạn", "#b3261e", "6,5 : 1"),
    ("cần xem", "#7a4f00", "7,1 : 1"),
    ("nền trang", "#f4f6f7", ""),
)
HELP = (
    "Trang này gom những việc đang chờ anh/chị, việc cũ nhất đứng trước.",
    "Mỗi dòng có một nút, mở đúng trang để làm việc ấy.",
    "Ngày ghi đậm là hạn; bên dưới ghi ai đặt hạn.",
    "Việc đang chờ người khác nằm ở khung dưới, không cần làm gì.",
    "Màu đỏ chỉ dùng cho việc đã quá hạn.",
)
MEASURES = (
    "Hoạt động",
    "có minh chứng",
    "Băng rôn (chiếc)",
    "Băng rôn (m)",
    "Pa nô (m²)",
    "Hội nghị",
    "Lượt người dự",
)
REPORTED = (
    ("TP Lạng Sơn", "done", "gửi 18/12", (25, 23, 31, 0, 61, 7, 632)),
    ("Tràng Định", "done", "gửi 19/12", (16, 15, 21, 94, 46, 6, 391)),
    ("Bình Gia", "late", "quá 1 ngày", ()),
    ("Văn Lãng", "done", "gửi 15/12", (13, 11, 24, 126, 49, 4, 479)),
    ("Cao Lộc", "done", "gửi 19/12", (38, 29, 41, 93, 29, 17, 163)),
    ("Đình Lập", "extended", "gia hạn 29/12", ()),
)

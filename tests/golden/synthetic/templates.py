"""A document of every kind of Decree 30/2020 and of the Party, signed in every authority there is, with its truth.

Issuers, places, names and matters are invented or drawn from short lists, and turn with the number of the document, so
that the same document comes out each time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files

from tests.golden.synthetic.masters import Master, parse_body

_STATE = (
    # parent, agency, symbol of the agency, place
    ("UBND TỈNH SƠN LA", "SỞ NỘI VỤ", "SNV", "Sơn La"),
    ("", "ỦY BAN NHÂN DÂN XÃ BÌNH ĐIỀN", "UBND", "Bình Điền"),
    ("BỘ CÔNG THƯƠNG", "CỤC XÚC TIẾN THƯƠNG MẠI", "XTTM", "Hà Nội"),
    ("UBND TỈNH CÀ MAU", "BAN QUẢN LÝ KHU KINH TẾ", "BQLKKT", "Cà Mau"),
    ("ĐẠI HỌC ĐÀ NẴNG", "TRƯỜNG ĐẠI HỌC KINH TẾ", "ĐHKT", "Đà Nẵng"),
    ("SỞ Y TẾ LẠNG SƠN", "TRUNG TÂM KIỂM SOÁT BỆNH TẬT", "KSBT", "Lạng Sơn"),
    ("", "ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN", "UBND", "Điện Biên"),
    ("UBND PHƯỜNG TÂN AN", "TRƯỜNG MẦM NON HOA SEN", "MNHS", "Tân An"),
)
# The printed lines of the signing block and the title that issues or decides.
_SIGNING = (
    ("GIÁM ĐỐC",),
    ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC - HÀNH CHÍNH"),
    ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
    ("TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"),
    ("Q. GIÁM ĐỐC",),
    ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"),
    ("CỤC TRƯỞNG",),
)
_PARTY = (
    ("", "TỈNH ỦY TÂY NINH", "TU", "Tây Ninh"),
    ("ĐẢNG BỘ TỈNH ĐỒNG NAI", "ĐẢNG ỦY PHƯỜNG LONG KHÁNH", "ĐU", "Long Khánh"),
    ("TỈNH ỦY BẮC NINH", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "BTGDV", "Bắc Ninh"),
    ("ĐẢNG BỘ XÃ NGHĨA HÀNH", "CHI BỘ THÔN PHÚ VINH", "CB", "Nghĩa Hành"),
)
_PARTY_SIGNING = (
    ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"),
    ("T/M ĐẢNG ỦY", "BÍ THƯ"),
    ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"),
    ("T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"),
    ("T/M CHI BỘ", "BÍ THƯ"),
)
_NAMES = (
    "Lò Văn Thành", "Nguyễn Thị Minh Châu", "Trần Quốc Bảo", "Phạm Thu Hà", "Hoàng Đức Anh", "Vi Thị Lan",
    "Đỗ Xuân Trường", "Lê Ngọc Diệp", "Bùi Văn Khang", "Ksor Hiền", "Đặng Thùy Dương", "Võ Tấn Tài", "Nông Thị Hạnh",
)  # fmt: skip
_MATTERS = (
    "Triển khai công tác phòng, chống thiên tai năm {year}",
    "Tổ chức Ngày hội Văn hóa các dân tộc năm {year}",
    "Tăng cường quản lý tài sản công tại đơn vị",
    "Rà soát, cập nhật cơ sở dữ liệu đất đai",
    "Nâng cao chất lượng giải quyết thủ tục hành chính",
)
_BODIES = (
    """Căn cứ [Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020~nghị định~30/2020/NĐ-CP~5/3/2020~Chính phủ] của \
Chính phủ về công tác văn thư;
{issuer} triển khai các nội dung như sau:
1>I. MỤC ĐÍCH, YÊU CẦU
2>1. Bảo đảm thống nhất, đúng quy định.
2>2. Xác định rõ trách nhiệm của từng đơn vị.
1>II. NỘI DUNG
2>1. Rà soát hồ sơ, tài liệu
3>a) Lập danh mục hồ sơ còn thiếu;
3>b) Bổ sung hồ sơ {{trước ngày 15/{month}/{year}~15/{month}/{year}}}.
2>2. Tổng hợp kết quả
3>- Các phòng gửi báo cáo {{chậm nhất ngày 20/{month}/{year}~20/{month}/{year}}};
3>- Văn phòng tổng hợp chung.
1>III. TỔ CHỨC THỰC HIỆN
Các đơn vị nghiêm túc thực hiện./.""",
    """Thực hiện [Công văn số 2{number}/UBND-TH ngày 10/01/{year}~công văn~2{number}/UBND-TH~10/1/{year}~Ủy ban nhân \
dân tỉnh] của Ủy ban nhân dân tỉnh về nhiệm vụ trọng tâm năm {year}; [Kế hoạch số 7{number}/KH-UBND \
ngày 12/01/{year}~kế hoạch~7{number}/KH-UBND~12/1/{year}~], {issuer} yêu cầu:
1>1. Các đơn vị trực thuộc tự kiểm tra, {{định kỳ hằng quý~}} báo cáo kết quả.
1>2. Phòng Tài chính bố trí kinh phí:
2>- Nguồn ngân sách nhà nước;
2>- Nguồn hợp pháp khác.
1>3. Thời gian thực hiện {{từ ngày 01/{month}/{year} đến ngày 28/{month}/{year}~28/{month}/{year}}}.
Đề nghị các đơn vị quan tâm, phối hợp./.""",
    """Theo đề nghị của Trưởng phòng Kế hoạch tại \
[Tờ trình số {number}/TTr-KH ngày 03/02/{year}~tờ trình~{number}/TTr-KH~3/2/{year}~Trưởng phòng \
Kế hoạch], {issuer} thống nhất các nội dung sau:
1>Điều 1. Phê duyệt danh mục công việc năm {year}:
2>1. Sửa chữa trụ sở làm việc.
2>2. Mua sắm trang thiết bị:
3>a) Máy vi tính;
3>b) Máy in.
1>Điều 2. Các đơn vị có liên quan chịu trách nhiệm thực hiện, hoàn thành {{trong thời hạn 30 ngày~}}.
1>Điều 3. Văn phòng theo dõi, đôn đốc./.""",
)


def list_kinds(system: str) -> list[tuple[str, str | None]]:
    """Printed kind and abbreviation of `state` (29) or `party`, those that bear a number."""
    raw = json.loads(files("trienkhai.data").joinpath("document_types.json").read_text("utf-8"))
    kinds = [(re.sub(r"\s*\(.*", "", one["name"]), one["abbreviation"]) for one in raw[system]]
    return [(name, short) for name, short in kinds if system == "state" or short]


def make_masters() -> Iterator[Master]:
    """Every state kind twice and every Party kind once."""
    state = list_kinds("state")
    for place in range(2 * len(state)):
        yield _make_state(place, *state[place % len(state)])
    for place, (name, short) in enumerate(list_kinds("party")):
        yield _make_party(place, name, short or "")


def _make_state(place: int, name: str, short: str | None) -> Master:
    parent, agency, symbol, town = _STATE[(place * 3 + place // 29) % len(_STATE)]
    master = _make(f"state_{place:02d}", place, parent, agency, town)
    dispatch = name in ("Công văn", "Thư công")
    # A letter of the head ("thư công") bears no kind; in the office's register it is a dispatch.
    master.title = "" if dispatch else name.upper()
    master.code = f"{_number(place)}/{symbol}-TH" if dispatch or not short else f"{_number(place)}/{short}-{symbol}"
    master.sign = list(_SIGNING[place % len(_SIGNING)])
    ends = (("Như trên", ""), ("Lãnh đạo cơ quan (để b/c)", "để b/c"), ("Các đơn vị trực thuộc (để t/h)", "để t/h"))
    master.recv = list(ends if master.to else ends[1:])
    master.file = "VT, TH"
    return master


def _make_party(place: int, name: str, short: str) -> Master:
    parent, agency, symbol, town = _PARTY[place % len(_PARTY)]
    master = _make(f"party_{place:02d}", place + 70, parent, agency, town)
    master.form = "party"
    master.title = "" if name == "Công văn" else name.upper()
    master.code = f"{_number(place)}-{short}/{symbol}"
    master.sign = list(_PARTY_SIGNING[place % len(_PARTY_SIGNING)])
    master.recv = [("Các chi bộ trực thuộc", ""), ("Cấp ủy cấp trên (để báo cáo)", "để báo cáo")]
    master.file = "Văn phòng"
    return master


def _number(place: int) -> str:
    number = 3 + place * 37 % 1480
    return f"{number:02d}"


def _make(name: str, place: int, parent: str, agency: str, town: str) -> Master:
    year, month = 2019 + place % 7, 3 + place % 9
    master = Master(
        name=name, parent=parent, agency=agency, place=town, date=(1 + place * 5 % 28, 1 + place % 12, year)
    )
    words = {"issuer": agency.capitalize(), "month": month, "year": year, "number": 11 + place}
    master.subject = _MATTERS[place % len(_MATTERS)].format(**words)
    if place % 3 == 1 or (name.startswith("state") and place % 29 in (17, 28)):
        master.to = ["- Các phòng chuyên môn;", "- Các đơn vị trực thuộc."] if place % 2 else ["Các đơn vị trực thuộc"]
    master.body = list(parse_body(_BODIES[place % len(_BODIES)].format(**words).split("\n"), master))
    master.signer = master.signer_name = _NAMES[place % len(_NAMES)]
    return master

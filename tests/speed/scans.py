"""A page whose words are known, drawn as a scan at two strengths, and how many letters of it a reading gets wrong."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_FACE = "LiberationSerif-Regular.ttf"
_WIDTH, _HEIGHT = 1654, 2339  # A4 at 200 dpi
_SIZE = 36  # 13 points

HEAD = (
    (150, 130, "ỦY BAN NHÂN DÂN"),
    (190, 180, "TỈNH HÒA AN"),
    (170, 230, "SỞ Y TẾ"),
    (780, 130, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (910, 180, "Độc lập - Tự do - Hạnh phúc"),
    (150, 310, "Số: 1842/SYT-NVY"),
    (820, 310, "Hòa An, ngày 25 tháng 8 năm 2023"),
)
_LINES = (
    "Kính gửi: Các bệnh viện, trung tâm y tế trong tỉnh",
    "Thực hiện Kế hoạch số 145/KH-UBND ngày 14/7/2023 của Ủy ban nhân dân tỉnh về",
    "truyền thông phòng, chống dịch bệnh mùa mưa; Sở Y tế đề nghị các đơn vị triển khai",
    "những việc sau đây:",
    "1. Tổ chức truyền thông trực tiếp tại nơi đông người, ít nhất mỗi tháng hai buổi;",
    "ưu tiên khu vực có ổ dịch cũ, trường học, bến xe, chợ và khu công nghiệp.",
    "2. Treo băng rôn, phát tờ rơi, viết tin, bài gửi đài truyền thanh cơ sở; nội dung lấy",
    "từ tài liệu của Trung tâm Kiểm soát bệnh tật tỉnh, không tự đặt thêm khẩu hiệu.",
    "3. Phân công cán bộ đầu mối, ghi chép từng buổi: ngày, nơi, hình thức, số người dự,",
    "ảnh minh chứng; nêu rõ việc chưa làm được và nguyên nhân.",
    "4. Báo cáo kết quả về Sở Y tế (qua Phòng Nghiệp vụ Y) trước ngày 20 tháng 12 năm 2023",
    "để tổng hợp. Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh kịp thời.",
)
BODY = tuple((180, 480 + 62 * number, line) for number, line in enumerate(_LINES))
FOOT = (
    (150, 1320, "Nơi nhận:"),
    (150, 1370, "- Như trên;"),
    (150, 1420, "- UBND tỉnh (b/c);"),
    (150, 1470, "- Lưu: VT, NVY."),
    (980, 1320, "KT. GIÁM ĐỐC"),
    (980, 1370, "PHÓ GIÁM ĐỐC"),
    (960, 1600, "Nguyễn Thị Minh Hòa"),
)
ZONES = {"head": HEAD, "body": BODY, "foot": FOOT}


@dataclass(frozen=True, slots=True)
class Wear:
    """How a page was worn: turned by degrees, noise in grey levels, blur in pixels, how dark the shaded corner is."""

    name: str
    turn: float
    noise: float
    blur: float
    shade: float


STRENGTHS = (Wear("light", 0.4, 6.0, 0.6, 0.1), Wear("strong", 1.3, 18.0, 1.0, 0.45))


def draw_scan(wear: Wear) -> bytes:
    """The page as the PNG of a scan; the same bytes every time."""
    page = Image.new("L", (_WIDTH, _HEIGHT), 255)
    draw = ImageDraw.Draw(page)
    face = ImageFont.truetype(_FACE, _SIZE)
    for zone in ZONES.values():
        for left, top, words in zone:
            draw.text((left, top), words, fill=20, font=face)
    page = page.rotate(wear.turn, Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(wear.blur))
    grey = np.asarray(page, dtype=np.float32)
    random = np.random.default_rng(7)
    rows, columns = np.mgrid[0:_HEIGHT, 0:_WIDTH].astype(np.float32)
    light = 1.0 - wear.shade * (rows / _HEIGHT) * (columns / _WIDTH)
    worn = np.clip(grey * light + random.normal(0.0, wear.noise, grey.shape), 0, 255).astype(np.uint8)
    stream = BytesIO()
    Image.fromarray(worn).save(stream, "PNG", dpi=(200, 200))
    return stream.getvalue()


def write_scans(folder: Path) -> dict[str, Path]:
    """The pages of both strengths as files."""
    paths = {wear.name: folder / f"{wear.name}.png" for wear in STRENGTHS}
    for wear in STRENGTHS:
        paths[wear.name].write_bytes(draw_scan(wear))
    return paths


def count_errors(read: str) -> dict[str, float]:
    """The character error rate of each zone.

    Each printed line is looked for where it fits best in the whole reading, so that the order of columns costs nothing:
    only letters are judged.
    """
    text = " ".join(unicodedata.normalize("NFC", read).split())
    return {
        name: sum(_edits_within(words, text) for _, _, words in zone) / sum(len(words) for _, _, words in zone)
        for name, zone in ZONES.items()
    }


def _edits_within(words: str, text: str) -> int:
    """The fewest edits that make a stretch of the text of these words; it may begin and end anywhere."""
    row = [0] * (len(text) + 1)
    for number, letter in enumerate(words, 1):
        previous, row[0] = row[0], number
        left = number
        for place, other in enumerate(text, 1):
            above = row[place]
            left = previous if letter == other else 1 + min(previous, above, left)
            previous, row[place] = above, left
    return min(row)

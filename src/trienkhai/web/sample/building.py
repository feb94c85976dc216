"""Making the sample office once, and telling people how to get in."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

from django.db import connection, transaction

from trienkhai.web import clock
from trienkhai.web.journal.actions import seal_entries
from trienkhai.web.journal.events import MACHINE
from trienkhai.web.offices.actions import load_units
from trienkhai.web.offices.loading import read_unit_list
from trienkhai.web.sample.people import PASSWORD, SINCE, settle_people, write_accounts

TODAY = date(2023, 12, 21)
READY = "sample-ready"
SECOND = "cong-van-thu-hai.txt"
Say = Callable[[str], None]


def say(text: str) -> None:
    """A line of progress for the person who waits."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def ensure_sample(home: Path) -> None:
    """The sample office lies ready in `home`, whose database is up to date; made in one transaction or not at all."""
    day_file = home / "day"
    if not day_file.exists():
        day_file.write_text(TODAY.isoformat(), "ascii")
    if (home / READY).exists():
        return
    started = time.monotonic()
    say("Lập văn phòng mẫu (khoảng nửa phút)…")
    with transaction.atomic():
        make_office(home)
    while seal_entries():
        continue
    (home / READY).write_text("", "ascii")
    say(f"Xong sau {time.monotonic() - started:.0f} giây.")


def make_office(home: Path) -> None:
    """Units, people and the story, through the same actions people use."""
    # Told once in the life of an office, so not loaded at every start.
    from trienkhai.web.sample.story import ISSUED, tell_story

    with clock.at(SINCE):
        listing = read_unit_list(Path(str(files("trienkhai.data").joinpath("lang_son_units_2023.json"))))
        load_units(MACHINE, listing=listing)
        say("  đơn vị: xong")
        write_accounts(settle_people(SINCE), home)
        say("  chức danh, tài khoản: xong")
    with clock.at(ISSUED):  # who holds which post is asked on a day of the story, whatever today is
        tell_story(say)
    second = files("trienkhai.data").joinpath("second_dispatch.txt").read_bytes()
    (home / SECOND).write_bytes(second)


def remove_sample(home: Path) -> None:
    """Take away what `ensure_sample` made in `home`, and nothing else."""
    connection.close()
    for name in ("office.sqlite3", "office.sqlite3-journal", "office.sqlite3-wal", READY, "prepared", "day", SECOND):
        (home / name).unlink(missing_ok=True)
    shutil.rmtree(home / "files", ignore_errors=True)


def print_welcome(home: Path, address: str) -> None:
    """Where to go and who to be."""
    lines = [
        "",
        f"  trienkhai đang chạy ở {address}" if address else f"  Văn phòng mẫu nằm ở {home}",
        "",
        f"  Đăng nhập mẫu, mật khẩu chung: {PASSWORD}",
        "    vanthu               văn thư Sở: đưa văn bản vào, cấp số, ban hành",
        "    chuyenvien           chuyên viên Phòng QLVH&GĐ: đơn vị nhận, độ phủ, tổng hợp",
        "    lanhdao              Phó Giám đốc Sở: ký",
        "    phong-locbinh        chuyên viên Phòng VH&TT huyện Lộc Bình: ghi hoạt động, báo cáo",
        "    phong-locbinh-ld     Trưởng phòng: xác nhận, gửi",
        f"  Tất cả tài khoản: {home / 'accounts.json'}",
        "",
        f"  Công văn thứ hai để tự đưa vào: {home / SECOND}",
        "",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()

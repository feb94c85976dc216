"""`trienkhai reindex`: make the index behind the search page anew."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trienkhai.cli import Commands
    from trienkhai.cli.parser import Parser

DESCRIPTION = """Lập lại chỉ mục tìm kiếm từ dữ liệu của văn phòng.

Chỉ mục được giữ đúng sau mỗi việc, nên thường không cần lệnh này: dùng sau khi phục hồi dữ liệu từ bản sao.
Văn phòng vẫn chạy được trong lúc lập lại; chạy hai lần cho cùng kết quả."""
EXAMPLES = """Ví dụ:
  trienkhai reindex --home /srv/trienkhai
"""


def add_parser(commands: Commands) -> Parser:
    """Add the command."""
    parser = commands.add_parser("reindex", help="lập lại chỉ mục tìm kiếm", description=DESCRIPTION, epilog=EXAMPLES)
    parser.add_argument("--home", type=Path, metavar="THƯ_MỤC", help="nơi giữ dữ liệu (mặc định var/office)")
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Make it anew, say how far it is and what was wrong."""
    # The office is loaded only by this command: reading and checking must work without it.
    from trienkhai.web.config.serving import bring_up_to_date, open_office

    home = (arguments.home or Path(os.environ.get("TRIENKHAI_HOME") or "var/office")).resolve()
    if not home.is_dir():
        sys.stderr.write(f"trienkhai: không có thư mục {home}; ghi nơi giữ dữ liệu sau --home.\n")
        return 1
    open_office(home, sample=False)
    bring_up_to_date()
    from trienkhai.web.finding.actions import rebuild_index
    from trienkhai.web.finding.models import Kind

    names = {Kind.DOCUMENT: "văn bản", Kind.DIRECTIVE: "chỉ đạo", Kind.ITEM: "nội dung", Kind.ACTIVITY: "hoạt động"}

    def tell(kind: Kind, done: int, whole: int) -> None:
        """One line a kind, renewed on a terminal."""
        if sys.stderr.isatty() or done == whole:
            sys.stderr.write(f"\r{names[kind]}: {done}/{whole}" + ("\n" if done == whole else ""))

    total, wrong = rebuild_index(tell=tell)
    print(f"Chỉ mục có {total} mục; {wrong} mục vừa được sửa.")
    return 0

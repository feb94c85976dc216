"""`trienkhai work`: only what goes on behind the pages, for an office whose pages are served by other processes."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trienkhai.cli import Commands
    from trienkhai.cli.parser import Parser

DESCRIPTION = """Chạy riêng việc phía sau: đọc bản quét, vẽ ảnh nhỏ, niêm sổ nhật ký. Dừng bằng Ctrl+C.

Lệnh serve đã chạy việc này; chỉ cần lệnh work khi trang được phục vụ bằng serve --without-worker."""
EXAMPLES = """Ví dụ:
  trienkhai work --home /srv/trienkhai
"""


def add_parser(commands: Commands) -> Parser:
    """Add the command."""
    parser = commands.add_parser("work", help="chạy riêng việc phía sau", description=DESCRIPTION, epilog=EXAMPLES)
    parser.add_argument("--home", type=Path, metavar="THƯ_MỤC", help="nơi giữ dữ liệu (mặc định var/office)")
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Work until stopped; a worker that ends is started again."""
    # The office is loaded only by this command: reading and checking must work without it.
    from trienkhai.web.config.serving import bring_up_to_date, open_office

    home = (arguments.home or Path(os.environ.get("TRIENKHAI_HOME") or "var/office")).resolve()
    open_office(home, sample=False)
    bring_up_to_date()
    from trienkhai.web.config.worker import supervise

    supervise()
    return 0

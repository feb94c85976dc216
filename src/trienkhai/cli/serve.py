"""`trienkhai serve`: run the office."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trienkhai.cli import Commands
    from trienkhai.cli.parser import Parser

DESCRIPTION = """Chạy văn phòng triển khai trên máy này. Dừng bằng Ctrl+C.

Dữ liệu nằm trong một thư mục (--home); lần đầu chạy, thư mục được lập tự động.
Việc phía sau (đọc bản quét, niêm sổ nhật ký) chạy kèm trong cùng lệnh này."""
EXAMPLES = """Ví dụ:
  trienkhai serve --home /srv/trienkhai --port 8000
  trienkhai serve --sample
"""


def add_parser(commands: Commands) -> Parser:
    """Add the command."""
    parser = commands.add_parser("serve", help="chạy văn phòng", description=DESCRIPTION, epilog=EXAMPLES)
    parser.add_argument("--home", type=Path, metavar="THƯ_MỤC", help="nơi giữ dữ liệu (mặc định var/office)")
    parser.add_argument("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ", help="địa chỉ lắng nghe")
    parser.add_argument("--port", type=int, default=8000, metavar="CỔNG", help="cổng (mặc định 8000)")
    parser.add_argument("--workers", type=int, default=2, metavar="SỐ", help="số tiến trình phục vụ")
    parser.add_argument(
        "--without-worker", action="store_true", help="không chạy việc phía sau; máy khác chạy lệnh work"
    )
    parser.add_argument("--sample", action="store_true", help="văn phòng mẫu, lập nếu chưa có")
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped."""
    # The office is loaded only by this command: reading and checking must work without it.
    from trienkhai.web.config.serving import Server, bring_up_to_date, open_office, serve

    fallback = "var/sample" if arguments.sample else "var/office"
    home = (arguments.home or Path(os.environ.get("TRIENKHAI_HOME") or fallback)).resolve()
    open_office(home, sample=arguments.sample)
    bring_up_to_date()
    server = Server(arguments.host, arguments.port, arguments.workers, with_worker=not arguments.without_worker)
    if arguments.sample:
        from trienkhai.web.sample.building import ensure_sample, print_welcome

        ensure_sample(home)
        print_welcome(home, f"http://{server.host}:{server.port}")
    serve(server)
    return 0

"""`trienkhai sample`: make the sample office without serving it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trienkhai.cli import Commands
    from trienkhai.cli.parser import Parser

DESCRIPTION = """Lập văn phòng mẫu: Lạng Sơn năm 2023, công văn gốc đã ban hành và đang thực hiện.

Mọi số liệu thực hiện, ngày ban hành và con người trong mẫu đều là dữ liệu mẫu."""
EXAMPLES = """Ví dụ:
  trienkhai sample --home var/sample
  trienkhai sample --again
"""


def add_parser(commands: Commands) -> Parser:
    """Add the command."""
    parser = commands.add_parser("sample", help="lập văn phòng mẫu", description=DESCRIPTION, epilog=EXAMPLES)
    parser.add_argument("--home", type=Path, metavar="THƯ_MỤC", help="nơi giữ dữ liệu (mặc định var/sample)")
    parser.add_argument("--again", action="store_true", help="bỏ văn phòng mẫu cũ và lập lại")
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Make the sample and say where its sign-ins stand."""
    # The office is loaded only by this command: reading and checking must work without it.
    from trienkhai.web.config.serving import bring_up_to_date, open_office

    home = (arguments.home or Path(os.environ.get("TRIENKHAI_HOME") or "var/sample")).resolve()
    open_office(home, sample=True)
    from trienkhai.web.sample.building import ensure_sample, print_welcome, remove_sample

    if arguments.again:
        remove_sample(home)
    bring_up_to_date()
    ensure_sample(home)
    print_welcome(home, "")
    return 0

"""The pages of docs/ that are written from the code. `./run docs` writes them anew; the test says which are stale."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]
STATE_TABLES = {
    "Văn bản": "trienkhai.web.documents.states",
    "Chỉ đạo": "trienkhai.web.directives.states",
    "Hoạt động": "trienkhai.web.activities.states",
    "Báo cáo": "trienkhai.web.reports.states",
}
STATES_HEADING = """# Trạng thái

*Trang này do `./run docs` viết ra từ các bảng `states.py`; sửa bảng, đừng sửa ở đây.*

Mỗi dòng: đang ở trạng thái nào, việc gì, sang trạng thái nào, ai làm được. Việc không có trong bảng thì không làm được.
"""


def write_commands() -> str:
    """docs/cli.md"""
    return str(import_module("trienkhai.cli.commands_page").write_page())


def write_rules() -> str:
    """docs/rules.md"""
    return str(import_module("trienkhai.checking.rules_page").write_page())


def write_states() -> str:
    """docs/states.md: every table of states, as the code keeps it."""
    parts = [STATES_HEADING]
    for title, name in STATE_TABLES.items():
        parts.append(f"## {title}\n\n| Từ | Việc | Đến | Ai |\n|---|---|---|---|")
        parts.extend(
            f"| {label_of(step.before)} | `{step.deed}` | {label_of(step.after)} | {step.who} |"
            for step in import_module(name).STEPS
        )
        parts.append("")
    return "\n".join(parts)


def label_of(state: object) -> str:
    """How a state is called on the pages; what does not exist yet is a dash."""
    return "–" if state is None else str(getattr(state, "label", state))


def write_interface() -> str:
    """docs/openapi.json: the interface for machines."""
    schema = import_module("trienkhai.web.config.api").api.get_openapi_schema()
    return json.dumps(schema, ensure_ascii=False, indent=1, default=str) + "\n"


PAGES: Mapping[str, Callable[[], str]] = {
    "docs/cli.md": write_commands,
    "docs/rules.md": write_rules,
    "docs/states.md": write_states,
    "docs/openapi.json": write_interface,
}


def is_stale(name: str) -> bool:
    """Whether the committed page says something else than the code."""
    path = ROOT / name
    return not path.exists() or path.read_text("utf-8") != PAGES[name]()


def main(arguments: list[str]) -> int:
    """With --write, write what is stale; without, name it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trienkhai.web.config.settings_test")
    django.setup()
    stale = [name for name in PAGES if is_stale(name)]
    for name in stale:
        if "--write" in arguments:
            (ROOT / name).write_text(PAGES[name](), "utf-8")
        print(name)
    return 1 if stale and "--write" not in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

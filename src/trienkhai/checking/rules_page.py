"""Writes docs/rules.md from the rules themselves: `python -m trienkhai.checking.rules_page >
docs/rules.md`."""

from __future__ import annotations

import sys
from dataclasses import fields
from itertools import groupby

from trienkhai.checking import SEVERITY_WORDS, Rule, System, list_rules
from trienkhai.parts import Reading

_HEADING = """# Quy tắc thể thức

*Trang này do `python -m trienkhai.checking.rules_page` viết ra; sửa quy tắc trong `src/trienkhai/checking/`,
đừng sửa ở đây.*

Mỗi quy tắc có mã, nguồn, thời gian hiệu lực và hai ví dụ. Văn bản được kiểm tra theo quy định có hiệu lực
vào ngày của chính văn bản. Văn bản của Đảng chỉ theo quy định của Đảng. *Lỗi* cần sửa trước khi ban hành,
*Cần xem* nên sửa, *Lưu ý* có thể để nguyên; mức ghi sau dấu gạch chéo là mức khi văn bản còn là dự thảo.
"""
_PARTS = {System.STATE: "Văn bản hành chính", System.PARTY: "Văn bản của Đảng"}


def write_page() -> str:
    """The page as Markdown, the same for the same rules."""
    parts = [_HEADING]
    for system, title in _PARTS.items():
        parts.append(f"## {title}\n")
        rules = [rule for rule in list_rules() if rule.system is system]
        parts.extend(_write_rule(list(versions)) for _, versions in groupby(rules, key=lambda rule: rule.id))
    return "\n".join(parts)


def _write_rule(versions: list[Rule]) -> str:
    rule = versions[0]
    level = SEVERITY_WORDS[rule.severity]
    if rule.in_draft is not None:
        level += f" / {SEVERITY_WORDS[rule.in_draft]}"
    lines = [f"### {rule.title}", "", f"`{rule.id}` · {level}", ""]
    for version in versions:
        until = f" đến {version.law.valid_to:%d/%m/%Y}" if version.law.valid_to else ""
        lines.append(f"- Nguồn: {version.source}; từ {version.law.valid_from:%d/%m/%Y}{until}")
    lines.append(f"- Đúng: {_write_example(rule.passing)}")
    lines.append(f"- Chưa đúng: {_write_example(rule.failing)}")
    return "\n".join([*lines, ""])


def _write_example(reading: Reading) -> str:
    """The text of the example, or the values it sets where it has no text."""
    if reading.layout is not None:
        page = reading.layout
        shown = [
            f"{entry.name} {value:g}" for entry in fields(page) if isinstance(value := getattr(page, entry.name), float)
        ]
        shown += [f"{line.font}, cỡ {line.size:g}" for line in page.lines if line.size]
        return "; ".join(f"`{each}`" for each in shown)
    if reading.text:
        return " ⏎ ".join(f"`{line}`" for line in reading.text.split("\n"))
    default = Reading()
    values = {entry.name: getattr(reading, entry.name) for entry in fields(reading)}
    told = {name: value for name, value in values.items() if value != getattr(default, name)}
    return "; ".join(f"{name} = `{_show(value)}`" for name, value in told.items()) or "(trống)"


def _show(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_show(each) for each in value)
    names = getattr(value, "__dataclass_fields__", None)
    if names is None:
        return str(value)
    return " ".join(_show(part) for name in names if (part := getattr(value, name)) not in (None, ()))


if __name__ == "__main__":
    sys.stdout.write(write_page())

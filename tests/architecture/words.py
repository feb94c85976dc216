"""The English of the pages: which sentences the folders of the office mark, and what their catalogues say to them.

`./run words` writes new sentences into the catalogues, without English, takes out those that no page says any more, and
compiles. It needs Debian's gettext; the compiled files are made at set-up and are not committed.
"""

from __future__ import annotations

import ast
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.core.management import call_command
from django.core.management.commands import makemessages

WEB = Path(__file__).resolve().parents[2] / "src" / "trienkhai" / "web"
CATALOGUE = Path("locale") / "en" / "LC_MESSAGES" / "django.po"
VIETNAMESE = re.compile("[ăâđêôơưàáạảãầấậẩẫằắặẳẵèéẹẻẽềếệểễìíịỉĩòóọỏõồốộổỗờớợởỡùúụủũừứựửữỳýỵỷỹ]", re.IGNORECASE)
MARKS = {
    "_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "npgettext", "npgettext_lazy",
    "pgettext", "pgettext_lazy", "in_vietnamese",
}  # fmt: skip
MARKED_IN_TEMPLATE = re.compile(
    r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|\{%\s*blocktranslate.*?endblocktranslate\s*%\}|\{%\s*translate .*?%\}"
    r"|_\(\s*(?:\"[^\"]*\"|'[^']*')\s*\)",
    re.DOTALL,
)
HEADER = r"""msgid ""
msgstr ""
"Language: en\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""


class Messages(makemessages.Command):
    """Django's own command; a new sentence never borrows the English of one that looks like it."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]


def folders(web: Path = WEB) -> list[Path]:
    """The folders of the office that hold pages or sentences."""
    return sorted(path.parent for path in web.glob("*/__init__.py"))


def collect(web: Path) -> None:
    """Bring every catalogue below `web` up to what its folder marks now."""
    here = Path.cwd()
    for folder in folders(web):
        catalogue = folder / CATALOGUE
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        os.chdir(folder)
        try:
            call_command(
                Messages(stdout=io.StringIO(), stderr=io.StringIO()),
                locale=["en"],
                no_obsolete=True,
                no_wrap=True,
                no_location=True,
                ignore_patterns=["migrations/*"],
                verbosity=0,
            )
        finally:
            os.chdir(here)
        if catalogue.exists():
            _tidy(catalogue)
        _remove_if_empty(folder / "locale")


def _tidy(catalogue: Path) -> None:
    """A head that changes only with the sentences: no dates, no names."""
    _, _, sentences = catalogue.read_text("utf-8").partition("\n\n")
    if sentences.strip():
        catalogue.write_text(HEADER + "\n" + sentences.strip("\n") + "\n", "utf-8")
    else:
        catalogue.unlink()


def _remove_if_empty(locale: Path) -> None:
    """A folder without sentences keeps no catalogue."""
    if not any(path.suffix == ".po" for path in locale.rglob("*")):
        shutil.rmtree(locale)


def compile_words() -> None:
    """Make the files that Django reads."""
    for catalogue in WEB.glob(f"*/{CATALOGUE}"):
        subprocess.run(["msgfmt", "-o", str(catalogue.with_suffix(".mo")), str(catalogue)], check=True)


def read_catalogue(catalogue: Path) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Sentence (with its plural where it has one) to its English forms; a fuzzy entry has none."""
    entries: dict[tuple[str, ...], tuple[str, ...]] = {}
    for block in catalogue.read_text("utf-8").split("\n\n")[1:]:
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        said: list[tuple[str, str]] = []
        for line in lines:
            word, _, rest = line.partition(" ") if line.startswith("msg") else ("", "", line)
            text = ast.literal_eval(rest)
            if word:
                said.append((word, text))
            else:
                said[-1] = (said[-1][0], said[-1][1] + text)
        fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in block.splitlines())
        asked = tuple(text for word, text in said if word in ("msgctxt", "msgid", "msgid_plural"))
        entries[asked] = tuple("" if fuzzy else text for word, text in said if word.startswith("msgstr"))
    return entries


def unmarked_in_template(path: Path) -> list[str]:
    """The lines of a template that say something in Vietnamese without offering it for translation."""
    text = MARKED_IN_TEMPLATE.sub(lambda found: "\n" * found.group().count("\n"), path.read_text("utf-8"))
    return [
        f"{number}: {line.strip()[:160]}" for number, line in enumerate(text.splitlines(), 1) if VIETNAMESE.search(line)
    ]


def unmarked_in_code(path: Path) -> list[str]:
    """The Vietnamese literals of a module that are neither marked nor documentation."""
    tree = ast.parse(path.read_text("utf-8"))
    spared = {id(node) for node in _spared(tree)}
    return [
        f"{node.lineno}: {node.value[:120]}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and VIETNAMESE.search(node.value)
        and id(node) not in spared
    ]


def _spared(tree: ast.AST) -> Iterator[ast.AST]:
    """What stands in a mark's brackets, docstrings, and the notes of fields."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in MARKS:
            yield from (inner for argument in node.args for inner in ast.walk(argument))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.keyword) and node.arg == "help_text":
            yield from ast.walk(node.value)


def _name(function: ast.expr) -> str:
    """What a call calls, without the way there."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def main() -> int:
    """Bring the catalogues up to date and compile them; say how many sentences have no English."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trienkhai.web.config.settings_test")
    django.setup()
    collect(WEB)
    compile_words()
    missing = 0
    for catalogue in sorted(WEB.glob(f"*/{CATALOGUE}")):
        without = sum(not all(said) for said in read_catalogue(catalogue).values())
        missing += without
        print(f"{catalogue.relative_to(WEB)}: {without} without English")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

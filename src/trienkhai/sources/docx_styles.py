"""Styles, default fonts and theme of a DOCX: what a run looks like once everything it inherits is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from trienkhai.sources.docx_markup import (
    Attributes,
    EndHandler,
    StartHandler,
    find_prefix,
    parse_markup,
    skip_element,
)

_OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class RunLook:
    """The marks of a run, each None where it is inherited. `size` in points."""

    font: str | None = None
    theme_font: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    style: str | None = None

    def note(self, mark: str, attributes: Attributes, prefix: str) -> None:
        """Take over one child of the run's marks; `mark` is its name in Word."""
        if mark in _SWITCHES:
            setattr(self, _SWITCHES[mark], attributes.get(prefix + "val") not in _OFF)
        elif mark == "rFonts":
            self.font = attributes.get(prefix + "ascii") or attributes.get(prefix + "hAnsi") or self.font
            self.theme_font = attributes.get(prefix + "asciiTheme") or self.theme_font
        elif mark == "sz":
            self.size = parse_half_points(attributes.get(prefix + "val"))
        elif mark == "rStyle":
            self.style = attributes.get(prefix + "val")

    def key(self) -> tuple[object, ...]:
        """What tells this look apart from others."""
        return (
            self.font, self.theme_font, self.size, self.bold, self.italic, self.caps, self.hidden, self.style,
        )  # fmt: skip


_SWITCHES = {"b": "bold", "i": "italic", "caps": "caps", "vanish": "hidden"}
LOOK_MARKS = (*_SWITCHES, "rFonts", "sz", "rStyle")


@dataclass(slots=True)
class Style:
    """One style: whom it inherits from, its run marks, its place in automatic numbering."""

    based_on: str | None = None
    look: RunLook = field(default_factory=RunLook)
    number_id: str | None = None
    level: int | None = None
    grid: bool | None = None


@dataclass(slots=True)
class Styles:
    """All styles by id, the defaults, and the theme's fonts.

    A document uses some ten of its styles, and the template of python-docx brings 160 that take longer to read than the
    rest of the file: `unread` holds the markup of those nobody has asked for.
    """

    by_id: dict[str, Style] = field(default_factory=dict)
    unread: dict[str, bytes] = field(default_factory=dict)
    default_paragraph: str | None = None
    default_look: RunLook = field(default_factory=RunLook)
    load_theme: Callable[[], bytes | None] = lambda: None
    _theme: dict[str, str] | None = None
    _cache: dict[tuple[object, ...], RunLook] = field(default_factory=dict)

    def find(self, style_id: str) -> Style | None:
        """The style with this id, read when it is first asked for."""
        markup = self.unread.pop(style_id, None)
        if markup is not None:
            default = self.default_paragraph
            _StylesReader(self).read(b"<w:style %s</w:style>" % _without_conditions(markup))
            self.default_paragraph = default
        return self.by_id.get(style_id)

    def list_chain(self, style_id: str | None) -> list[Style]:
        """The style and those it is based on, nearest first; a circle is cut."""
        chain: list[Style] = []
        seen: set[str] = set()
        while style_id is not None and style_id not in seen and (style := self.find(style_id)) is not None:
            seen.add(style_id)
            chain.append(style)
            style_id = style.based_on
        return chain

    def resolve_look(self, paragraph_style: str | None, look: RunLook) -> RunLook:
        """The look with all that is inherited: run, character style, paragraph style, defaults."""
        key = (paragraph_style, *look.key())
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._resolve_look(paragraph_style, look)
        return found

    def _resolve_look(self, paragraph_style: str | None, look: RunLook) -> RunLook:
        layers = [look]
        layers += [style.look for style in self.list_chain(look.style)]
        layers += [style.look for style in self.list_chain(paragraph_style or self.default_paragraph)]
        layers.append(self.default_look)
        result = RunLook(style=look.style)
        for layer in layers:
            if result.font is None and result.theme_font is None:
                result.font, result.theme_font = layer.font, layer.theme_font
            for mark in ("size", "bold", "italic", "caps", "hidden"):
                if getattr(result, mark) is None:
                    setattr(result, mark, getattr(layer, mark))
        if result.theme_font:
            if self._theme is None:
                part = self.load_theme()
                self._theme = {} if part is None else _read_theme(part)
            result.font = self._theme.get(result.theme_font[:5], result.font)
        return result


def parse_half_points(value: str | None) -> float | None:
    """Points from Word's half points; None where it is no number."""
    try:
        return float(value) / 2 if value else None
    except ValueError:
        return None


def parse_count(value: str | None) -> int | None:
    """A small whole number of an attribute; None where it is none."""
    try:
        return int(value) if value and len(value) < 10 else None
    except ValueError:
        return None


def read_styles(styles_part: bytes | None, load_theme: Callable[[], bytes | None]) -> Styles:
    """The styles of a document, empty where it has none; the theme is only loaded when a font asks for it."""
    styles = Styles(load_theme=load_theme)
    if styles_part is not None:
        # The list of Word's built-in names is half of the part and says nothing about this document
        start = styles_part.find(b"<w:latentStyles ")
        end = styles_part.find(_LATENT_END, start) if start >= 0 else -1
        part = styles_part if end < 0 else styles_part[:start] + styles_part[end + len(_LATENT_END) :]
        rest = _set_styles_apart(styles, part)
        _StylesReader(styles).read(_without_conditions(part) if rest is None else rest)
    return styles


_LATENT_END = b"</w:latentStyles>"
_MANY = 5_000  # no honest document comes near; what has more is counted element by element
_STYLE_ID = re.compile(rb'\sw:styleId="([^"&]*)"')
_IS_DEFAULT = re.compile(rb'\sw:default="(?:1|true|on)"')
_IS_OF_PARAGRAPHS = re.compile(rb'\sw:type="paragraph"')
_OTHER_CODE = re.compile(rb"""\s*<\?xml[^<>]*\sencoding=["'](?!(?i:utf-8)["'])""")


def _set_styles_apart(styles: Styles, part: bytes) -> bytes | None:
    """The part without its styles, whose markup is kept unread; None where bytes do not tell for certain where each
    begins and ends, and who it is."""
    count = part.count(b"<w:style ")
    if count > _MANY or count != part.count(b"</w:style>") or b"<!" in part or _OTHER_CODE.match(part):
        return None
    head, *pieces = part.split(b"<w:style ")
    unread: dict[str, bytes] = {}
    default: str | None = None
    rest = [head]
    for piece in pieces:
        markup, end, after = piece.rpartition(b"</w:style>")
        tag = b" " + markup[: markup.find(b">")]
        named = _STYLE_ID.search(tag)
        if not end or named is None or tag.count(b'"') % 2:
            return None
        style_id = named[1].decode("utf-8", "replace")
        unread[style_id] = markup
        if _IS_DEFAULT.search(tag) and _IS_OF_PARAGRAPHS.search(tag):
            default = style_id
        rest.append(after)
    styles.unread, styles.default_paragraph = unread, default
    return b"".join(rest)


def _without_conditions(part: bytes) -> bytes:
    """The styles without what a table style says of its first row, last column and so on: most of the part in the
    template of python-docx, and nothing that holds for a whole table."""
    kept: list[bytes] = []
    done = 0
    while (start := part.find(b"<w:tblStylePr ", done)) >= 0:
        end = part.find(b"</w:tblStylePr>", start)
        if end < 0:
            break
        kept.append(part[done:start])
        done = end + len(b"</w:tblStylePr>")
    return b"".join([*kept, part[done:]])


class _StylesReader:
    """Fills `Styles` from the elements of styles.xml."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._style: Style | None = None
        self._look: RunLook | None = None
        self._in_defaults = False
        self._in_borders = False
        self._prefix = ""

    def read(self, part: bytes) -> None:
        """Read the whole part."""
        prefix = self._prefix = find_prefix(part)
        starts: dict[str, StartHandler] = {
            "style": self._start_style,
            "docDefaults": self._start_defaults,
            "rPr": self._start_look,
            "basedOn": self._start_based_on,
            "numId": self._start_number_id,
            "ilvl": self._start_level,
            "tblBorders": self._start_borders,
            "insideV": self._start_inner_border,
            "tblStylePr": skip_element,
        }
        starts |= {mark: partial(self._start_mark, mark) for mark in LOOK_MARKS}
        ends: dict[str, EndHandler] = {
            "rPr": self._end_look,
            "style": self._end_style,
            "docDefaults": self._end_defaults,
            "tblBorders": self._end_borders,
        }
        parse_markup(
            part,
            {prefix + name: handler for name, handler in starts.items()},
            {prefix + name: handler for name, handler in ends.items()},
        )

    def _start_style(self, attributes: Attributes) -> None:
        style_id = attributes.get(self._prefix + "styleId", "")
        self._style = self._styles.by_id[style_id] = Style()
        is_default = attributes.get(self._prefix + "default") in ("1", "true", "on")
        if is_default and attributes.get(self._prefix + "type") == "paragraph":
            self._styles.default_paragraph = style_id

    def _start_defaults(self, attributes: Attributes) -> None:
        self._in_defaults = True

    def _start_look(self, attributes: Attributes) -> None:
        if self._style is not None:
            self._look = self._style.look
        elif self._in_defaults:
            self._look = self._styles.default_look

    def _start_mark(self, mark: str, attributes: Attributes) -> None:
        if self._look is not None:
            self._look.note(mark, attributes, self._prefix)

    def _start_based_on(self, attributes: Attributes) -> None:
        if self._style is not None:
            self._style.based_on = attributes.get(self._prefix + "val")

    def _start_number_id(self, attributes: Attributes) -> None:
        if self._style is not None:
            self._style.number_id = attributes.get(self._prefix + "val")

    def _start_level(self, attributes: Attributes) -> None:
        if self._style is not None:
            self._style.level = parse_count(attributes.get(self._prefix + "val"))

    def _start_borders(self, attributes: Attributes) -> None:
        self._in_borders = True

    def _start_inner_border(self, attributes: Attributes) -> None:
        if self._in_borders and self._style is not None:
            self._style.grid = attributes.get(self._prefix + "val") not in ("nil", "none")

    def _end_look(self) -> None:
        self._look = None

    def _end_style(self) -> None:
        self._style = None

    def _end_defaults(self) -> None:
        self._in_defaults = False

    def _end_borders(self) -> None:
        self._in_borders = False


# The Latin font is the first child of each of the two fonts of a theme.
_THEME_FONT = re.compile(rb'<a:(major|minor)Font>\s{0,9}<a:latin[^<>]{0,99}?\stypeface="([^"<>&]{1,99})"')


def _read_theme(part: bytes) -> dict[str, str]:
    """ "major" and "minor" → the Latin font of the theme."""
    return {match[1].decode(): match[2].decode("utf-8", "replace") for match in _THEME_FONT.finditer(part)}

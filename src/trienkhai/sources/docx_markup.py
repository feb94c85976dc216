"""Word's markup read with expat under the caps: no document type, no entities, no endless nesting."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

from trienkhai.errors import UnreadableFile
from trienkhai.sources.limits import XML_DEPTH, XML_ELEMENTS
from trienkhai.sources.refusals import refuse

Attributes = dict[str, str]
StartHandler = Callable[[Attributes], bool | None]
EndHandler = Callable[[], None]
TextHandler = Callable[[str], None]

# The prefix that the root declares for Word's namespace (the second is that of "Strict Open XML").
_PREFIX = re.compile(
    rb"""\sxmlns(?::([A-Za-z_][\w.-]{0,30}))?\s?=\s?["']http://"""
    rb"""(?:schemas\.openxmlformats\.org/wordprocessingml/2006|purl\.oclc\.org/ooxml/wordprocessingml)/main["']"""
)


def find_prefix(part: bytes) -> str:
    """The prefix of Word's elements in this part, with its colon: "w:" in all that Word itself writes."""
    match = _PREFIX.search(part, 0, 16384)
    if match is None or match[1] is None:
        return "w:" if match is None else ""
    return match[1].decode("ascii", "replace") + ":"


def skip_element(attributes: Attributes) -> bool:
    """The start handler of an element whose whole content is passed over."""
    return True


def parse_markup(
    part: bytes,
    starts: Mapping[str, StartHandler],
    ends: Mapping[str, EndHandler] | None = None,
    text: TextHandler | None = None,
) -> None:
    """Every element has been handed to the handler of its name as written; one that returns True is passed over
    with all it holds, its end included.

    Names are compared with their prefix: resolving namespaces would cost half as much again, and Word's files
    declare theirs at the root. Raises docx-broken where the part is not well-formed, docx-unsafe at a document
    type or entity, docx-bomb where elements nest too deeply.
    """
    depth = 0
    skipped = 0  # the depth of the element passed over, 0 where none is
    find_start, find_end = starts.get, (ends or {}).get
    deepest = XML_DEPTH

    def on_start(name: str, attributes: Attributes) -> None:
        """An element begins: its depth is checked, its reader called."""
        nonlocal depth, skipped
        depth += 1
        if depth > deepest:
            raise refuse("docx-bomb")
        if not skipped:
            handler = find_start(name)
            if handler is not None and handler(attributes):
                skipped = depth

    def on_end(name: str) -> None:
        """An element ends."""
        nonlocal depth, skipped
        depth -= 1
        if not skipped:
            handler = find_end(name)
            if handler is not None:
                handler()
        elif depth < skipped:
            skipped = 0

    def on_text(characters: str) -> None:
        """Letters, unless they stand in an element that is passed over."""
        if text is not None and not skipped:
            text(characters)

    parser = expat.ParserCreate()
    # Every element begins with this sign: where they are few, nobody has to count them one by one.
    few = part.count(b"<") - part.count(b"</") <= XML_ELEMENTS
    parser.StartElementHandler = on_start if few else _counted(on_start)
    parser.EndElementHandler = on_end
    if text is not None:
        parser.CharacterDataHandler = on_text
    _run(parser, part)


def _counted(on_start: Callable[[str, Attributes], None]) -> Callable[[str, Attributes], None]:
    """The same handler, which refuses more elements than any honest part has."""
    count = 0

    def on_counted(name: str, attributes: Attributes) -> None:
        """An element begins."""
        nonlocal count
        count += 1
        if count > XML_ELEMENTS:
            raise refuse("docx-bomb")
        on_start(name, attributes)

    return on_counted


def _run(parser: expat.XMLParserType, part: bytes) -> None:
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    try:
        parser.Parse(part, True)
    except UnreadableFile:
        raise
    except (expat.ExpatError, UnicodeError, LookupError, ValueError) as error:
        raise refuse("docx-broken") from error


def _refuse_doctype(*_: object) -> None:
    raise refuse("docx-unsafe")

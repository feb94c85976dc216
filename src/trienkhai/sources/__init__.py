"""A file becomes numbered lines with positions and layout."""

from trienkhai.sources.lines import Line, Source, split_lines

__all__ = ["Line", "Source", "split_lines"]

"""Small helpers for XML parts of packages: names without namespaces, numbers of attributes."""

from __future__ import annotations

from typing import Any

from lxml import etree

Element = Any
_NONE = etree.Element("none")


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def first(element: Element, name: str) -> Element:
    """The first child of a name, or an empty element."""
    return next((e for e in element if local(e) == name), _NONE)


def number(element: Element, attribute: str, default: int = 0) -> int:
    """A whole number of an attribute, whatever its namespace; ``default`` where it is missing or none."""
    for key, value in element.attrib.items():
        if key.rsplit("}", 1)[-1] == attribute:
            return whole(value, default)
    return default


def whole(text: str | None, default: int = 0) -> int:
    """A whole number; ``default`` where the text is none or longer than any number of a document."""
    try:
        return int(text) if text and len(text) <= 12 else default
    except ValueError:
        return default

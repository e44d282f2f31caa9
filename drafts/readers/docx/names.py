"""The names of WordprocessingML, and how its switches are read."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


def tag(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for one of another vocabulary, a comment or an entity."""
    name = str(element.tag)
    for space in (W, _STRICT):
        if name.startswith(space):
            return name[len(space) :]
    return ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of that name, and of it the first of the next name."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if tag(one) == name), None)
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute's value."""
    if element is None:
        return None
    return element.get(W + name) or element.get(_STRICT + name)


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """An attribute's value as a number; None where it is none."""
    found = value(element, name)
    try:
        return int(found) if found else None
    except ValueError:
        return None


def is_on(element: etree._Element | None) -> bool | None:
    """Whether a switch such as `w:i` is on; None where it is absent."""
    if element is None:
        return None
    return value(element) not in {"0", "false", "off", "none"}

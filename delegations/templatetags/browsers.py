"""What a browser is called by people."""

import re

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# Whose sign is looked for first: the later ones are in the lines of the earlier ones too.
BROWSERS = (
    ("Edge", r"\bEdg(?:e|A|iOS)?/(\d+)"),
    ("Opera", r"\bOPR/(\d+)"),
    ("Samsung Internet", r"\bSamsungBrowser/(\d+)"),
    ("Firefox", r"\b(?:Firefox|FxiOS)/(\d+)"),
    ("Chrome", r"\b(?:Headless)?(?:Chrome|Chromium|CriOS)/(\d+)"),
    ("Safari", r"\bVersion/(\d+).* Safari/"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("macOS", "Mac OS X"),
    ("ChromeOS", "CrOS"),
    ("Linux", "Linux"),
)


@register.filter
def browser_name(line: str) -> str:
    """Return what the line that a browser sends of itself means: “Firefox 140 on Windows”; the line if it is not known."""
    named = ((name, re.search(sign, line)) for name, sign in BROWSERS)
    browser = next((f"{name} {found[1]}" for name, found in named if found), "")
    system = next((name for name, sign in SYSTEMS if sign in line), "")
    if not browser or not system:
        return browser or line or _("A browser that says nothing of itself")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}

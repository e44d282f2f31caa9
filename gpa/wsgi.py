"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gpa.settings")

application = get_wsgi_application()
# Read all pages' code now: else the first person who asks waits for it.
get_resolver().url_patterns  # noqa: B018  read for what it loads

"""The settings that tests run under: the product's own, with what a test must not wait for switched off."""

import tempfile
from pathlib import Path

from gpa.settings import *  # noqa: F403  the product's settings are what is under test

CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SITE_URL = "http://127.0.0.1:8000"
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="gpa-files-"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
STATIC_URL = "/static/"

"""The settings that measurements run under: those of the tests, but what is queued waits until it is measured."""

from tests.settings import *  # noqa: F403  the tests' settings are what is meant

CELERY_TASK_ALWAYS_EAGER = False
ALLOWED_HOSTS = ["testserver"]
CELERY_BROKER_URL = "memory://"

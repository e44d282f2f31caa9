"""The Celery application: the worker's and the scheduler's entry point."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gpa.settings")

app = Celery("gpa")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

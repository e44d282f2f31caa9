"""The project: wiring above the apps, a floor below them."""

from gpa.celery import app as celery_app

__all__ = ["celery_app"]

from django.apps import AppConfig


class GpaConfig(AppConfig):
    name = "gpa"
    verbose_name = "The table"

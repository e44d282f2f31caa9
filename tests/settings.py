"""The settings that tests run under: the product's own, with what a test must not wait for switched off."""

from gpa.settings import *  # noqa: F403  the product's settings are what is under test

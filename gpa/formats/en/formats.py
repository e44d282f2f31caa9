"""Dates in English, as the United Nations write them."""

DATE_FORMAT = "j F Y"

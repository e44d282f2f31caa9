"""How the log reads: a line an event, as JSON where machines read it, each with the id of the request that it belongs to."""

from typing import Any

import structlog

from gpa.secrecy import DiscreetFormatter

SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.ExtraAdder(allow=("method", "page", "address", "status", "milliseconds")),
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_of(level: str, *, as_json: bool) -> dict[str, Any]:  # Any: what `dictConfig` takes
    """Return the settings of the standard library's logging, whose records structlog prints.

    Tracebacks are printed without local variables: they hold unsettled text.
    """
    printed: list[structlog.typing.Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if as_json
        else [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": DiscreetFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *printed],
            },
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        # WeasyPrint, fontTools and pikepdf tell each step of their work; only what is wrong belongs into an operator's log.
        "loggers": {name: {"level": "ERROR"} for name in ("weasyprint", "fontTools", "pikepdf")},
    }

"""When the scheduler runs which management command, by the clock of UTC: Celery beat, or `keep_hours` where it is not."""

from celery.schedules import crontab

SCHEDULE = {
    "lost files": {
        "task": "delegations.run_command",
        "schedule": 60.0,
        "args": ["remake_lost"],
    },
    "daily letters": {
        "task": "delegations.run_command",
        "schedule": crontab(minute="5"),
        "args": ["send_digests"],
    },
    "waiting letters": {
        "task": "delegations.run_command",
        "schedule": crontab(minute="*/10"),
        "args": ["send_waiting"],
    },
    "windows": {
        "task": "delegations.run_command",
        "schedule": crontab(minute="*/10"),
        "args": ["remind_of_windows"],
    },
    "past": {"task": "delegations.run_command", "schedule": crontab(minute="*/5"), "args": ["close_windows"]},
    "access log": {
        "task": "delegations.run_command",
        "schedule": crontab(minute="40", hour="3"),
        "args": ["prune_access_log"],
    },
}

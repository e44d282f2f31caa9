"""One file of settings: safe when nothing is set, every deployment choice an environment variable.

Without `DATABASE_URL` the product runs embedded: SQLite, files and a secret key of its own under `var/`. With it the
secret must be given, or nothing starts.
"""

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env

from gpa.logs import logging_of

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("GPA_VAR", str(BASE_DIR / "var")))

DATABASE_URL = env.str("DATABASE_URL", "")
REDIS_URL = env.str("REDIS_URL", "")
IS_EMBEDDED = not DATABASE_URL


def _secret(name: str) -> str:
    """Return a secret from the variable, or from the file that the variable `NAME_FILE` names."""
    kept_in = env.str(f"{name}_FILE", "")
    return Path(kept_in).read_text(encoding="utf-8").strip() if kept_in else env.str(name, "")


def _embedded_secret() -> str:
    """Make the embedded mode's secret once and keep it in a file that only its owner reads."""
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    kept_in = VAR_DIR / "secret_key"
    try:
        with kept_in.open("x", encoding="utf-8") as new:
            kept_in.chmod(0o600)
            new.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return kept_in.read_text(encoding="utf-8")


SECRET_KEY = _secret("SECRET_KEY") or (_embedded_secret() if IS_EMBEDDED else "")
if not SECRET_KEY:
    message = "Set SECRET_KEY, or SECRET_KEY_FILE to the path of a file that holds it: DATABASE_URL is set."
    raise ImproperlyConfigured(message)

DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "gpa",
    "delegations",
    "drafts",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "reversion",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "gpa.middleware.request_log",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gpa.middleware.refusals",
    "gpa.middleware.log_in_redirects",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "gpa.urls"
WSGI_APPLICATION = "gpa.wsgi.application"
ASGI_APPLICATION = "gpa.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "delegations.views.accounts.theme_of",
            ],
        },
    },
]

# ── Data ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

if IS_EMBEDDED:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR_DIR / "db.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
            },
        },
    }
else:
    DATABASES = {"default": env.dj_db_url("DATABASE_URL", conn_max_age=60, conn_health_checks=True)}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

CELERY_BROKER_URL = REDIS_URL or None
CELERY_TASK_ALWAYS_EAGER = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600}
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

MEDIA_ROOT = VAR_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# ── Who ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

AUTH_USER_MODEL = "delegations.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "delegations.roles.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "log_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "log_in"

# ── Language, time ────────────────────────────────────────────────────────────────────────────────────────────────────

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", "العربية"),
    ("zh-hans", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
]
TIME_ZONE = "UTC"
USE_TZ = True

# ── Files served ──────────────────────────────────────────────────────────────────────────────────────────────────────

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# ── Hardening ─────────────────────────────────────────────────────────────────────────────────────────────────────────

IS_BEHIND_TLS = env.bool("BEHIND_TLS", not IS_EMBEDDED)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}
CSRF_FAILURE_VIEW = "delegations.views.keeping.csrf_failed"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_BEHIND_TLS
SECURE_SSL_REDIRECT = IS_BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_TLS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_BEHIND_TLS

# ── Watching ──────────────────────────────────────────────────────────────────────────────────────────────────────────

LOGGING = logging_of(
    env.str("LOG_LEVEL", "WARNING" if IS_EMBEDDED else "INFO"), as_json=env.bool("LOG_JSON", not IS_EMBEDDED)
)
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
METRICS_TOKEN = _secret("METRICS_TOKEN")
SENTRY_DSN = _secret("SENTRY_DSN")
if SENTRY_DSN:
    import sentry_sdk

    # Neither bodies nor local variables: both hold unsettled text.
    sentry_sdk.init(
        SENTRY_DSN, send_default_pii=False, max_request_body_size="never", include_local_variables=False
    )

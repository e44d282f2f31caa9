"""One file of settings: safe when nothing is set, every deployment choice an environment variable.

Without `DATABASE_URL` the product runs embedded: SQLite, files and a secret key of its own under `var/`. With it the
secret must be given, or nothing starts.
"""

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env
from whitenoise.compress import Compressor

from gpa.languages import WRITTEN_IN, offered
from gpa.logs import logging_of
from gpa.schedule import SCHEDULE

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

# Before our own apps, so that our admin has the last word on theirs.
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "gpa",
    "delegations",
    "drafts",
    "django.contrib.admin",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "ninja",
    "reversion",
]

MIDDLEWARE = [
    "gpa.middleware.arrivals",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "gpa.middleware.request_log",
    "gpa.middleware.response_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "gpa.middleware.upload_limits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "gpa.middleware.late_bodies",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gpa.middleware.refusals",
    "gpa.middleware.log_in_redirects",
    "delegations.views.downloads.note_downloads",
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
                "gpa.manuals.help_of",
                "delegations.views.notices.unread_of",
                "delegations.views.seated.seat_of",
            ],
        },
    },
]

# ── Data ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

if IS_EMBEDDED:
    VAR_DIR.mkdir(parents=True, exist_ok=True)
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
    "default": {
        "BACKEND": "gpa.caching.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

CELERY_BROKER_URL = REDIS_URL or None
CELERY_TASK_ALWAYS_EAGER = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600, "socket_connect_timeout": 2}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.2}
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

CELERY_BEAT_SCHEDULE = SCHEDULE

MEDIA_ROOT = VAR_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 4

# ── Who ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

AUTH_USER_MODEL = "delegations.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "delegations.roles.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"

# Accounts are django-allauth's. Nobody signs up: accounts are made by accepting an invitation.
ACCOUNT_ADAPTER = "delegations.views.entrance.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 10
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 60 * 10
ACCOUNT_FORMS = {
    "login": "delegations.forms.LogInForm",
    "reset_password": "delegations.forms.ForgottenForm",
    "reset_password_from_key": "delegations.forms.ResetPasswordForm",
    "change_password": "delegations.forms.ChangePasswordForm",
    "set_password": "delegations.forms.SetPasswordForm",
    "reauthenticate": "delegations.forms.ConfirmForm",
    "confirm_login_code": "delegations.forms.LogInCodeForm",
}
# Attempts to log in, by what they are counted for: README, "Nobody can lock out another". `/key` is a browser, an address ...
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "log_in_known_browser": "10/5m/key",
    "log_in_from_address": "10/5m/key",
    "log_in_posts": "120/m/key",
    "log_in_doubt_address": "60/5m/key",
    "log_in_doubt_account": "50/h/key",
    "login_failed": "60/m/ip,10/5m/key",
    "reset_password": "60/m/ip,5/h/key",
    "reset_password_from_key": "60/m/ip",
}
MFA_ADAPTER = "delegations.views.entrance.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "The negotiating table"
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_FORMS = {
    "authenticate": "delegations.forms.SecondFactorForm",
    "reauthenticate": "delegations.forms.ConfirmCodeForm",
    "activate_totp": "delegations.forms.ActivateAppForm",
    "add_webauthn": "delegations.forms.AddPasskeyForm",
    "authenticate_webauthn": "delegations.forms.PasskeyForm",
    "login_webauthn": "delegations.forms.LogInPasskeyForm",
    "reauthenticate_webauthn": "delegations.forms.ConfirmPasskeyForm",
    "edit_webauthn": "delegations.forms.RenameForm",
}

# An organization's own log-in by OpenID Connect, for those who are invited or known already.
OIDC_SERVER = env.str("OIDC_SERVER", "")
OIDC_NAME = env.str("OIDC_NAME", "your organization")
SOCIALACCOUNT_ADAPTER = "delegations.views.organization.OrganizationAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "organization",
                "name": OIDC_NAME,
                "client_id": env.str("OIDC_CLIENT_ID", ""),
                "secret": _secret("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER},
            }
        ]
        if OIDC_SERVER
        else [],
    },
}

# ── Letters ───────────────────────────────────────────────────────────────────────────────────────────────────────────

# The embedded mode keeps its letters as files, which a page shows to the secretariat.
LETTERS_DIR = EMAIL_FILE_PATH = VAR_DIR / "letters"
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if IS_EMBEDDED else 'smtp'}.EmailBackend"
# `make run` is told its port by the same variable.
_OWN_MACHINE = f"http://127.0.0.1:{env.str('PORT', '8000')}"
SITE_URL = env.str("SITE_URL", _OWN_MACHINE if IS_EMBEDDED else f"https://{ALLOWED_HOSTS[0]}")
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", f"table@{ALLOWED_HOSTS[0] if not IS_EMBEDDED else 'localhost'}")

# ── Language, time ────────────────────────────────────────────────────────────────────────────────────────────────────

LANGUAGE_CODE = WRITTEN_IN
FORMAT_MODULE_PATH = "gpa.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = offered(LOCALE_PATHS[0])
TIME_ZONE = "UTC"
USE_TZ = True

# ── Files served ──────────────────────────────────────────────────────────────────────────────────────────────────────

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
# Each file is packed in two ways, at every first start: once, and not what only a debugger reads.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
# The manuals' pictures are kept beside them, once.
STATICFILES_DIRS = [BASE_DIR / "static", ("manuals", BASE_DIR / "docs" / "pictures")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "gpa.sheets.OneSheetStorage"},
}

# ── Hardening ─────────────────────────────────────────────────────────────────────────────────────────────────────────

PERMISSIONS_REFUSED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
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
ACCESS_LOG_DAYS = env.int("ACCESS_LOG_DAYS", 180)
# What a page may ask of the browser's devices: only passkeys, and to copy a reference.
PERMISSIONS_POLICY = ", ".join(
    [
        *(f"{feature}=()" for feature in PERMISSIONS_REFUSED),
        "clipboard-write=(self)",
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)
CSRF_FAILURE_VIEW = "delegations.views.keeping.csrf_failed"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_BEHIND_TLS
# A name with this prefix is taken by browsers only over TLS, from this very host.
COOKIE_PREFIX = "__Host-" if IS_BEHIND_TLS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}session", f"{COOKIE_PREFIX}csrf"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 1 if IS_BEHIND_TLS else 0)
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

    from gpa.secrecy import without_secrets

    # Neither bodies nor local variables: both hold unsettled text.
    sentry_sdk.init(
        SENTRY_DSN,
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        before_send=without_secrets,
        before_send_transaction=without_secrets,
    )

"""How Django is set up: everything from the environment, and nothing insecure by leaving something out.

`CHARTER_DATA` is the folder of this site: its database, its files, its keys. `CHARTER_HOSTS` names the hosts that it
answers to, apart by commas (left out: this machine alone). `CHARTER_DEMO=1` makes it the demo. `CHARTER_TLS=1` says
that a proxy speaks TLS before it: cookies are then for TLS alone. `DATABASE_URL` names a PostgreSQL database
(like postgresql://name:password@db.example:5432/charter?sslmode=verify-full), `CHARTER_SMTP_URL` a mail server,
`CHARTER_TSA` a timestamp service (RFC 3161), `CHARTER_FILES` a store that speaks S3 in place of the folder of files.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

HERE = Path(__file__).parent
DATA = Path(os.environ.get("CHARTER_DATA", "charter-data"))
DEMO = os.environ.get("CHARTER_DEMO") == "1"
TLS = os.environ.get("CHARTER_TLS") == "1"
DEMO_ADDRESS = os.environ.get("CHARTER_DEMO_ADDRESS", "")
"""Where the demo answers, once somebody asked for it; empty: there is none."""
OWN_ADDRESS = os.environ.get("CHARTER_OWN_ADDRESS", "")
"""Where a visitor of the demo begins a workspace of their own, and where links in mails lead; empty: nowhere.

`charter serve` sets it, to `CHARTER_ADDRESS` where others reach the site by another address than its own port."""
SMTP = os.environ.get("CHARTER_SMTP_URL", "")
"""Where mails are handed over, like smtps://name:password@mail.example:587; empty: nothing is sent."""
TSA = os.environ.get("CHARTER_TSA", "")
"""The timestamp service (RFC 3161) that is asked for each seal; empty: none."""
MAIL_FROM = os.environ.get("CHARTER_MAIL_FROM", "charter@localhost")
BLOBS = DATA / "files"
FILES = os.environ.get("CHARTER_FILES", "")
"""A store that speaks S3, like s3://bucket/folder?endpoint=https://s3.example; empty: files lie in `BLOBS`."""
KEYS = DATA / "keys"

SAFE_SQLITE = (3, 51, 3)
"""From here on SQLite's write-ahead log is without the fault that may, rarely, damage a database."""


def _secret() -> str:
    """Give the site's secret: from its folder, where serving made it; else one that lasts as long as the process."""
    kept = DATA / "secret"
    return kept.read_text("ascii") if kept.exists() else secrets.token_urlsafe(48)


def _database(url: str) -> dict[str, object]:
    if not url:
        mode = "WAL" if sqlite3.sqlite_version_info >= SAFE_SQLITE else "TRUNCATE"
        begin = f"PRAGMA journal_mode={mode};PRAGMA synchronous=FULL;PRAGMA recursive_triggers=ON"
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": begin}
        return {"ENGINE": "charter.web.kit.sqlite", "NAME": DATA / "charter.sqlite3", "OPTIONS": options}
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(f"DATABASE_URL begins with postgresql://, and not with {parts.scheme}://.")
    found = {"NAME": parts.path.lstrip("/"), "USER": parts.username, "PASSWORD": parts.password}
    told = {name: unquote(value) for name, value in found.items() if value}
    try:
        port = str(parts.port or "")
    except ValueError as wrong:
        raise ImproperlyConfigured("DATABASE_URL names a port that is no number.") from wrong
    place = {
        "HOST": parts.hostname or "",
        "PORT": port,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
    lasting = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return {"ENGINE": "django.db.backends.postgresql", **lasting, **told, **place}


SECRET_KEY = os.environ.get("CHARTER_SECRET") or _secret()
DEBUG = False
ALLOWED_HOSTS = [
    name for name in os.environ.get("CHARTER_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if name
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "charter.web",
]
MIDDLEWARE = [
    "charter.web.middleware.secured",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "charter.web.middleware.RefusalsAsPages",
]
ROOT_URLCONF = "charter.web.urls"
WSGI_APPLICATION = "charter.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            HERE / room / "templates"
            for room in ("kit", "people", "drafting", "negotiation", "signing", "running", "billing")
        ],
        "OPTIONS": {
            "context_processors": ["charter.web.people.shell.shell"],
            "builtins": ["charter.web.templatetags.words"],
        },
    }
]
DATABASES = {"default": _database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "web.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = HERE / "static"
WHITENOISE_MAX_AGE = 3600
WHITENOISE_AUTOREFRESH = False

# Two sites on one machine share the cookies of its name, whatever their ports: so each has names of its own.
_PREFIX = "__Host-" if TLS else ""
_NAME = "charter-demo" if DEMO else "charter"
SESSION_COOKIE_NAME = f"{_PREFIX}{_NAME}-session"
CSRF_COOKIE_NAME = f"{_PREFIX}{_NAME}-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 2**20
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

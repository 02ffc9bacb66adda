"""All settings, read from the environment alone; docs/settings.md lists the variables."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from config import environment
from workers.pool import spare_processors

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = environment.newest_version((BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8"))

# What the machine keeps: the secret key, the SQLite database, the collected static files, finished PDFs.
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var").resolve()
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = environment.read_flag(os.environ, "DEBUG")
SECRET_KEY = environment.read_secret_key(os.environ, "SECRET_KEY", file=VAR_DIR / "secret-key")

# Where we listen, and where browsers find us
BIND = os.environ.get("BIND") or "127.0.0.1"
PORT = environment.read_whole_number(os.environ, "PORT", default=8000, least=1, most=65535)
ORIGIN = environment.read_origin(os.environ, "ORIGIN", default=f"http://127.0.0.1:{PORT}")
SERVED_FILE = VAR_DIR / "served"
LINK_ORIGIN = environment.read_link_origin(os.environ, served=SERVED_FILE, origin=ORIGIN)
ALLOWED_HOSTS = environment.read_hosts(os.environ, "ALLOWED_HOSTS", origin=ORIGIN)
TRUSTED_PROXIES = environment.read_networks(os.environ, "TRUSTED_PROXIES")
HTTPS = urlsplit(ORIGIN).scheme == "https"
if HTTPS and not TRUSTED_PROXIES:
    raise ImproperlyConfigured(
        "ORIGIN is https, but TRUSTED_PROXIES is empty. Name the address of the proxy that ends TLS, "
        "for example TRUSTED_PROXIES=127.0.0.1."
    )

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "ui",
    "teams",
    "canvas",
    "prices",
    "ledger",
    "document",
    "exports",
    "config",
]
# Who may read the figures of the process itself, in Prometheus' format; nobody without a token
METRICS_TOKEN = environment.read_token(os.environ, "METRICS_TOKEN")

MIDDLEWARE = [
    "ui.middleware.RequestIdMiddleware",
    *(["config.metrics.MetricsMiddleware"] if METRICS_TOKEN else []),
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ui.middleware.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.outage.OutageMiddleware",
    "ui.middleware.NothingStoredMiddleware",
    "ui.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "ui.middleware.SessionExpiryMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ui.middleware.LoginRequiredMiddleware",
    "ui.middleware.TimeZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["ui.layout.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.static"],
        },
    }
]

DATABASES = {
    "default": environment.read_database(os.environ, "DATABASE_URL", sqlite_file=VAR_DIR / "canvas-ledger.sqlite3")
}
WORKERS = environment.read_whole_number(os.environ, "WORKERS", default=1, least=1, most=64)
if WORKERS > 1 and not os.environ.get("DATABASE_URL"):
    raise ImproperlyConfigured(
        f"WORKERS is {WORKERS}, but SQLite is served by one process. Leave WORKERS out, or name a DATABASE_URL."
    )
# Figures are worked out apart from the threads that serve pages; 0 does it in their place
FIGURES_PROCESSES = environment.read_whole_number(
    os.environ, "FIGURES_PROCESSES", default=spare_processors(shared_by=WORKERS), least=0, most=64
)
# Where the workers put what each has counted, to be added up; one process keeps it in memory.
COUNTED_DIR = VAR_DIR / "metrics" if METRICS_TOKEN and WORKERS > 1 else None
if COUNTED_DIR:
    COUNTED_DIR.mkdir(exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(COUNTED_DIR)

# Who: signed in everywhere but on the short public list
AUTH_USER_MODEL = "teams.User"
LOGIN_URL = "teams:sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Parts of pages that are kept as drawn, by each process for itself: what they show depends on the code, too
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 300}},
    # Whole posters, of which those of 600 notes have half a megabyte.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 60},
    },
}

# Sessions end after a time without use, and after a time whatever the use
SESSION_IDLE = timedelta(
    hours=environment.read_whole_number(os.environ, "SESSION_IDLE_HOURS", default=72, least=1, most=720)
)
SESSION_ABSOLUTE = timedelta(
    days=environment.read_whole_number(os.environ, "SESSION_DAYS", default=30, least=1, most=90)
)
SESSION_ENGINE = "ui.sessions"
SESSION_COOKIE_AGE = int(SESSION_ABSOLUTE.total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
KNOWN_BROWSER_COOKIE_NAME = "__Host-known" if HTTPS else "known"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_TRUSTED_ORIGINS = [ORIGIN]
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Headers
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
X_FRAME_OPTIONS = "DENY"

# What a request may carry
REQUEST_BODY_LIMIT = 4 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_MAX_MEMORY_SIZE = REQUEST_BODY_LIMIT

# Static files: hashed, compressed, served by the app itself
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "ui.webfonts.TypefaceFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "config.static.HashedStaticStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Words and times
LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# A line of the log carries the id that the answer has in X-Request-ID
AUDIT_LOG = os.environ.get("AUDIT_LOG") or None
AUDIT_HANDLERS = ["console", "audit"] if AUDIT_LOG else ["console"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "config.log.Line", "fmt": "{asctime} {levelname} {name} {request_id}: {message}", "style": "{"},
        "json": {"()": "config.log.Line", "fmt": "{message}", "style": "{"},
    },
    "filters": {"refusals": {"()": "config.log.RefusalsInOneLine"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]},
        # Opened anew when whoever ships it has moved it away
        "audit": {
            "class": "logging.handlers.WatchedFileHandler",
            "filename": AUDIT_LOG or os.devnull,
            "delay": True,
            "formatter": "json",
        },
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "audit": {"handlers": AUDIT_HANDLERS, "level": "INFO", "propagate": False},
        "fontTools": {"level": "ERROR"},
    },
}

"""Every setting of the project, from the environment. A missing one stops the start and names itself.

`RUGPIJN_ENVIRONMENT` is `production` unless it says `demo` or `test`: forgetting it errs on the safe side.
"""

import os
from datetime import timedelta
from pathlib import Path

from environs import Env, validate

from rugpijn.accounts.look import LOOK
from rugpijn.http.logs import configuration as logging_configuration
from rugpijn.http.spectacular import SPECTACULAR, offered_by
from rugpijn.starting import demand

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

ENVIRONMENT = env.str("RUGPIJN_ENVIRONMENT", "production", validate=validate.OneOf(["production", "demo", "test"]))
PRODUCTION = ENVIRONMENT == "production"
demand(os.environ, production=PRODUCTION)

# What this installation says of itself in every release and every triage answer.
INTENDED_USE = env.str("INTENDED_USE", "demonstration", validate=validate.OneOf(["demonstration", "triage"]))
MANUFACTURER = env.str("MANUFACTURER", "")

SECRET_KEY = env.str("SECRET_KEY")
# Keys from before: what they signed and sealed is still read, so that a new one logs nobody out.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

# How many proxies in front of us may say who asks (X-Forwarded-For) and how (X-Forwarded-Proto). None: nobody may.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0, validate=validate.Range(min=0, max=9))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
# Only a proxy that we trust can tell which requests came without TLS; probes and Prometheus come from within.
SECURE_SSL_REDIRECT = PRODUCTION and TRUSTED_PROXIES > 0
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 365 * 24 * 3600 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", PRODUCTION)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    # These look for middleware in MIDDLEWARE that is in PEOPLE_MIDDLEWARE; a test looks where it is.
    *("admin.E408", "admin.E409", "admin.E410", "security.W003", "axes.W002"),
    "security.W002",  # rugpijn.http.middleware sets X-Frame-Options, on every answer
    "security.W021",  # preloading binds the whole domain for years: its owner decides, with SECURE_HSTS_PRELOAD
]

# The web role may read and add, never change what was released. The owner migrates; a server does not need its address.
DATABASES = {"default": env.dj_db_url("DATABASE_URL", conn_max_age=60, conn_health_checks=True)}
MIGRATION_DATABASE_URL = env.str("MIGRATION_DATABASE_URL", "")
DATABASES["owner"] = env.dj_db_url("MIGRATION_DATABASE_URL" if MIGRATION_DATABASE_URL else "DATABASE_URL")
for database in DATABASES.values():
    database.setdefault("OPTIONS", {}).update(connect_timeout=2, application_name="rugpijn")
# A request never waits long for the database: not for a query, not for a lock, not for a machine that is gone.
STATEMENT_TIMEOUT_SECONDS = env.float("STATEMENT_TIMEOUT_SECONDS", 5.0, validate=validate.Range(min=0))
DATABASES["default"]["OPTIONS"].update(
    options=f"-c statement_timeout={STATEMENT_TIMEOUT_SECONDS * 1000:.0f}",
    tcp_user_timeout=5000,
    keepalives_idle=5,
)
# Not behind a pooler that gives each statement another connection, unless it knows of them (PgBouncer from 1.21).
PREPARE_STATEMENTS = env.bool("PREPARE_STATEMENTS", True)
WEB_ROLE = DATABASES["default"]["USER"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "rugpijn.accounts",  # before Unfold and allauth: its templates win
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "rugpijn.accounts.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "rugpijn.accounts.apps.AllauthAccountConfig",
    "allauth.mfa",
    "axes",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pgtrigger",
    "pghistory",
    "rugpijn.http",
    "content",
    "triage",
]
MIDDLEWARE = [
    "rugpijn.http.observing.ObservingMiddleware",
    "rugpijn.http.middleware.RequestIdMiddleware",
    "rugpijn.http.middleware.ConventionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rugpijn.accounts.middleware.ForPeople",
]
# What the admin and its log-in need on top. The API never passes here: no session, no cookie, no query.
PEOPLE_MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
HTML_PREFIXES = ("/admin", "/accounts")
SECURE_REFERRER_POLICY = "no-referrer"
ROOT_URLCONF = "rugpijn.urls"
WSGI_APPLICATION = "rugpijn.wsgi.application"
# Gives the same object for as long as every public answer stays the same; see `rugpijn.http.remembering`.
EDITION = "content.editions.edition"
# Answers what is asked most, in the usual way, without Django; see `rugpijn.http.answering`.
PLAIN_ANSWERER = "triage.api.v1.plain.PLAIN_ASSESSMENTS"
# The API has no trailing slashes: one too many is 404, not a redirect.
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# The parts that together make a document, in the order in which they are read.
RELEASE_PARTS = ["content.part.PART", "triage.part.PART"]
LIBRARY_DIR = BASE_DIR / "content" / "library"
# How old a worker's view of the publications may be.
RELEASE_REFRESH_SECONDS = env.float("RELEASE_REFRESH_SECONDS", 1.0)
# Megabytes that each worker keeps releases and answers in; a topic of the size of ours takes about 2.5.
MEMORY_MB: int = env.int("MEMORY_MB", 320, validate=validate.Range(min=32))
# A superseded release still answers this long, so that an interview under way can be finished.
SUPERSEDED_RELEASE_HOURS = 24

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LOCALE_PATHS = [BASE_DIR / "rugpijn" / "accounts" / "locale"]
STATIC_URL = "/static/"
# The files lie in the packages that bring them; nothing has to be collected first.
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False  # they are for our own pages

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Who logs in. Every way in goes through allauth, with a second step; see rugpijn/accounts.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/admin/"
LOGOUT_REDIRECT_URL = "account_login"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "rugpijn.accounts.views.form_not_valid"
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

# Without it, a forged X-Forwarded-For would hide who guesses passwords.
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
ACCOUNT_ADAPTER = "rugpijn.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
MFA_ADAPTER = "rugpijn.accounts.sealing.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Rugpijn"
# allauth counts attempts and remembers used codes here. In a table: with a memory per worker, a code that somebody saw
# would work once more at the next worker, and every worker would allow five guesses.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "rugpijn.accounts.addresses.address_of"
AXES_USERNAME_CALLABLE = "rugpijn.accounts.addresses.username_of"
AXES_LOCKOUT_CALLABLE = "rugpijn.accounts.views.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # the QR code of a second step, icons of style sheets
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
UNFOLD = LOOK

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "rugpijn.http.schema.ApiSchema",
    "NUM_PROXIES": TRUSTED_PROXIES,
}
# Who offers this API, as its contract tells partners.
PUBLIC_URL = env.str("PUBLIC_URL", "", validate=validate.Regexp(r"(https://[^/\s]+)?\Z"))
CONTACT_NAME = env.str("CONTACT_NAME", "")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "", validate=validate.Regexp(r"([^@\s]+@[^@\s]+)?\Z"))
# Mail to whoever must act in the admin. Without a host nothing is sent.
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 3
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", CONTACT_EMAIL or "rugpijn@localhost")
CONTRACT_EXAMPLES = BASE_DIR / "rugpijn" / "contract_examples.json"
CONTRACT_MEANINGS = ["content.api.v1.meanings.MEANINGS", "triage.api.v1.meanings.MEANINGS"]
# Lists of words that may grow within a version of the API: an app has an answer to a word that it does not know. The
# other lists decide something, and never grow.
CONTRACT_GROWING = [
    *("SectionKind", "BlockKind", "AdviceCategory", "SourceKind", "Evidence", "TextLanguage", "QuestionRole", "Who"),
    "Profession",
]
SPECTACULAR_SETTINGS = {
    **SPECTACULAR,
    **offered_by(name=CONTACT_NAME, email=CONTACT_EMAIL, public_url=PUBLIC_URL),
    # A name for every list of words, so that generated clients have names that a person would choose.
    "ENUM_NAME_OVERRIDES": {
        "Urgency": "content.vocabulary.URGENCIES",
        "UrgencySoFar": "content.vocabulary.URGENCIES_SO_FAR",
        "Evidence": "content.vocabulary.EVIDENCE",
        "SectionKind": "content.vocabulary.SECTION_KINDS",
        "BlockKind": "content.vocabulary.BLOCK_KINDS",
        "SourceKind": "content.vocabulary.SOURCE_KINDS",
        "AdviceCategory": "content.vocabulary.ADVICE_CATEGORIES",
        "CalloutTone": "content.vocabulary.CALLOUT_TONES",
        "ReleaseStatus": "content.vocabulary.RELEASE_STATUSES",
        "TextLanguage": "content.texts.LANGUAGES",
        "Profession": "content.vocabulary.PROFESSIONS",
        "QuestionKind": "triage.vocabulary.QUESTION_KINDS",
        "QuestionRole": "triage.vocabulary.QUESTION_ROLES",
        "PromiseKind": "triage.vocabulary.PROMISE_KINDS",
        "AssessmentStatus": "triage.vocabulary.ASSESSMENT_STATUSES",
        "Moment": "triage.vocabulary.MOMENTS",
        "Who": "triage.vocabulary.WHO",
    },
}

READINESS_CHECKS = ["content.readiness.database", "content.readiness.releases"]
# Without the database, content and triage are served from memory: no reason to be taken out of service.
READINESS_OPTIONAL = ["content.readiness.database"]

# A line for each request; at a demonstration only for what goes wrong.
LOG_LEVEL = env.str(
    "LOG_LEVEL", "INFO" if PRODUCTION else "WARNING", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"])
)
LOGGING = logging_configuration(LOG_LEVEL)
# Without a token there is no /metrics.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
METRICS_COLLECTORS = ["content.metrics.collect"]
# Seconds between two writings of the counts of use; 0: never. A test writes them when it wants to.
USE_WRITTEN_EVERY = env.int("USE_WRITTEN_EVERY", 0 if ENVIRONMENT == "test" else 60)

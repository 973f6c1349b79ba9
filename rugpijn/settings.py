"""Every setting of the project, from the environment. A missing secret stops the start and names itself.

`RUGPIJN_ENVIRONMENT` is `production` unless it says `demo` or `test`: forgetting it errs on the safe side.
"""

from datetime import timedelta
from pathlib import Path

from environs import Env, validate

from rugpijn.accounts.look import LOOK
from rugpijn.http.spectacular import SPECTACULAR

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

ENVIRONMENT = env.str("RUGPIJN_ENVIRONMENT", "production", validate=validate.OneOf(["production", "demo", "test"]))
PRODUCTION = ENVIRONMENT == "production"

# What this installation says of itself in every release and every triage answer.
INTENDED_USE = env.str("INTENDED_USE", "demonstration")
MANUFACTURER = env.str("MANUFACTURER", "")

SECRET_KEY = env.str("SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

# The web role may read and add, never change what was released. The owner migrates.
DATABASES = {"default": env.dj_db_url("DATABASE_URL", conn_max_age=60, conn_health_checks=True)}
DATABASES["owner"] = env.dj_db_url("MIGRATION_DATABASE_URL", env.str("DATABASE_URL"))
for database in DATABASES.values():
    database.setdefault("OPTIONS", {}).update(connect_timeout=2, application_name="rugpijn")
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
# These look for the middleware above in MIDDLEWARE; a test looks where it is.
SILENCED_SYSTEM_CHECKS = ["admin.E408", "admin.E409", "admin.E410", "security.W003", "axes.W002"]
SECURE_REFERRER_POLICY = "no-referrer"
ROOT_URLCONF = "rugpijn.urls"
WSGI_APPLICATION = "rugpijn.wsgi.application"
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
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

# How many proxies of our own stand in front: without it, a forged X-Forwarded-For would hide who guesses passwords.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
ACCOUNT_ADAPTER = "rugpijn.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Rugpijn"
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
}
SPECTACULAR_SETTINGS = {
    **SPECTACULAR,
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
        "QuestionKind": "triage.vocabulary.QUESTION_KINDS",
        "QuestionRole": "triage.vocabulary.QUESTION_ROLES",
        "PromiseKind": "triage.vocabulary.PROMISE_KINDS",
        "AssessmentStatus": "triage.vocabulary.ASSESSMENT_STATUSES",
        "Moment": "triage.vocabulary.MOMENTS",
        "Who": "triage.vocabulary.WHO",
    },
}

READINESS_CHECKS = ["content.readiness.database", "content.readiness.releases"]

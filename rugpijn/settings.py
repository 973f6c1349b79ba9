"""Every setting of the project, from the environment. A missing secret stops the start and names itself.

`RUGPIJN_ENVIRONMENT` is `production` unless it says `demo` or `test`: forgetting it errs on the safe side.
"""

from pathlib import Path

from environs import Env, validate

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
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
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
]
SECURE_REFERRER_POLICY = "no-referrer"
ROOT_URLCONF = "rugpijn.urls"
WSGI_APPLICATION = "rugpijn.wsgi.application"
# The API has no trailing slashes: one too many is 404, not a redirect.
APPEND_SLASH = False
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]

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
STATIC_URL = "/static/"
# The files lie in the packages that bring them; nothing has to be collected first.
WHITENOISE_USE_FINDERS = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

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

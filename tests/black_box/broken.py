"""The real settings, with a view more that fails in a way that nobody foresaw."""

from rugpijn.settings import *  # noqa: F403

ROOT_URLCONF = "tests.black_box.broken_urls"

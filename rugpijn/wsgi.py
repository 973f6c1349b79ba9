"""The WSGI application that the server runs: `granian --interface wsgi rugpijn.wsgi:application`."""

import os

from rugpijn.http.wsgi import get_wsgi_application
from rugpijn.starting import told_in_one_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rugpijn.settings")

with told_in_one_line():
    application = get_wsgi_application()

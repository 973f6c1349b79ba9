"""The WSGI application that the server runs: `granian --interface wsgi rugpijn.wsgi:application`."""

import os

from rugpijn.http.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rugpijn.settings")

application = get_wsgi_application()

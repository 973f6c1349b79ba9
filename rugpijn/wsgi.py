"""The WSGI application that the server runs: `granian --interface wsgi rugpijn.wsgi:application`."""

import os

from django.conf import settings
from django.utils.module_loading import import_string

from rugpijn.http.remembering import Remembering
from rugpijn.http.wsgi import get_wsgi_application
from rugpijn.starting import told_in_one_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rugpijn.settings")

with told_in_one_line():
    _django = get_wsgi_application()
    from rugpijn.http.answering import Answering  # it reads settings, which are there from now on

    _edition = import_string(settings.EDITION)
    _plain = Answering(_django, _edition, import_string(settings.PLAIN_ANSWERER))
    application = Remembering(_plain, _edition)

#!/usr/bin/env python
"""Rugpijn's commands: `python manage.py help` lists them."""

import os
import sys


def main() -> None:
    if sys.argv[1:2] == ["run"]:  # it makes the settings' environment itself, so it cannot wait for Django
        from rugpijn.run.command import main as run

        sys.exit(run())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rugpijn.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

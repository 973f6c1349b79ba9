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

    from rugpijn.starting import told_in_one_line

    with told_in_one_line():
        _read_settings()
    execute_from_command_line(sys.argv)


def _read_settings() -> None:
    """Before Django does: it would tell only some commands that they cannot run, and with its whole stack."""
    import importlib

    importlib.import_module(os.environ["DJANGO_SETTINGS_MODULE"])


if __name__ == "__main__":
    main()

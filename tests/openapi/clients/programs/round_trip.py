"""Reads each answer with the generated Python client and writes it again: round_trip.py ANSWERS WRITTEN."""

import json
import sys
from pathlib import Path

import rugpijn_client

answers = json.loads(Path(sys.argv[1]).read_text())
read = [getattr(rugpijn_client, one["schema"]).from_json(json.dumps(one["body"])) for one in answers]
Path(sys.argv[2]).write_text(json.dumps([json.loads(one.to_json()) for one in read]))

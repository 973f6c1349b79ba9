"""What no other program is needed for: evaluations and proofs in a process of their own, and the start of a worker."""

import itertools
import json
import os
import subprocess
import sys

from bench import evaluating, proofs, starting
from bench.machine import Cores, pinned
from bench.results import Value
from bench.stage import ARTICLE, Stage
from rugpijn.run.environment import PROJECT


def figures(stage: Stage, cores: Cores) -> list[Value]:
    with pinned(cores.server):
        command = [sys.executable, "-m", "bench.inside"]
        told = subprocess.run(command, cwd=PROJECT, env=dict(os.environ), stdout=subprocess.PIPE, check=True)
        return [*json.loads(told.stdout), *starting.figures(stage.environment, ARTICLE)]


if __name__ == "__main__":
    json.dump(list(itertools.chain(evaluating.figures(), proofs.figures())), sys.stdout)

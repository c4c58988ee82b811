#!/usr/bin/env python3
"""Keeps the counters of docs/soak.md: which seeds were run, at which commit, and what came out.

    ledger.py next SUITE       the first seed this suite has not used
    ledger.py add FILE.json    one more line, written by a suite with --json, and new totals
"""

import datetime
import json
import os
import subprocess
import sys

from common import REPOSITORY

LEDGER = os.path.join(REPOSITORY, "docs/soak.md")
TOTALS, SLICES = "## Totals\n", "## Slices\n"


def rows():
    with open(LEDGER) as file:
        lines = file.read().partition(SLICES)[2].splitlines()
    cells = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines if line.startswith("|")]
    return cells[2:]  # without the head and its rule


def table(head, lines):
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in [head, ["---"] * len(head), *lines]) + "\n"


def add(result):
    describe = subprocess.run(["git", "-C", REPOSITORY, "describe", "--always", "--dirty"], capture_output=True, text=True)
    cycles = result.get("cycles", result.get("cases", 0))
    held = result["failure"] is None
    if "cycles_that_lost" in result and result["suite"].endswith("control"):
        outcome = f"lost in {result['cycles_that_lost']}, as it must" if held else "lost none: the test is blind"
    else:
        outcome = "held" if held else "BROKEN: " + result["failure"].replace("|", "/").replace("\n", " ")[:200]
    line = [result["suite"], datetime.datetime.now(datetime.UTC).date(), describe.stdout.strip() or "none", result["seed"],
            cycles, result.get("acknowledged", "-"), round(result["seconds"]), outcome]
    slices = [*rows(), [str(cell) for cell in line]]
    totals = {}
    for suite, _, _, seed, cycles, acts, _, outcome in slices:
        total = totals.setdefault(suite, [0, 0, 0, 0, 0])
        total[0] += 1
        total[1] = max(total[1], int(seed))
        total[2] += int(cycles)
        total[3] += int(acts) if acts.isdigit() else 0
        total[4] += outcome.startswith("BROKEN") or "blind" in outcome
    with open(LEDGER) as file:
        preface = file.read().partition(TOTALS)[0]
    with open(LEDGER, "w") as file:
        file.write(preface + TOTALS + "\n")
        file.write(table(["suite", "slices", "last seed", "cycles", "acknowledged acts", "broken"],
                         [[suite, *total] for suite, total in totals.items()]))
        file.write("\n" + SLICES + "\n")
        file.write(table(["suite", "date", "commit", "seed", "cycles", "acknowledged acts", "seconds", "outcome"], slices))


match sys.argv[1:]:
    case ["next", suite]:
        print(1 + max((int(row[3]) for row in rows() if row[0] == suite), default=0))
    case ["add", path]:
        with open(path) as file:
            add(json.load(file))
    case _:
        sys.exit(__doc__)

"""Published assignment problems as plans: does the engine reach the optimum in print?

    python -m bench.published gap.zip gap_optima.csv --files gap1 --out var/bench/published.json

OR-Library's generalised assignment problems (maximise; Chu and Beasley). A job is a place with room
for one; each way to give it to an agent is a package that lies there; the agent is the source.
Every benefit is raised by the same amount, so that no job is left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import zipfile
from itertools import product
from pathlib import Path

from sambung.engine.planning.problem import Option, Package, Place, Problem, Source
from sambung.engine.planning.solve import solve
from sambung.engine.planning.verify import verify

RUPIAH = 1_000_000
RAISED = 1_000


def problems_in(text: str) -> list[tuple[Problem, int]]:
    """Each problem of a file, with its number of jobs."""
    numbers = iter(int(word) for word in text.split())
    found = []
    for _ in range(next(numbers)):
        agents, jobs = next(numbers), next(numbers)
        profit = {key: next(numbers) for key in product(range(agents), range(jobs))}
        effort = {key: next(numbers) for key in product(range(agents), range(jobs))}
        pool = tuple(Source(f"a{i}", "other", next(numbers) * RUPIAH) for i in range(agents))
        packages = tuple(
            Package(
                f"a{i}j{j}",
                f"j{j}",
                (f"a{i}",),
                (Option("o", 1, profit[i, j] + RAISED, effort[i, j] * RUPIAH),),
            )
            for i, j in product(range(agents), range(jobs))
        )
        places = tuple(Place(f"j{j}", 1) for j in range(jobs))
        found.append((Problem(packages, pool, places), jobs))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("optima", type=Path)
    parser.add_argument("--files", nargs="+", default=["gap1", "gap2"])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    with chosen.optima.open(encoding="utf-8") as rows:
        known = {
            (r["file"], int(r["problem"])): int(r["optimum_max"]) for r in csv.DictReader(rows)
        }
    told = []
    with zipfile.ZipFile(chosen.archive) as archive:
        for name in chosen.files:
            text = archive.read(f"{name}.txt").decode()
            for i, (problem, jobs) in enumerate(problems_in(text), start=1):
                report = verify(problem, solve(problem, time_limit=chosen.seconds))
                assert report.is_valid, report.violations
                value = report.objective_pd - jobs * RAISED
                bound = report.recomputed_bound_pd - jobs * RAISED
                row = {"file": name, "problem": i, "published": known[name, i], "found": value}
                told.append(row | {"proven_bound": bound, "cases": report.cases})
                print(json.dumps(told[-1]), flush=True)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return int(any(row["found"] != row["published"] for row in told))


if __name__ == "__main__":
    sys.exit(main())

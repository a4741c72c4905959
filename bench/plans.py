"""Gap and time of plans: named generators, seeds 1-10, greedy in the same run as the peer.

    python -m bench.plans --seeds 1-10 --seconds 60 --out var/bench/plans.json

Each plan is found by ``python -m sambung.engine plan`` in a process of its own, one thread, and its
gap is the verifier's, never the solver's. Goal: median gap <= 0.5 % in 60 s where slots are tight.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from sambung.engine.planning import plan as plans
from sambung.engine.planning import problem as problems
from sambung.engine.planning.deals import lay_out
from sambung.engine.planning.greedy import greedy
from sambung.engine.planning.problem import Floor, Option, Package, Place, Problem, Source
from sambung.engine.planning.verify import verify

MILLION = 1_000_000
DAYS = 365
GOAL_PPM = 5_000
WATER, SANITATION, HYGIENE = range(3)


def kabupaten(seed: int, packages: int = 250, sources: int = 15, tight: str = "slots") -> Problem:
    """One simulated kabupaten. ``tight="slots"``: companies run out of partnerships before money.

    Named ``kabupaten-slots-1`` and ``kabupaten-money-1``: a change of the draws changes the name.
    """
    r = np.random.default_rng(seed)
    places = max(2, packages // 30)
    place_of = r.integers(0, places, packages)
    theme = r.choice(3, packages, p=[0.55, 0.35, 0.10])
    people = np.clip(r.lognormal(6.2, 0.6, packages), 40, 5_000).astype(int)
    access = np.clip(r.beta(3, 2, packages), 0.02, 0.99)
    least = access <= np.quantile(access, 0.25)
    rows = [_options(r, int(theme[k]), int(people[k]), float(access[k])) for k in range(packages)]
    total_need = sum(options[0].need_rp for options in rows)
    pool, reach, themes = _sources(r, sources, places, int(total_need * 0.28), tight)
    built = []
    for k, options in enumerate(rows):
        eligible = tuple(
            s.id
            for i, s in enumerate(pool)
            if place_of[k] in reach[i]
            and theme[k] in themes[i]
            and (s.kind == problems.GOVERNMENT or r.random() < 0.85)
        )
        built.append(
            Package(f"p{k:03}", f"d{place_of[k]}", eligible, tuple(options), bool(least[k]))
        )
    counts = np.bincount(place_of, minlength=places)
    room = np.maximum(2, counts * r.uniform(0.3, 0.6, places)).astype(int)
    quarter = [p for p in built if p.least_served]
    worth = int(np.median([o.benefit_pd / max(1, o.people) for p in built for o in p.options]))
    wished = sum(max(o.people for o in p.options) for p in quarter) * 25 // 100
    return Problem(
        packages=tuple(built),
        sources=pool,
        places=tuple(Place(f"d{i}", int(room[i])) for i in range(places)),
        floors=(Floor("least", tuple(p.id for p in quarter), wished, 3 * worth),),
        join_cost_pd=2_000,
        seed=seed,
        name=f"kabupaten-{tight}-1 seed {seed} packages {packages} sources {sources}",
    )


def _options(r: np.random.Generator, theme: int, people: int, access: float) -> list[Option]:
    remote = r.beta(1.5, 4)
    fixed = (120, 60, 15)[theme] * MILLION
    each = (900_000, 500_000, 200_000)[theme]
    full = (fixed + each * people) * (1 + 1.2 * remote) * r.lognormal(0, 0.35)
    options = []
    for o in range(int(r.choice([2, 3, 3, 3]))):
        capital = full * (1.0, 0.42, 0.60)[o] * r.lognormal(0, 0.2)
        served = int(people * (1.0, 0.75, 0.6)[o] * r.uniform(0.7, 1))
        years = (11.0, 5.5, 8.5)[o] * (1.0, 0.8, 0.5)[theme] * (1 - 0.5 * remote)
        weight = 1 + (1 - access)
        total = int(capital * 1.06) // 1000 * 1000
        options.append(
            Option(
                id=("new", "repair", "extend")[o],
                people=served,
                benefit_pd=int(served * DAYS * years * weight * r.uniform(0.6, 1.15)),
                total_rp=total,
                community_rp=int(capital * 0.2) // 1000 * 1000,
                needs_government=o == 0 and theme == WATER,
            )
        )
    return options


def _sources(
    r: np.random.Generator, count: int, places: int, money: int, tight: str
) -> tuple[tuple[Source, ...], list[set[int]], list[set[int]]]:
    kinds = [problems.GOVERNMENT] * max(1, count // 5) + [problems.OTHER] * (count // 7)
    kinds += [problems.COMPANY] * (count - len(kinds))
    raw = np.array(
        [r.lognormal(0, 0.5) * (1.6 if k == problems.GOVERNMENT else 1.0) for k in kinds]
    )
    budgets = raw / raw.sum() * money
    pool, reach, themes = [], [], []
    for i, kind in enumerate(kinds):
        public = kind == problems.GOVERNMENT
        low = 15 * MILLION if public else int(r.choice([50, 100, 200])) * MILLION
        budget = int(max(budgets[i], low * 1.5)) // 1000 * 1000
        usual = max(low, 150 * MILLION)
        most = max(1, min(int(r.integers(2, 40)), int(np.ceil(budget / usual * 0.6))))
        if public:
            most = max(3, int(budget / (120 * MILLION)))
        elif tight == "money":
            most *= 6
        high = 600 * MILLION if public else int(low * r.uniform(3, 12))
        pool.append(
            Source(f"s{i:02}", kind, budget, low, high, most, 800_000 if public else 600_000)
        )
        near = min(places, 1 + int(r.poisson(places / 2.5)))
        reach.append(
            set(range(places)) if public else set(r.choice(places, near, replace=False).tolist())
        )
        wanted = {t for t in range(3) if r.random() < (0.75, 0.6, 0.5)[t]} or {WATER}
        themes.append({WATER, SANITATION, HYGIENE} if public else wanted)
    return tuple(pool), reach, themes


def measure(problem: Problem, seconds: float, folder: Path) -> dict[str, Any]:
    """Plan in a process of its own, verify here, and put greedy beside it."""
    asked, answered = folder / "problem.json", folder / "plan.json"
    asked.write_text(problems.to_json(problem), encoding="utf-8")
    began, cpu = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "sambung.engine", "plan", str(asked), "--out", str(answered)]
    command += ["--time-limit", str(seconds)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=4 * seconds + 60)
    wall, spent = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    plan = plans.from_json(answered.read_bytes())
    began = time.monotonic()
    report = verify(problem, plan)
    assert report.is_valid, report.violations
    peer = greedy(lay_out(problem)).objective()
    return {
        "name": problem.name,
        "seed": problem.seed,
        "gap_ppm": report.gap_ppm,
        "claimed_gap_ppm": plan.gap_ppm,
        "claimed_by": plan.claimed_by,
        "objective_pd": report.objective_pd,
        "people": report.people,
        "chosen": len(plan.choices),
        "above_greedy_percent": round(100 * (report.objective_pd - peer) / max(1, peer), 1),
        "cases": report.cases,
        "wall_s": round(wall, 1),
        "cpu_s": round(spent.ru_utime + spent.ru_stime - cpu.ru_utime - cpu.ru_stime, 1),
        "peak_mb": round(spent.ru_maxrss / 1024),
        "verify_s": round(time.monotonic() - began, 1),
        "plan_kb": round(answered.stat().st_size / 1024),
        "load": round(os.getloadavg()[0], 1),
        "steps": [[s.phase, s.count] for s in plan.effort.steps],
    }


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Medians and worst of one generator."""
    gaps = [row["gap_ppm"] for row in rows]
    return {
        "median_gap_percent": statistics.median(gaps) / 10_000,
        "worst_gap_percent": max(gaps) / 10_000,
        "median_above_greedy_percent": statistics.median(r["above_greedy_percent"] for r in rows),
        "median_wall_s": statistics.median(row["wall_s"] for row in rows),
        "median_cpu_s": statistics.median(row["cpu_s"] for row in rows),
        "median_verify_s": statistics.median(row["verify_s"] for row in rows),
        "median_load": statistics.median(row["load"] for row in rows),
    }


def machine() -> dict[str, str]:
    """Where and with what the figures were measured."""
    return {
        "cpu": platform.processor() or platform.machine(),
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        "highspy": version("highspy"),
        "numpy": version("numpy"),
        "date": datetime.now(UTC).date().isoformat(),
    }


def seeds_of(text: str) -> list[int]:
    first, _, last = text.partition("-")
    return list(range(int(first), int(last or first) + 1))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=seeds_of, default=seeds_of("1-10"))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--packages", type=int, default=250)
    parser.add_argument("--sources", type=int, default=15)
    parser.add_argument("--tight", default="slots,money", help="slots, money or both")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    told: dict[str, Any] = {"machine": machine(), "seconds": chosen.seconds, "rows": {}}
    with tempfile.TemporaryDirectory() as folder:
        for tight in chosen.tight.split(","):
            rows = told["rows"][tight] = []
            for seed in chosen.seeds:
                problem = kabupaten(seed, chosen.packages, chosen.sources, tight)
                rows.append(measure(problem, chosen.seconds, Path(folder)))
                print(json.dumps(rows[-1]), flush=True)
    told["summary"] = {tight: summary(rows) for tight, rows in told["rows"].items()}
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told["summary"], indent=1))
    judged = told["summary"].get("slots")
    return int(judged is not None and judged["median_gap_percent"] * 10_000 > 2 * GOAL_PPM)


if __name__ == "__main__":
    sys.exit(main())

"""The engine's own door: plan a problem kept as JSON, or verify a plan.

    python -m sambung.engine plan PROBLEM.json --time-limit S --out PLAN.json [--replay PLAN.json]
    python -m sambung.engine verify PROBLEM.json PLAN.json
    python -m sambung.engine ladder PROBLEM.json PLAN.json --time-limit S --out LADDER.json
    python -m sambung.engine check PROBLEM.json
    python -m sambung.engine explain PROBLEM.json PLAN.json

Exit codes: 0 done; 1 the plan breaks a rule; 2 a file or an argument cannot be read.
"""

import argparse
import json
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

from sambung.engine.planning import explain as reasons
from sambung.engine.planning import ladder as ladders
from sambung.engine.planning import plan as plans
from sambung.engine.planning import problem as problems
from sambung.engine.planning.check import check
from sambung.engine.planning.problem import Problem
from sambung.engine.planning.reading import BadInput
from sambung.engine.planning.solve import solve
from sambung.engine.planning.verify import verify

LONGEST_S = 86_400.0


def say(facts: object) -> None:
    """Write one JSON document, or one line of progress, to standard output."""
    sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def fail(message: str) -> NoReturn:
    """Stop with exit code 2 and say on standard error what cannot be read."""
    sys.stderr.write(f"sambung.engine: {message}\n")
    raise SystemExit(2)


def read(path: Path) -> bytes:
    """Return a file's bytes; a file that cannot be read ends the run with code 2."""
    try:
        return path.read_bytes()
    except OSError as error:
        fail(f"{path}: {error.strerror}")


def problem_in(path: Path) -> Problem:
    """Return the problem a file holds; a fault is named with its address in the document."""
    try:
        return problems.from_json(read(path))
    except BadInput as error:
        fail(f"{path}: {error}")


def plan_in(path: Path) -> plans.Plan:
    """Return the plan a file holds; a fault is named with its address in the document."""
    try:
        return plans.from_json(read(path))
    except BadInput as error:
        fail(f"{path}: {error}")


def asked_to_stop() -> Callable[[], bool]:
    """Return a question that turns true at SIGTERM or SIGINT, so that the best plan is kept."""
    told: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _frame: told.append(got))
    return lambda: bool(told)


def progress(best_pd: int, bound_pd: int, seconds: float) -> None:
    """Say how far the search has come, one JSON line."""
    gap = plans.gap_ppm(best_pd, bound_pd)
    say({"best_pd": best_pd, "bound_pd": bound_pd, "gap_ppm": gap, "seconds": round(seconds, 1)})


def plan(arguments: argparse.Namespace) -> int:
    """Solve, or replay the effort recorded in an earlier plan, and write the plan."""
    problem = problem_in(arguments.problem)
    effort = plan_in(arguments.replay).effort if arguments.replay else None
    answer = solve(
        problem,
        time_limit=arguments.time_limit,
        effort=effort,
        on_progress=progress,
        should_stop=asked_to_stop(),
    )
    try:
        arguments.out.write_text(plans.to_json(answer), encoding="utf-8")
    except OSError as error:
        fail(f"{arguments.out}: {error.strerror}")
    return 0


def climb(arguments: argparse.Namespace) -> int:
    """Solve anew with more money at each source, until the time for all of it is up."""
    problem, answer = problem_in(arguments.problem), plan_in(arguments.plan)
    stop, until = asked_to_stop(), time.monotonic() + arguments.time_limit
    each = max(0.5, arguments.time_limit / max(1, len(problem.sources)) / len(ladders.STEPS_RP))
    rungs = ladders.ladder(
        problem,
        answer,
        solver=lambda richer, start: solve(richer, time_limit=each, start=start, should_stop=stop),
        should_stop=lambda: stop() or time.monotonic() > until,
    )
    try:
        arguments.out.write_text(ladders.to_json(rungs), encoding="utf-8")
    except OSError as error:
        fail(f"{arguments.out}: {error.strerror}")
    return 0


def check_plan(arguments: argparse.Namespace) -> int:
    """Say what is true of a plan; 1 when it breaks a rule or claims what is not so."""
    report = verify(problem_in(arguments.problem), plan_in(arguments.plan))
    say(asdict(report) | {"is_proven_best": report.is_proven_best})
    return 0 if report.is_valid else 1


def list_findings(arguments: argparse.Namespace) -> int:
    """Say what in a problem can never lead to a plan."""
    say([finding.to_dict() for finding in check(problem_in(arguments.problem))])
    return 0


def tell_reasons(arguments: argparse.Namespace) -> int:
    """Say why each package is in a plan or not, and what each source has left."""
    told = reasons.explain(problem_in(arguments.problem), plan_in(arguments.plan))
    say(reasons.to_dict(told))
    return 0


def seconds(text: str) -> float:
    """Read a time limit of 0.1 to 86,400 seconds."""
    value = float(text)
    if not 0.1 <= value <= LONGEST_S:
        raise argparse.ArgumentTypeError(f"{text} is not between 0.1 and {LONGEST_S:.0f} seconds")
    return value


def arguments_of() -> argparse.ArgumentParser:
    """Return the parser of the commands."""
    parser = argparse.ArgumentParser(prog="python -m sambung.engine", description=__doc__)
    commands = parser.add_subparsers(required=True)
    planning = commands.add_parser("plan", help="find a plan")
    planning.add_argument("problem", type=Path)
    planning.add_argument("--time-limit", type=seconds, default=60.0)
    planning.add_argument("--out", type=Path, required=True)
    planning.add_argument("--replay", type=Path, help="repeat the effort of this plan")
    planning.set_defaults(run=plan)
    verifying = commands.add_parser("verify", help="recompute all that is true of a plan")
    verifying.add_argument("problem", type=Path)
    verifying.add_argument("plan", type=Path)
    verifying.set_defaults(run=check_plan)
    climbing = commands.add_parser("ladder", help="what more money of each source would add")
    climbing.add_argument("problem", type=Path)
    climbing.add_argument("plan", type=Path)
    climbing.add_argument("--time-limit", type=seconds, default=30.0)
    climbing.add_argument("--out", type=Path, required=True)
    climbing.set_defaults(run=climb)
    checking = commands.add_parser("check", help="what can never lead to a plan")
    checking.add_argument("problem", type=Path)
    checking.set_defaults(run=list_findings)
    telling = commands.add_parser("explain", help="why each package is in a plan or not")
    telling.add_argument("problem", type=Path)
    telling.add_argument("plan", type=Path)
    telling.set_defaults(run=tell_reasons)
    return parser


def main() -> int:
    """Run one command."""
    arguments = arguments_of().parse_args()
    code: int = arguments.run(arguments)
    return code


if __name__ == "__main__":
    raise SystemExit(main())

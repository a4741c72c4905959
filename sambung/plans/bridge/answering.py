"""Answer -> unsaved rows: verify a plan, explain it, and lay it out for the room's tables."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sambung.engine.planning import ladder as ladders
from sambung.engine.planning import plan as plans
from sambung.engine.planning import problem as problems
from sambung.engine.planning.explain import Chosen, LeftOut, explain
from sambung.engine.planning.problem import Problem
from sambung.engine.planning.verify import verify
from sambung.plans.bridge import reasons
from sambung.plans.bridge.asking import JOIN_COST_PD, costed_options, is_open, may_serve
from sambung.plans.models import Allocation, Run, Share
from sambung.plans.queries import Inputs, PackageRow


def plan_command(
    python: str, asked: Path, answered: Path, time_limit_s: int, *, replay: Path | None = None
) -> list[str]:
    """Return the command that solves a stored problem, or repeats an earlier plan's effort."""
    limit = ["--time-limit", str(time_limit_s)]
    again = ["--replay", str(replay)] if replay else []
    command = [python, "-m", "sambung.engine", "plan", str(asked)]
    return [*command, *limit, *again, "--out", str(answered)]


def ladder_command(python: str, asked: Path, answered: Path, out: Path, seconds: int) -> list[str]:
    """Return the command that works out what more money of each source would add."""
    command = [python, "-m", "sambung.engine", "ladder", str(asked), str(answered)]
    return [*command, "--time-limit", str(seconds), "--out", str(out)]


def problem_json(problem: Problem) -> str:
    """Return the problem as the engine stores it."""
    return problems.to_json(problem)


def verified(problem: str, plan: str) -> dict[str, Any]:
    """Return what the independent checker finds of a stored plan, as plain values."""
    report = verify(problems.from_json(problem), plans.from_json(plan))
    return asdict(report) | {"is_proven_best": report.is_proven_best}


def sources_json(inputs: Inputs, problem: Problem, today: date) -> list[dict[str, Any]]:
    """Return every offer as it was when asked, also those that stay out of the sums."""
    asked = [row for row in inputs.packages if f"p{row.id}" in problem.package]
    reached = {source.id: sum(may_serve(source, row) for row in asked) for source in inputs.sources}
    return [
        {
            "offer": source.id,
            "version": source.version,
            "organisation": source.organisation_id,
            "name": source.name,
            "side": source.side,
            "kind": source.kind,
            "planned_rp": source.planned_rp,
            "pledged_rp": source.pledged_rp,
            "reserved_rp": source.reserved_rp,
            "left_rp": source.left_rp,
            "is_range": source.is_range,
            "is_open": is_open(source, today),
            "packages": reached[source.id],
        }
        for source in inputs.sources
    ]


def open_rows(run: Run, inputs: Inputs) -> list[Allocation]:
    """Return a row per package that was asked about, before it has an answer."""
    return [
        Allocation(
            run=run,
            package_id=row.id,
            package_version=row.version,
            title=row.title,
            reason={
                "without_percent": row.without_percent,
                "is_own_figure": row.is_own_figure,
                "options": _options_json(row),
            },
        )
        for row in inputs.packages
    ]


def _options_json(row: PackageRow) -> dict[str, Any]:
    """Return what the page needs of each option, as it was when asked."""
    return {
        str(option.id): {
            "title": option.title,
            "years": str(option.years),
            "capital_rp": option.capital_rp,
            "people": option.people,
        }
        for option in costed_options(row)
    }


def explained(problem: str, plan: str, proven_pd: int, ladder: str = "") -> dict[str, Any]:
    """Return the reasons of a plan: per package, per source, and what more money would add.

    A gain counts only above `proven_pd`: below it the plan itself might be bettered.
    """
    asked, answer = problems.from_json(problem), plans.from_json(plan)
    done, told = reasons.tally(asked, answer), explain(asked, answer)
    said: dict[str, Chosen | LeftOut] = {row.package_id: row for row in told.chosen}
    said |= {row.package_id: row for row in told.left_out}
    found = ladders.from_json(ladder) if ladder else ()
    rungs = [_step(rung.source_id, s, answer, proven_pd) for rung in found for s in rung.steps]
    return {
        "packages": {
            package.id: _why(package, done, said[package.id], rungs) for package in asked.packages
        },
        "sources": {source.id: reasons.why_left(source, done) for source in asked.sources},
        "ladder": _ladder(rungs, asked),
    }


def _why(
    package: problems.Package,
    done: reasons.Tally,
    said: Chosen | LeftOut,
    rungs: list[dict[str, Any]],
) -> dict[str, Any]:
    """Return why a package is in or out, and the least extra money that would bring it in."""
    if isinstance(said, Chosen):
        return {"is_chosen": True, "facts": reasons.why_chosen(package, done, said.why)}
    entering = [
        {"source": rung["source"], "add_rp": rung["add_rp"]}
        for rung in rungs
        if package.id in rung["enters"] and rung["is_certain"]
    ]
    entering.sort(key=lambda found: (found["add_rp"], found["source"]))
    return {
        "is_chosen": False,
        "facts": reasons.why_not(package, done),
        "enters": entering[:1],
        "cheaper_rp": said.cheaper_rp,
    }


def _step(source_id: str, step: ladders.Step, answer: plans.Plan, proven_pd: int) -> dict[str, Any]:
    """Return one step of the engine's ladder in this room's words."""
    gain = step.objective_pd - answer.objective_pd
    if step.people == answer.people and not step.enters and gain <= FEWER_TALKS_PD:
        gain = 0
    return {
        "source": source_id,
        "add_rp": step.add_rp,
        "gain_pd": gain,
        "people": step.people - answer.people,
        "enters": list(step.enters),
        "leaves": list(step.leaves),
        "is_exact": step.is_exact,
        "is_certain": gain <= 0 or step.objective_pd > proven_pd,
    }


def _ladder(rungs: list[dict[str, Any]], asked: Problem) -> list[dict[str, Any]]:
    """Return the steps by source, with the names of packages; a step may equal the one before."""
    found: dict[str, list[dict[str, Any]]] = {}
    for rung in rungs:
        steps = found.setdefault(rung["source"], [])
        is_same = bool(steps) and rung["gain_pd"] == steps[-1]["gain_pd"] > 0
        names = {
            key: [asked.package[name].label for name in rung[key]] for key in ("enters", "leaves")
        }
        steps.append(rung | names | {"is_same": is_same})
    return [{"source": source, "steps": steps} for source, steps in found.items()]


def fill_run(run: Run, plan: str, report: dict[str, Any], explanation: dict[str, Any]) -> None:
    """Put an answer and its figures on the unsaved run."""
    answer = plans.from_json(plan)
    run.plan, run.explanation = plan, explanation
    run.verification = report | {"status": answer.status.value}
    run.objective_pd = answer.objective_pd
    run.claimed_bound_pd = answer.claimed_bound_pd
    run.proven_bound_pd = report["recomputed_bound_pd"]
    run.people = answer.people
    run.cost_rp = sum(sum(choice.amounts_rp.values()) for choice in answer.choices)
    run.seconds = answer.seconds_ms / 1000
    run.engine_version = answer.engine_version


def fill_rows(run: Run, rows: Iterable[Allocation]) -> list[Share]:
    """Put the answer on the run's unsaved rows; return the unsaved shares of the chosen ones."""
    problem, answer = problems.from_json(run.problem), plans.from_json(run.plan)
    chosen = {choice.package_id: choice for choice in answer.choices}
    versions = {source["offer"]: source["version"] for source in run.sources}
    shares: list[Share] = []
    for row in rows:
        key = f"p{row.package_id}"
        row.reason |= run.explanation["packages"].get(key, _UNCOSTED)
        choice = chosen.get(key)
        _fill(row, problem.package.get(key), choice.option_id if choice else None)
        if choice:
            shares += [
                Share(
                    allocation=row,
                    offer_id=int(source[1:]),
                    offer_version=versions[int(source[1:])],
                    amount_rp=amount,
                )
                for source, amount in sorted(choice.amounts_rp.items())
            ]
    return shares


FEWER_TALKS_PD = 5 * JOIN_COST_PD  # the same work with fewer sources is no gain of service
_UNCOSTED = {"is_chosen": False, "facts": [{"code": "no_cost"}]}


def _fill(row: Allocation, package: problems.Package | None, option_id: str | None) -> None:
    """Put an option's figures on a row: the chosen one, else the one that speaks best for it."""
    if package is None:
        return
    known = {option.id: option for option in package.options}
    option = known[option_id] if option_id else reasons.best_option(package)
    facts = row.reason["options"][option.id[1:]]
    row.option_id = int(option.id[1:]) if option_id else None
    row.people, row.years = option.people, Decimal(facts["years"])
    row.capital_rp = facts["capital_rp"]
    row.total_rp, row.community_rp = option.total_rp, option.community_rp
    row.reason["option"] = facts["title"]


def progress_of(line: str) -> dict[str, Any]:
    """Return what one line of the engine's progress says, or nothing when it is no progress."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def same_answer(first: str, second: str) -> bool:
    """Return whether two stored plans choose and pay the same, to the rupiah."""
    one, other = (plans.from_json(text) for text in (first, second))
    return (one.objective_pd, sorted(map(_flat, one.choices))) == (
        other.objective_pd,
        sorted(map(_flat, other.choices)),
    )


def _flat(choice: plans.Choice) -> tuple[str, str, tuple[tuple[str, int], ...]]:
    return choice.package_id, choice.option_id, tuple(sorted(choice.amounts_rp.items()))

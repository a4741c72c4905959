import json
import signal
import subprocess
import sys
import time

import pytest

from sambung.engine.planning import plan as plans
from sambung.engine.planning import problem as problems
from tests.engine.planning.worlds import small_problem


def run(*arguments):
    command = [sys.executable, "-m", "sambung.engine", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.fixture
def asked(tmp_path):
    path = tmp_path / "problem.json"
    path.write_text(problems.to_json(small_problem(4)))
    return path


def test_plan_is_written_verified_repeated_and_explained(asked, tmp_path):
    out, again = tmp_path / "plan.json", tmp_path / "again.json"
    planned = run("plan", asked, "--time-limit", 5, "--out", out)
    assert planned.returncode == 0, planned.stderr
    assert {"best_pd", "bound_pd", "gap_ppm", "seconds"} <= set(
        json.loads(planned.stdout.splitlines()[-1])
    )
    verified = run("verify", asked, out)
    assert (verified.returncode, json.loads(verified.stdout)["violations"]) == (0, [])
    assert run("plan", asked, "--replay", out, "--out", again).returncode == 0
    assert plans.from_json(again.read_bytes()).choices == plans.from_json(out.read_bytes()).choices
    told = json.loads(run("explain", asked, out).stdout)
    assert set(told) == {"chosen", "left_out", "sources"}
    assert isinstance(json.loads(run("check", asked).stdout), list)


def test_plan_that_breaks_a_promise_ends_with_one(asked, tmp_path):
    out = tmp_path / "plan.json"
    run("plan", asked, "--time-limit", 5, "--out", out)
    told = json.loads(out.read_text())
    out.write_text(json.dumps(told | {"objective_pd": told["objective_pd"] + 1}))
    verified = run("verify", asked, out)
    assert verified.returncode == 1
    assert "wrong_objective" in verified.stdout


@pytest.mark.parametrize("text", ["", "[]", '{"schema": "sambung/plan-problem/1"}', "\udcff"])
def test_problem_that_cannot_be_read_ends_with_two_and_a_sentence(text, tmp_path):
    path = tmp_path / "problem.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    ended = run("plan", path, "--out", tmp_path / "plan.json")
    assert ended.returncode == 2
    assert str(path) in ended.stderr
    assert "Traceback" not in ended.stderr


def test_missing_file_ends_with_two(tmp_path):
    assert run("check", tmp_path / "nothing.json").returncode == 2


def test_search_asked_to_end_writes_its_best_plan(tmp_path):
    asked, out = tmp_path / "problem.json", tmp_path / "plan.json"
    asked.write_text(problems.to_json(small_problem(4, packages=60, sources=12)))
    command = [sys.executable, "-m", "sambung.engine", "plan", str(asked), "--time-limit", "60",
               "--out", str(out)]  # fmt: skip
    started = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as search:
        search.stdout.readline()
        search.send_signal(signal.SIGTERM)
        assert search.wait(timeout=30) == 0
    assert time.monotonic() - started < 45
    assert run("verify", asked, out).returncode == 0

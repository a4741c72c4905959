"""Solve a stored run again with its recorded effort and say whether the answer is the same."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from sambung.plans import actions, bridge
from sambung.plans.models import Run, RunState


class Command(BaseCommand):
    """`manage.py replay_run 12`: same plan, verified, or exit with an error."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the runs to replay; none named means every finished one."""
        parser.add_argument("run", nargs="*", type=int, help="which runs; else all finished ones")

    def handle(self, *args: object, **options: object) -> None:
        """Replay each run; fail when one gives another plan or breaks a rule."""
        wanted = options["run"]
        runs = Run.objects.filter(state=RunState.DONE).select_related("scenario").order_by("pk")
        if wanted:
            runs = runs.filter(pk__in=wanted)  # type: ignore[misc]
        found = list(runs)
        if not found:
            raise CommandError("There is no finished run to replay.")
        different = [run.pk for run in found if not self.is_same(run)]
        if different:
            raise CommandError(f"Another plan came of: {', '.join(map(str, different))}")

    def is_same(self, run: Run) -> bool:
        """Replay one run, verify what comes, and say how it compares."""
        plan = actions.replay_run(run)
        violations = bridge.verified(run.problem, plan)["violations"]
        is_same = bridge.same_answer(run.plan, plan) and not violations
        words = "the same plan" if is_same else "ANOTHER plan"
        self.stdout.write(f"run {run.pk} ({run.scenario.title}, {run.number}): {words}")
        return is_same

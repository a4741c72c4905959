"""A process that claims a tranche and stops in the middle, so that a test may kill it with -9.

`python -m tests.delivery.killed TRANCHE USER WHERE`; it says "here" once it stands at WHERE:
"middle" (the statement is written, the transaction is open) or "after" (it is committed).
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambung.settings")


def wait(*args: object, **kwargs: object) -> None:
    """Say that the place is reached and wait to be killed."""
    sys.stdout.write("here\n")
    sys.stdout.flush()
    time.sleep(120)


def main() -> None:
    """Claim the tranche for its payee and stand still at the place asked for."""
    django.setup()
    from sambung.delivery import actions, queries  # noqa: PLC0415 - after django.setup
    from sambung.delivery.actions import money  # noqa: PLC0415
    from sambung.delivery.models import Tranche  # noqa: PLC0415
    from sambung.parties.models import User  # noqa: PLC0415
    from sambung.parties.queries import actor_for  # noqa: PLC0415

    tranche_pk, user_pk, where = sys.argv[1:4]
    tranche = Tranche.objects.select_related("contribution__partnership").get(pk=tranche_pk)
    step = actions.Step(
        circle=queries.circle_of(tranche.contribution.partnership),
        tranche=tranche,
        by=actor_for(User.objects.get(pk=user_pk)),
        token="killed",  # noqa: S106 - of a form
    )
    if where == "middle":
        money.tell_next = wait
    actions.claim_tranche(step=step, said=actions.Said(amount_rp=tranche.amount_rp, note="x"))
    wait()


if __name__ == "__main__":
    main()

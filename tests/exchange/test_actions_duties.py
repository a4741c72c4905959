"""Open imports pass to a successor; finished ones keep their author."""

import pytest

from sambung.exchange.actions.duties import pass_imports
from sambung.exchange.models import ImportRun, ImportState
from sambung.exchange.queries.duties import imports_held

pytestmark = pytest.mark.db


def test_open_imports_pass_and_finished_ones_keep_their_author(cast):
    def run(state, organisation):
        return ImportRun.objects.create(
            organisation=organisation,
            region=cast.regions["63.11"],
            file_name="a.xlsx",
            sha256="0" * 64,
            state=state,
            created_by=cast.ayu,
        )

    open_run, dropped = (
        run(ImportState.PREVIEW, cast.bappeda),
        run(ImportState.DROPPED, cast.bappeda),
    )
    elsewhere = run(ImportState.PREVIEW, cast.pokja)
    given = {"from_id": cast.ayu.pk, "to_id": cast.hana.pk, "organisation_id": cast.bappeda.pk}
    assert imports_held(cast.ayu.pk, cast.bappeda.pk)[1] == 1
    assert pass_imports(**given, only=[]) == []
    assert pass_imports(**given) == [open_run.pk]
    owners = {row.pk: row.created_by for row in ImportRun.objects.all()}
    assert owners == {open_run.pk: cast.hana, dropped.pk: cast.ayu, elsewhere.pk: cast.ayu}

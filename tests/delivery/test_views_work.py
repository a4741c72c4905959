"""Pages of the work plan: parties find them, an outsider finds nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sambung.delivery.models import Milestone
from tests.delivery.world import finished, milestone, running, today

pytestmark = pytest.mark.db


def address(name, partnership, *more):
    """Return the address of a page under the partnership."""
    return reverse(f"delivery:{name}", args=[partnership.pk, *more])


def send(client, url, **typed):
    """Send a form as its page offers it, with what was typed."""
    form = client.get(url).context["form"]
    hidden = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    kept = {name: value for name, value in hidden.items() if value is not None}
    return client.post(url, {**kept, **typed})


def test_party_reads_the_plan_and_an_outsider_gets_404(cast, as_person):
    partnership = running(cast)
    milestone(cast, partnership)
    url = address("work", partnership)
    assert "Pipa induk terpasang" in as_person(cast.gani).get(url).content.decode()
    assert as_person(cast.eka).get(url).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["milestone-edit", "milestone-move", "milestone-finish", "milestone-verify"]
    + ["milestone-return", "milestone-drop"],
)
def test_outsider_finds_no_form(cast, as_person, name):
    stone = finished(cast, running(cast))
    assert as_person(cast.eka).get(address(name, stone.partnership, stone.pk)).status_code == 404


def test_empty_plan_says_what_to_do_and_makes_five(cast, as_person):
    partnership = running(cast)
    client = as_person(cast.ayu)
    assert "Buat rencana lima tonggak" in client.get(address("work", partnership)).content.decode()
    answer = send(
        client,
        address("usual-plan", partnership),
        starts_on=today().isoformat(),
        due_on=(today() + timedelta(days=80)).isoformat(),
    )
    assert answer.status_code == 302
    assert Milestone.objects.filter(partnership=partnership).count() == 5


def test_milestone_is_added_edited_moved_finished_and_verified(cast, as_person):
    partnership = running(cast)
    ayu, gani = as_person(cast.ayu), as_person(cast.gani)
    due = today() + timedelta(days=5)
    added = send(
        ayu, address("milestone-add", partnership), title="Menara air", due_on=due.isoformat()
    )
    assert added.status_code == 302
    stone = Milestone.objects.get()
    send(ayu, address("milestone-edit", partnership, stone.pk), title="Menara air 5 m³")
    moved = due + timedelta(days=4)
    url = address("milestone-move", partnership, stone.pk)
    send(ayu, url, to_on=moved.isoformat(), reason="hujan")
    done = send(gani, address("milestone-finish", partnership, stone.pk))
    assert done.status_code == 302
    url = address("milestone-verify", partnership, stone.pk)
    assert gani.get(url).status_code == 403
    assert send(ayu, url, grade="lapangan").status_code == 302
    stone.refresh_from_db()
    assert (stone.title, stone.due_on, stone.grade) == ("Menara air 5 m³", moved, "lapangan")
    page = ayu.get(address("work", partnership)).content.decode()
    assert "Semula" in page
    assert "lapangan" in page


def test_wrong_input_comes_back_as_typed(cast, as_person):
    stone = milestone(cast, running(cast))
    url = address("milestone-move", stone.partnership, stone.pk)
    answer = send(as_person(cast.ayu), url, to_on="besok", reason="hujan lebat")
    assert answer.status_code == 422
    assert "hujan lebat" in answer.content.decode()

"""Umbrella agreements: who writes and sees them, shares, and what lies under them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from sambung.core import tokens
from sambung.core.access import Conflict, Refused
from sambung.partnerships import actions, queries
from sambung.partnerships.actions import UmbrellaFacts
from sambung.partnerships.models import Contribution, Umbrella, UmbrellaShare
from tests.partnerships.world import opened

pytestmark = pytest.mark.db


def recorded(cast, user=None, **changes):
    """Return an umbrella agreement of the company, written by Citra unless said otherwise."""
    facts = UmbrellaFacts(
        "Payung Banua", starts_on=date(2026, 1, 1), ends_on=date(2028, 12, 31), **changes
    )
    by = cast.actor(user or cast.citra)
    return actions.record_umbrella(organisation=cast.company, facts=facts, by=by)


def shared(cast, umbrella, code="63.11", year=2026, amount_rp=300_000_000):
    """Set aside an amount for a district in a year."""
    return actions.set_share(
        umbrella=umbrella,
        region=cast.regions[code],
        year=year,
        amount_rp=amount_rp,
        by=cast.actor(cast.citra),
    )


def agreed(partnership, cast, amount_rp, on=date(2026, 5, 1)):
    """State what the company and the parties agreed."""
    rows = Contribution.objects.filter(partnership=partnership, party__organisation=cast.company)
    rows.update(agreed_rp=amount_rp, agreed_on=on)


def test_the_company_or_a_desk_for_it_writes_one_down_nobody_else(cast):
    assert recorded(cast).kept_by == cast.company
    assert recorded(cast, cast.ayu).kept_by == cast.bappeda
    for user in (cast.gani, cast.budi):
        with pytest.raises(Refused, match="sumbernya sendiri"):
            recorded(cast, user)
    with pytest.raises(Conflict, match="judul"):
        actions.record_umbrella(
            organisation=cast.company, facts=UmbrellaFacts(" "), by=cast.actor(cast.citra)
        )
    backwards = UmbrellaFacts("x", starts_on=date(2027, 1, 1), ends_on=date(2026, 1, 1))
    with pytest.raises(Conflict, match="lebih awal"):
        actions.record_umbrella(
            organisation=cast.company, facts=backwards, by=cast.actor(cast.citra)
        )


def test_seen_by_its_houses_and_the_desks_of_its_districts(cast):
    umbrella = recorded(cast)
    shared(cast, umbrella)
    for user, sees in {cast.citra: True, cast.ayu: True, cast.eka: False, cast.gani: False}.items():
        found = queries.umbrellas_visible_to(cast.actor(user)).filter(pk=umbrella.pk)
        assert found.exists() is sees, user.name


def test_shares_are_of_a_district_within_the_years_and_unknown_is_not_zero(cast):
    umbrella = recorded(cast)
    shared(cast, umbrella, amount_rp=None)
    assert queries.share_rows(umbrella, cast.actor(cast.citra))[0].set_aside_rp is None
    shared(cast, umbrella, amount_rp=5)
    assert UmbrellaShare.objects.get().amount_rp == 5
    with pytest.raises(Conflict, match="di luar masa"):
        shared(cast, umbrella, year=2030)
    with pytest.raises(Conflict, match="per kabupaten"):
        shared(cast, umbrella, code="63")
    with (
        pytest.raises(IntegrityError, match="umbrella_share_once|umbrella_id"),
        transaction.atomic(),
    ):
        UmbrellaShare.objects.create(umbrella=umbrella, region=cast.regions["63.11"], year=2026)
    actions.remove_share(share=UmbrellaShare.objects.get(), by=cast.actor(cast.citra))
    assert not UmbrellaShare.objects.exists()


def test_the_database_refuses_an_end_before_the_start(cast):
    with pytest.raises(IntegrityError, match="umbrella_ends_after_start"), transaction.atomic():
        Umbrella.objects.create(
            title="x",
            organisation=cast.company,
            kept_by=cast.company,
            starts_on=date(2027, 1, 1),
            ends_on=date(2026, 1, 1),
        )


def test_set_aside_against_agreed_by_district_and_year(cast):
    umbrella, partnership = recorded(cast), opened(cast)
    citra = cast.actor(cast.citra)
    with pytest.raises(Conflict, match="Daerah kemitraan itu"):
        actions.link_umbrella(umbrella=umbrella, partnership=partnership, by=citra)
    shared(cast, umbrella)
    shared(cast, umbrella, code="63.09", amount_rp=9)
    assert queries.linkable(umbrella, citra).get() == partnership
    actions.link_umbrella(umbrella=umbrella, partnership=partnership, by=citra)

    def row(year):
        rows = queries.share_rows(umbrella, citra)
        return next(row for row in rows if row.year == year and row.region.code == "63.11")

    assert (row(2026).agreed_rp, row(None).unknown) == (None, 1)
    agreed(partnership, cast, 350_000_000)
    assert (row(2026).agreed_rp, row(2026).over_rp) == (350_000_000, 50_000_000)
    agreed(partnership, cast, 1, on=date(2027, 1, 1))
    assert (row(2026).agreed_rp, row(2027).share, row(2027).set_aside_rp) == (None, None, None)
    codes = {row.region.code for row in queries.share_rows(umbrella, cast.actor(cast.ayu))}
    assert codes == {"63.11"}  # a desk sees its own district alone


def test_link_asks_who_and_what_and_can_be_undone(cast):
    umbrella, partnership = recorded(cast), opened(cast)
    shared(cast, umbrella)
    with pytest.raises(Refused, match="sumbernya atau yang mencatatnya"):
        actions.link_umbrella(umbrella=umbrella, partnership=partnership, by=cast.actor(cast.gani))
    ayu = cast.actor(cast.ayu)
    actions.link_umbrella(umbrella=umbrella, partnership=partnership, by=ayu)
    with pytest.raises(Conflict, match="baru saja diubah"):
        actions.link_umbrella(umbrella=umbrella, partnership=partnership, by=ayu)
    actions.unlink_umbrella(umbrella=umbrella, partnership=partnership, by=ayu)
    partnership.parties.filter(organisation=cast.company).update(left_at=partnership.opened_at)
    with pytest.raises(Conflict, match="belum menjadi pihak"):
        actions.link_umbrella(umbrella=umbrella, partnership=partnership, by=ayu)


def test_changed_over_the_version_seen_and_ended_once(cast):
    umbrella = recorded(cast)
    same = Umbrella.objects.get(pk=umbrella.pk)
    citra = cast.actor(cast.citra)
    facts = UmbrellaFacts("Payung Banua Raya")
    actions.change_umbrella(umbrella=umbrella, facts=facts, by=citra)
    with pytest.raises(Conflict, match="baru saja diubah"):
        actions.change_umbrella(umbrella=same, facts=facts, by=citra)
    with pytest.raises(Conflict, match="alasan"):
        actions.end_umbrella(umbrella=umbrella, reason=" ", by=citra)
    actions.end_umbrella(umbrella=umbrella, reason="anggaran habis", by=citra)
    with pytest.raises(Refused, match="sudah diakhiri"):
        shared(cast, umbrella)


def test_pages(cast, as_person, client):
    citra, eka, ayu = (as_person(user) for user in (cast.citra, cast.eka, cast.ayu))
    new = reverse("partnerships:umbrella-new")
    assert client.get(new).status_code == 302
    assert as_person(cast.gani).get(new).status_code == 403
    given = {
        "organisation": "PT Contoh Banua Energi",
        "title": "Payung Banua",
        "starts_on": "2026-01-01",
        "ends_on": "2028-12-31",
        "version": 0,
        "upload": SimpleUploadedFile("kb.pdf", b"%PDF-1.4 simulasi", "application/pdf"),
    }
    wrong = citra.post(new, given | {"token": tokens.new_token(), "ends_on": "2025-01-01"})
    assert wrong.status_code == 422
    assert "Payung Banua" in wrong.content.decode()
    given["upload"] = SimpleUploadedFile("kb.pdf", b"%PDF-1.4 simulasi", "application/pdf")
    assert citra.post(new, given | {"token": tokens.new_token()}).status_code == 302
    row = Umbrella.objects.get()
    page = row.get_absolute_url()
    share = reverse("partnerships:umbrella-share", args=[row.pk])
    amount = {"region": "63.11", "year": "2026", "amount_rp": "300 juta"}
    assert citra.post(share, amount | {"token": tokens.new_token()}).status_code == 302
    assert (
        citra.post(share, amount | {"token": tokens.new_token(), "year": "2031"}).status_code == 422
    )
    partnership = opened(cast)
    link = reverse("partnerships:umbrella-link", args=[row.pk])
    assert citra.post(link, {"partnership": partnership.pk}).status_code == 302
    shown = ayu.get(page).content.decode()
    assert "Rp300.000.000" in shown
    assert partnership.title in shown
    sent_file = citra.get(reverse("partnerships:umbrella-file", args=[row.pk]))
    assert b"".join(sent_file.streaming_content).startswith(b"%PDF")
    names = ("", "-edit", "-end", "-share", "-file")
    for name in names:
        assert eka.get(reverse(f"partnerships:umbrella{name}", args=[row.pk])).status_code == 404
    listed = reverse("partnerships:umbrella-list")
    assert "Payung Banua" in ayu.get(listed).content.decode()
    assert "Payung Banua" not in eka.get(listed).content.decode()
    edit = reverse("partnerships:umbrella-edit", args=[row.pk])
    assert ayu.get(edit).status_code == 403
    row.refresh_from_db()
    sent = {"title": "Payung Baru", "version": row.version, "token": tokens.new_token()}
    assert citra.post(edit, sent).status_code == 302
    remove = reverse(
        "partnerships:umbrella-share-remove", args=[row.pk, UmbrellaShare.objects.get().pk]
    )
    assert ayu.post(remove).status_code == 403
    assert citra.post(link, {"partnership": partnership.pk, "act": "lepas"}).status_code == 302
    assert citra.post(link, {"partnership": "x"}).status_code == 404
    assert citra.post(remove).status_code == 302
    end = reverse("partnerships:umbrella-end", args=[row.pk])
    row.refresh_from_db()
    gone = {"reason": "selesai", "version": row.version, "token": tokens.new_token()}
    assert citra.get(end).status_code == 200
    assert citra.post(end, gone).status_code == 302
    assert "Diakhiri" in citra.get(page).content.decode()

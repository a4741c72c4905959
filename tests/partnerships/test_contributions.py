"""The five amounts: who may state which, what is refused, what counts afterwards."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Membership, OnBehalf, Role
from sambung.partnerships import actions, queries
from sambung.partnerships.models import Contribution, ContributionStatement, Document
from tests.partnerships.world import opened

pytestmark = pytest.mark.db

TODAY = timezone.localdate


def of_company(cast):
    """Return the company's contribution in a partnership that just opened."""
    return opened(cast).contributions.get(party__organisation=cast.company)


def state(cast, row, of, amount, who="citra", house="company", **more):
    return actions.state_contribution(
        contribution=row,
        of=of,
        amount_rp=amount,
        on=more.pop("on", TODAY()),
        organisation=getattr(cast, house),
        by=cast.actor(getattr(cast, who), getattr(cast, house)),
        **more,
    )


def paper(row, **changes):
    """Return a document of the partnership that may be evidence."""
    given = {
        "partnership": row.partnership,
        "kind": "bukti",
        "title": "Berita acara",
        "organisation": row.party.organisation,
        "at": timezone.now(),
        "content": {"a": 1},
        **changes,
    }
    return Document.objects.create(**given)


def test_opening_leaves_statements_behind_its_first_amounts(cast):
    row = of_company(cast)
    found = {s.of: s.amount_rp for s in row.statements.all()}
    assert found == {"proposed": row.proposed_rp, "pledged": row.pledged_rp}


def test_giver_states_and_the_row_carries_the_newest(cast):
    row = of_company(cast)
    state(cast, row, "delivered", 100, note="termin 1")
    state(cast, row, "delivered", 250)
    row.refresh_from_db()
    assert (row.delivered_rp, row.delivered_on) == (250, TODAY())
    assert row.statements.filter(of="delivered").count() == 2


def test_given_without_a_value_is_given_and_not_zero(cast):
    row = of_company(cast)
    state(cast, row, "delivered", None)
    assert (row.delivered_rp, row.delivered_on) == (None, TODAY())


@pytest.mark.parametrize(
    ("of", "who", "house", "words"),
    [
        ("pledged", "ayu", "bappeda", "hanya dinyatakan oleh pihaknya sendiri"),
        ("agreed", "ayu", "bappeda", "menandatangani perjanjian"),
        ("pledged", "gani", "village", "hanya dinyatakan oleh pihaknya sendiri"),
        ("proposed", "gani", "village", "ditulis oleh pihaknya sendiri"),
        ("proposed", "eka", "other_bappeda", "Hanya para pihak"),
        ("delivered", "eka", "other_bappeda", "Hanya para pihak"),
        ("verified", "eka", "other_bappeda", "Hanya para pihak"),
        ("pledged", "ayu", "company", "tidak mewakili"),
    ],
)
def test_nobody_speaks_of_anothers_money(cast, of, who, house, words):
    row = of_company(cast)
    before = row.statements.count()
    with pytest.raises(Refused, match=words):
        state(cast, row, of, 10, who, house)
    assert row.statements.count() == before


def test_desk_proposes_and_receiver_states_what_came(cast):
    row = of_company(cast)
    state(cast, row, "proposed", 77, "ayu", "bappeda")
    assert row.proposed_rp == 77
    state(cast, row, "delivered", 40, "gani", "village")
    assert row.delivered_rp == 40


def test_on_behalf_needs_a_ground_is_marked_and_waits(cast):
    row = of_company(cast)
    by = cast.actor(cast.ayu)
    given = {"contribution": row, "of": "pledged", "amount_rp": 5, "on": TODAY(), "by": by}
    with pytest.raises(Refused):
        actions.state_contribution(organisation=cast.company, **given)
    made = actions.state_contribution(
        organisation=cast.company, ground=GroundGiven("letter", "surat 9"), **given
    )
    assert row.pledged_rp == 5
    assert OnBehalf.objects.get(subject_id=str(made.pk)).confirmed_at is None
    found = queries.contribution_row(row.partnership, row.pk)
    assert "menunggu dibenarkan" in " ".join(f.words for f in found.findings)


class TestVerifying:
    def test_giver_never_verifies(self, cast):
        row = of_company(cast)
        state(cast, row, "delivered", 10)
        with pytest.raises(Refused, match="sumbangannya sendiri"):
            state(cast, row, "verified", 10, grade="meja")

    def test_a_person_with_a_hat_in_both_houses_does_not_verify(self, cast):
        row = of_company(cast)
        state(cast, row, "delivered", 10)
        Membership.objects.create(user=cast.ayu, organisation=cast.company, role=Role.OFFICER)
        with pytest.raises(Refused, match="sumbangannya sendiri"):
            state(cast, row, "verified", 10, "ayu", "bappeda", grade="meja")

    def test_a_person_of_the_house_that_stated_it_does_not_verify_it_in_another_hat(self, cast):
        row = of_company(cast)
        state(cast, row, "delivered", 100, who="gani", house="village")
        Membership.objects.create(user=cast.hana, organisation=cast.village, role="officer")
        with pytest.raises(Refused, match="Organisasi Anda"):
            state(cast, row, "verified", 100, who="hana", house="pokja", grade="lapangan")

    def test_who_stated_the_delivery_does_not_verify_it(self, cast):
        row = of_company(cast)
        state(cast, row, "delivered", 10, "gani", "village")
        with pytest.raises(Refused, match="Organisasi Anda yang menyatakan"):
            state(cast, row, "verified", 10, "gani", "village", grade="meja")

    def test_who_wrote_the_delivery_down_on_behalf_does_not_verify_it(self, cast):
        row = of_company(cast)
        actions.state_contribution(
            contribution=row,
            of="delivered",
            amount_rp=10,
            on=TODAY(),
            organisation=cast.company,
            by=cast.actor(cast.ayu),
            ground=GroundGiven("letter"),
        )
        with pytest.raises(Refused, match="Anda yang mencatat"):
            state(cast, row, "verified", 10, "ayu", "bappeda", grade="meja")
        state(cast, row, "verified", 10, "hana", "pokja", grade="meja")
        assert (row.verified_rp, row.verifier) == (10, cast.pokja)

    def test_nothing_delivered_nothing_verified(self, cast):
        row = of_company(cast)
        with pytest.raises(Refused, match="Belum ada realisasi"):
            state(cast, row, "verified", 10, "ayu", "bappeda", grade="meja")

    def test_grade_is_asked_and_day_follows_the_delivery(self, cast):
        row = of_company(cast)
        state(cast, row, "delivered", 10)
        with pytest.raises(Conflict, match="meja atau lapangan"):
            state(cast, row, "verified", 10, "ayu", "bappeda")
        early = TODAY() - timedelta(days=2)
        with pytest.raises(Conflict, match="mendahului"):
            state(cast, row, "verified", 10, "ayu", "bappeda", grade="meja", on=early)

    def test_evidence_is_locked_and_its_hash_kept(self, cast):
        row = of_company(cast)
        proof, seen = paper(row), paper(row)
        state(cast, row, "delivered", 10, evidence=proof)
        made = state(cast, row, "verified", 10, "ayu", "bappeda", grade="lapangan", evidence=seen)
        assert not Document.objects.filter(locked_at=None).exists()
        assert len(made.evidence_sha256) == 64


@pytest.mark.parametrize(
    "changes", [{"is_private": True}, {"is_latest": False}, {"withdrawn_at": timezone.now()}]
)
def test_evidence_that_others_cannot_hold_is_refused(cast, changes):
    row = of_company(cast)
    with pytest.raises(Conflict):
        state(cast, row, "delivered", 1, evidence=paper(row, **changes))
    assert row.delivered_on is None


def test_larger_than_before_needs_a_note_and_is_found(cast):
    row = of_company(cast)
    more = row.pledged_rp + 1
    with pytest.raises(Conflict, match="lebih besar daripada kesanggupan"):
        state(cast, row, "agreed", more)
    state(cast, row, "agreed", more, note="harga naik")
    state(cast, row, "delivered", more + 5, note="ditambah sumur")
    kinds = [f.kind for f in queries.contribution_row(row.partnership, row.pk).findings]
    assert kinds == ["larger", "larger"]


def test_day_to_come_is_refused(cast):
    row = of_company(cast)
    with pytest.raises(Conflict, match="belum tiba"):
        state(cast, row, "delivered", 1, on=TODAY() + timedelta(days=1))


def test_withdrawn_statement_stays_and_the_one_before_counts(cast):
    row = of_company(cast)
    state(cast, row, "delivered", 10)
    second = state(cast, row, "delivered", 20)
    by = cast.actor(cast.citra)
    with pytest.raises(Conflict):
        actions.withdraw_statement(statement=second, reason=" ", by=by)
    with pytest.raises(Refused):
        actions.withdraw_statement(statement=second, reason="x", by=cast.actor(cast.gani))
    actions.withdraw_statement(statement=second, reason="salah ketik", by=by)
    row.refresh_from_db()
    assert row.delivered_rp == 10
    with pytest.raises(Refused, match="sudah ditarik"):
        actions.withdraw_statement(statement=second, reason="lagi", by=by)
    assert row.statements.filter(of="delivered").count() == 2


def test_delivery_stands_while_a_verification_rests_on_it(cast):
    row = of_company(cast)
    given = state(cast, row, "delivered", 10)
    seen = state(cast, row, "verified", 9, "ayu", "bappeda", grade="meja")
    with pytest.raises(Refused, match="diverifikasi"):
        actions.withdraw_statement(statement=given, reason="x", by=cast.actor(cast.citra))
    actions.withdraw_statement(statement=seen, reason="salah", by=cast.actor(cast.ayu))
    row.refresh_from_db()
    assert (row.verified_rp, row.verifier_id) == (None, None)
    actions.withdraw_statement(statement=given, reason="x", by=cast.actor(cast.citra))


def test_delivered_again_after_verification_is_found(cast):
    row = of_company(cast)
    state(cast, row, "delivered", 10)
    state(cast, row, "verified", 10, "ayu", "bappeda", grade="meja")
    state(cast, row, "delivered", 12)
    kinds = [f.kind for f in queries.contribution_row(row.partnership, row.pk).findings]
    assert "changed_after" in kinds


class TestTheContribution:
    def added(self, cast, **changes):
        partnership = opened(cast)
        party = partnership.parties.get(organisation=cast.village)
        return actions.add_contribution(
            **{
                "partnership": partnership,
                "party": party,
                "kind": "labour",
                "way": "goods",
                "title": "Gali parit",
                "quantity": "60 hari",
                "valuation_basis": "60 × upah setempat",
                "proposed_rp": 6_000_000,
                "by": cast.actor(cast.ayu),
                **changes,
            }
        )

    def test_desk_adds_as_a_proposal_in_its_own_name(self, cast):
        row = self.added(cast)
        assert (row.proposed_rp, row.pledged_rp) == (6_000_000, None)
        assert row.statements.get().organisation == cast.bappeda
        assert Entry.objects.filter(verb="contribution.added").count() == 1

    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            ({"valuation_basis": ""}, Conflict),
            ({"way": "money"}, Refused),
        ],
    )
    def test_value_without_basis_and_labour_into_an_account_are_refused(self, cast, changes, error):
        with pytest.raises(error):
            self.added(cast, **changes)

    def test_outsider_adds_nothing(self, cast):
        with pytest.raises(Refused):
            self.added(cast, by=cast.actor(cast.eka))

    def test_what_is_pledged_is_withdrawn_by_its_giver_alone(self, cast):
        row = of_company(cast)
        with pytest.raises(Refused, match="pihaknya sendiri"):
            actions.withdraw_contribution(contribution=row, reason="x", by=cast.actor(cast.ayu))
        actions.withdraw_contribution(
            contribution=row, reason="anggaran batal", by=cast.actor(cast.citra)
        )
        assert row.pk not in [r.contribution.pk for r in queries.contribution_rows(row.partnership)]
        with pytest.raises(Refused, match="sudah ditarik"):
            state(cast, row, "delivered", 1)

    def test_changed_meanwhile_is_a_conflict(self, cast):
        row = self.added(cast)
        words = {"kind": "labour", "way": "goods", "title": "a", "quantity": ""}
        given = {**words, "valuation_basis": "b", "by": cast.actor(cast.ayu)}
        actions.change_contribution(contribution=row, version=row.version, **given)
        with pytest.raises(Conflict):
            actions.change_contribution(contribution=row, version=1, **given)


def test_rows_cost_three_queries(cast, django_assert_max_num_queries):
    row = of_company(cast)
    state(cast, row, "delivered", 10)
    with django_assert_max_num_queries(3):
        rows = queries.contribution_rows(row.partnership)
        assert all(len(r.figures) == 5 for r in rows)


@pytest.mark.parametrize(
    ("model", "changes", "name"),
    [
        (Contribution, {"delivered_rp": -1}, "contribution_amounts_within_bounds"),
        (Contribution, {"verified_rp": 1}, "contribution_verified_by_somebody"),
        (Contribution, {"kind": "x"}, "contribution_kind_known"),
        (ContributionStatement, {"amount_rp": -1}, "contribution_statement_amounts_within_bounds"),
        (ContributionStatement, {"of": "x"}, "contribution_statement_of"),
        (ContributionStatement, {"of": "verified"}, "contribution_verified_with_grade"),
    ],
)
def test_database_refuses(cast, model, changes, name):
    opened(cast)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        model.objects.update(**changes)
    assert name in str(refused.value)

"""An agreement in the valley: drafted, with its signatories, frozen, and being signed."""

from django.utils import timezone

from sambung.partnerships import actions
from sambung.partnerships.actions import Signed
from sambung.partnerships.models import Agreement, Partnership, Party, Signatory
from tests.cast import Cast
from tests.partnerships.world import opened

NAMES = {
    "perusahaan": ("Rina Contoh", "Direktur"),
    "pemdes": ("Gani Contoh", "Kepala Desa Hauwai"),
    "bappeda": ("Ayu Contoh", "Kepala Bappeda"),
}


def drafted(cast: Cast, kind: str = "pks", **given: object) -> Agreement:
    """Return a draft of Bappeda, not yet shared."""
    partnership = given.pop("partnership", None) or opened(cast)
    return actions.draft_agreement(
        partnership=partnership, kind=kind, by=cast.actor(cast.ayu, cast.bappeda), **given
    )


def party_of(partnership: Partnership, organisation) -> Party:
    """Return the party of the organisation."""
    return partnership.parties.get(organisation=organisation)


def named(cast: Cast, agreement: Agreement, *houses, **given: object) -> list[Signatory]:
    """Name a signatory with a mandate for each of the houses."""
    rows = []
    for house in houses:
        name, title = NAMES[house.kind]
        values = {"mandate": f"jabatannya sebagai {title}"} | given
        rows.append(
            actions.set_signatory(
                agreement=agreement,
                party=party_of(agreement.partnership, house),
                name=name,
                title=title,
                by=cast.actor(cast.ayu, cast.bappeda),
                **values,
            )
        )
    return rows


def signing(cast: Cast, kind: str = "pks", **given: object) -> tuple[Agreement, list[Signatory]]:
    """Return an agreement of the village and the company that waits for signatures."""
    agreement, by = drafted(cast, kind, **given), cast.actor(cast.ayu, cast.bappeda)
    actions.share_agreement(agreement=agreement, by=by)
    rows = named(cast, agreement, cast.village, cast.company)
    actions.freeze_text(agreement=agreement, by=by)
    agreement.refresh_from_db()
    actions.start_signing(agreement=agreement, by=by)
    return agreement, rows


def word(**given: object) -> Signed:
    """Return what is written down of a signing today."""
    return Signed(**{"signed_on": timezone.localdate(), "letter_number": "130/12/PKS/2026"} | given)


def in_force(cast: Cast, kind: str = "pks", **given: object) -> Agreement:
    """Return an agreement that both sides have signed."""
    agreement, (village, company) = signing(cast, kind, **given)
    actions.record_signing(signatory=village, signed=word(), by=cast.actor(cast.gani))
    actions.record_signing(signatory=company, signed=word(), by=cast.actor(cast.citra))
    agreement.refresh_from_db()
    return agreement

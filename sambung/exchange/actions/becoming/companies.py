"""Rows become companies, each written down once, and the people to reach there."""

from sambung.exchange.actions.becoming.arrivals import Arrivals, keep_subjects
from sambung.exchange.models import ImportRow, ImportRun, RecordKind
from sambung.parties.actions import add_contact
from sambung.parties.actions.dealings import add_ring_village
from sambung.parties.models import Contact, Organisation, RingVillage
from sambung.regions.models import Level, Region


def become_companies(arrivals: Arrivals) -> int:
    """Write the companies and contacts down and return how many rows brought something new."""
    made: list[tuple[ImportRow, Organisation | Contact]] = []
    for row in arrivals.rows(RecordKind.COMPANIES):
        before = len(arrivals.made)
        pk = arrivals.organisation_id(row.values)
        company = Organisation.objects.get(pk=pk)
        contact = contact_of(row, company, arrivals)
        keep_ring(row, company, arrivals)
        if len(arrivals.made) > before:
            made.append((row, company))
        elif contact is not None:
            made.append((row, contact))
    return keep_subjects(list(made))


def contact_of(row: ImportRow, company: Organisation, arrivals: Arrivals) -> Contact | None:
    """Keep the person a row names, unless one of that name is kept already or none can be reached.

    A post without a name is kept under the name of the post: people in it change.
    """
    said = row.values
    title = str(said.get("contact_title") or "")[:120]
    name = str(said.get("contact_name") or title)[:120]
    phone, email = str(said.get("phone") or ""), str(said.get("email") or "")
    if not name or not (phone or email) or arrivals.by.worn is None:
        return None
    keeper = arrivals.by.worn.organisation_id
    there = Contact.objects.filter(organisation=company, kept_by_id=keeper, name__iexact=name)
    if there.exists():
        return None
    contact = add_contact(
        organisation=company,
        name=name,
        by=arrivals.by,
        title=title,
        unit=str(said.get("contact_unit") or "")[:120],
        phone=phone,
        email=email,
    )
    arrivals.contacts.append(contact.pk)
    return contact


def keep_ring(row: ImportRow, company: Organisation, arrivals: Arrivals) -> None:
    """Note the villages the row says lie around the company's site, those not known yet."""
    codes = set(row.values.get("ring_villages") or [])
    if not codes or arrivals.by.worn is None:
        return
    mine = RingVillage.objects.filter(company=company, kept_by=arrivals.by.worn.organisation_id)
    codes -= set(mine.values_list("village_id", flat=True))
    for village in Region.objects.filter(pk__in=codes, level=Level.VILLAGE):
        add_ring_village(
            company=company, village=village, by=arrivals.by, source=ring_source(arrivals.run)
        )


def ring_source(run: ImportRun) -> str:
    """Return how a ring village says that it came with an import."""
    return f"{run.file_name[:150]} (impor {run.pk})"

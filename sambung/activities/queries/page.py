"""What the page of one activity says: facts in words, the record atas nama, the trail."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sambung.activities import rules
from sambung.activities.models import Activity
from sambung.activities.queries.visible import LABEL
from sambung.core.access import Actor
from sambung.needs import queries as needs
from sambung.needs.models import Package
from sambung.needs.queries import below
from sambung.parties import queries as parties
from sambung.parties.models import SIDE_OF, OnBehalf, Organisation, Side
from sambung.parties.queries import HistoryRow
from sambung.partnerships import queries as partnerships
from sambung.partnerships.models import Partnership
from sambung.regions.models import Level, Region
from sambung.ui import formats

MOST_OFFERED = 400  # names a page carries to choose from; more are found by typing
GIVING_SIDES = frozenset([Side.BUSINESS, Side.SUPPORT, Side.GOVERNMENT])


def place_words(region: Region) -> str:
    """Return the place with its kecamatan: many villages share a name."""
    parent = region.parent
    return f"{region.full_name}, {parent.full_name}" if parent else region.full_name


def facts_of(activity: Activity) -> list[tuple[str, str]]:
    """Return every question about the activity with its answer; unknown says so."""
    unknown = _("belum diketahui")
    rows = [
        (_("Siapa"), str(activity.organisation)),
        (_("Di mana"), joined(activity.place_note, place_words(activity.region))),
        (_("Tahun"), str(activity.year)),
        (_("Layanan"), activity.get_service_display()),
        (_("Jenis"), activity.get_kind_display()),
        (_("Nilai"), formats.rupiah(activity.amount_rp)),
        (_("Cara memberi"), activity.get_gives_by_display()),
        (_("Orang terbantu"), counted(activity.people, _("orang"))),
        (_("Keluarga terbantu"), counted(activity.households, _("KK"))),
        (_("Mulai"), day_words(activity.started_on)),
        (_("Selesai dibangun"), day_words(activity.finished_on)),
        (_("BAST"), joined(activity.bast_number, day_words(activity.bast_on))),
        (_("Diketahui dari"), activity.source),
    ]
    return [(question, str(answer) or unknown) for question, answer in rows]


def joined(*parts: str) -> str:
    """Return the parts that are there, with commas."""
    return ", ".join(part for part in parts if part)


def counted(value: int | None, unit: str) -> str:
    """Return a count with its unit, empty when it is not known."""
    return "" if value is None else formats.count(value, unit)


def day_words(value: date | None) -> str:
    """Return a day in words, empty when it is not known."""
    return "" if value is None else formats.full_date(value)


def summary_of(activity: Activity, *, to_publish: bool = False) -> list[tuple[str, str]]:
    """Return what its source is asked to confirm; with what would become public when asked."""
    unknown = _("belum diketahui")
    rows = [(_("Kegiatan"), activity.title)]
    rows += [row for row in facts_of(activity) if row[1] != unknown]
    rows += [(_("Sampai mana"), str(activity.get_state_display()))]
    if to_publish:
        words = _("Dengan membenarkan, catatan ini boleh ditampilkan kepada publik.")
        rows += [(_("Tampil untuk publik"), words)]
    return rows


def record_of(activity: Activity) -> OnBehalf | None:
    """Return the current record atas nama of the activity, None when there is none."""
    return parties.on_behalf_of(LABEL, [activity.pk]).get(activity.pk)


def has_agreed(activity: Activity, record: OnBehalf | None) -> bool:
    """Return whether the source confirmed a record that said it would be shown to the public."""
    return (
        record is not None
        and record.confirmed_at is not None
        and activity.publish_asked_at is not None
        and record.recorded_at >= activity.publish_asked_at
    )


def history_of(activity: Activity) -> list[HistoryRow]:
    """Return the trail of the activity in words of this room."""
    words = verb_words()
    return [
        HistoryRow(
            at=row.at,
            verb=row.verb,
            words=words.get(row.verb, row.words),
            who=row.who,
            organisation=row.organisation,
            data=row.data,
        )
        for row in parties.history_of(activity)
    ]


def verb_words() -> dict[str, str]:
    """Return what the trail of this room says to people, by verb."""
    return {
        "activity.recorded": _("mencatat realisasi"),
        "activity.updated": _("mengubah catatannya"),
        "activity.checked": pgettext("jejak", "memeriksa"),
        "activity.photo_added": _("menambah foto"),
        "activity.photo_removed": _("menghapus foto"),
        "activity.handed_over": _("mencatat serah terima (BAST)"),
        "activity.stopped": _("mencatat bahwa kegiatan berhenti"),
        "activity.resumed": _("mencatat bahwa kegiatan dilanjutkan"),
        "activity.linked": _("menautkan kegiatan atau kemitraan"),
        "activity.removed": _("mengeluarkan dari daftar"),
        "activity.restored": _("mengembalikan ke daftar"),
        "activity.source_asked": _("meminta sumbernya membenarkan"),
        "activity.published": _("menampilkan kepada publik"),
        "activity.unpublished": _("menarik dari publik"),
    }


def places_for(actor: Actor) -> list[Region]:
    """Return the villages and kecamatan of the actor's own places, to choose from."""
    codes = {hat.region_code[:5] for hat in actor.hats if hat.region_code}
    rows = Region.objects.filter(
        regency_code__in=codes, level__in=[Level.DISTRICT, Level.VILLAGE]
    ).select_related("parent")
    return list(rows.order_by("name", "code")[:MOST_OFFERED])


def sources_for(actor: Actor) -> list[Organisation]:
    """Return who may have helped, to choose from: sides that give, own organisations first."""
    kinds = [kind for kind, side in SIDE_OF.items() if side in GIVING_SIDES]
    if not any(hat.organisation_kind in rules.READING for hat in actor.hats):
        return list(Organisation.objects.filter(pk__in=actor.organisation_ids).order_by("name"))
    rows = parties.organisations_visible_to(actor).filter(kind__in=kinds)
    return list(rows.order_by("name")[:MOST_OFFERED])


@dataclass(frozen=True)
class Links:
    """What an activity may be tied to."""

    packages: QuerySet[Package]
    partnerships: QuerySet[Partnership]


def links_for(actor: Actor, activity: Activity) -> Links:
    """Return packages and partnerships of the same kabupaten/kota that the actor sees."""
    code = activity.region_id[:5]
    here = below([code], "village")
    return Links(
        packages=needs.packages_visible_to(actor).filter(here).order_by("title"),
        partnerships=partnerships.visible_to(actor).filter(here).order_by("title"),
    )

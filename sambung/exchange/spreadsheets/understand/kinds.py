"""What each kind of record asks of its row beyond the single cells."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from sambung.core.text import plain
from sambung.exchange.spreadsheets.fields.choices import (
    ACTIVITY_KINDS,
    ACTIVITY_STATES,
    SERVICE_OF_KIND,
    SERVICES,
)
from sambung.exchange.spreadsheets.places import Gazetteer
from sambung.exchange.spreadsheets.understand.shapes import Row
from sambung.exchange.spreadsheets.understand.where import codes_in
from sambung.exchange.spreadsheets.values import meant

Finish = Callable[[Row, Mapping[str, str], Gazetteer, date], None]
FIGURES = ("population", "households", "water_pct", "sanitation_pct", "poverty_pct")


def share_heads(row: Row) -> None:
    """Sort out `45 KK / 180 jiwa`: what a cell says of itself goes where it belongs."""
    for name in ("households", "people"):
        value = row.values.get(name)
        if isinstance(value, dict):
            del row.values[name]
            for unit, number in value.items():
                row.values.setdefault(unit, number)
    households, people = row.number("households"), row.number("people")
    if households is not None and people is not None and people < households:
        row.blame(
            "people",
            _("%(people)d jiwa kurang dari %(households)d KK. Periksa kedua angka.")
            % {"people": people, "households": households},
        )


def guess_service(row: Row, *names: str) -> None:
    """Read the service from the first of these texts that tells one, when no column does."""
    if "service" in row.values or row.faults_at("service"):
        return
    for name in names:
        found = meant(row.text(name), SERVICES)
        if len(found) == 1:
            row.values["service"] = found[0]
            return


def finish_need(row: Row, cells: Mapping[str, str], places: Gazetteer, today: date) -> None:
    """A proposal: service from its title; what the village carries is told by its amounts."""
    share_heads(row)
    guess_service(row, "title", "problem")
    for flag, name in (
        ("has_labour", "labour_person_days"),
        ("has_cash", "cash_per_household_rp"),
        ("has_village_funds", "village_funds_rp"),
    ):
        if (number := row.number(name)) is not None:
            row.values[flag] = number > 0
    for name in ("people", "households"):
        if row.number(name) == 0:
            row.blame(name, _("Jumlahnya nol. Tulis berapa yang membutuhkan."))


def finish_package(row: Row, cells: Mapping[str, str], places: Gazetteer, today: date) -> None:
    """Work ready for support: who is served is who is there, unless told."""
    share_heads(row)
    guess_service(row, "title")
    people, served = row.number("people"), row.number("people_served")
    if served is None and people:
        row.values["people_served"] = people
    elif served is not None and people is not None and served > people:
        row.blame(
            "people_served",
            _("%(served)d jiwa dilayani, lebih banyak daripada %(people)d jiwa yang membutuhkan.")
            % {"served": served, "people": people},
        )
    for name, most in (("expected_years", 50), ("community_percent", 90)):
        value = row.values.get(name)
        if isinstance(value, float) and not 0 <= value <= most:
            row.blame(name, _("Paling banyak %(most)d.") % {"most": most})


def finish_company(row: Row, cells: Mapping[str, str], places: Gazetteer, today: date) -> None:
    """A company: its kind from its name; a contact must be reachable; ring 1 as codes."""
    if "company_kind" not in row.values and not row.faults_at("company_kind"):
        row.values["company_kind"] = kind_of_company(row.text("company"))
    if ring := row.text("ring_villages"):
        row.values["ring_villages"] = codes_in(row, "ring_villages", ring, places)
    if row.text("contact_name") and not (row.text("phone") or row.text("email")):
        row.blame(
            "phone",
            _("Kontak perlu telepon atau surel. Isi salah satu, atau kosongkan nama kontaknya."),
        )


def kind_of_company(name: str) -> str:
    """Return what a company's name tells of its kind."""
    words = set(plain(name).replace(".", " ").split())
    for kind, told in (
        ("bank", {"bank", "bpr", "bprs", "bpd"}),
        ("yayasan", {"yayasan", "foundation"}),
        ("baznas", {"baznas", "lazismu", "lazisnu"}),
        ("bumn", {"persero", "perumda", "bumd", "perum", "pln", "pertamina"}),
    ):
        if words & told:
            return kind
    return "perusahaan"


def finish_offer(row: Row, cells: Mapping[str, str], places: Gazetteer, today: date) -> None:
    """A pledge: how sure its amount is, which services, where."""
    amount = row.values.pop("amount", None)
    if isinstance(amount, dict):
        low, high = amount["min"], amount["max"]
        row.values |= {"amount_kind": "range", "amount_min_rp": low, "amount_max_rp": high}
    elif isinstance(amount, int):
        row.values |= {"amount_kind": "exact", "amount_rp": amount}
    else:
        row.values["amount_kind"] = "unknown"
    services = row.values.pop("services", None)
    named = services if isinstance(services, list) else ["water", "sanitation", "hygiene"]
    row.values |= {f"for_{name}": name in named for name in ("water", "sanitation", "hygiene")}
    if regions := row.text("regions"):
        row.values["regions"] = codes_in(row, "regions", regions, places)
    if isinstance(share := row.values.get("most_share_percent"), float):
        row.values["most_share_percent"] = int(share)


def finish_activity(row: Row, cells: Mapping[str, str], places: Gazetteer, today: date) -> None:
    """A realisation: kind and service from its title, a day order that can be, a place."""
    share_heads(row)
    guess_kind(row)
    guess_service(row, "title", "note")
    if "service" not in row.values and "title" in row.values:
        row.blame("service", _("Layanannya belum jelas. Pilih satu."), labels_of_services())
    weigh_handover(row)
    if "region" not in row.values and not row.faults_at("village", "code"):
        row.blame("village", _("Tempatnya belum diisi. Tulis desa, atau kecamatannya saja."))
    check_days(row, today)


def weigh_handover(row: Row) -> None:
    """A BAST makes what is finished handed over; it does not go with what is not yet built."""
    if not (row.text("bast_number") or row.text("bast_on")):
        return
    if row.text("state") in ("", "built"):
        row.values["state"] = "handed_over"
    elif row.text("state") != "handed_over":
        row.blame(
            "state",
            _("Ada BAST, tetapi keadaannya belum selesai. Pilih keadaannya, atau hapus BAST-nya."),
            tuple(choice.label for choice in ACTIVITY_STATES if choice.value == "handed_over"),
        )


def guess_kind(row: Row) -> None:
    """Read what was done from the title, and the service from what was done."""
    if "kind" not in row.values and not row.faults_at("kind"):
        found = meant(row.text("title"), ACTIVITY_KINDS)
        if found and found[0] != "other":
            row.values["kind"] = found[0]
    service = SERVICE_OF_KIND.get(row.text("kind"))
    if service and not row.faults_at("service"):
        row.values.setdefault("service", service)


def labels_of_services() -> tuple[str, ...]:
    """Return the services as they are offered."""
    return tuple(choice.label for choice in SERVICES)


def check_days(row: Row, today: date) -> None:
    """Refuse days and years that cannot be: an end before its start, a handover to come."""
    started, finished = row.text("started_on"), row.text("finished_on")
    if started and finished and finished < started:
        row.blame("finished_on", _("Tanggal selesai lebih awal daripada tanggal mulai."))
    if row.text("bast_on") > today.isoformat() and not is_month_of(row.text("bast_on"), today):
        row.blame("bast_on", _("Tanggal BAST belum tiba. Periksa tahunnya."))
    if row.text("known_on") > today.isoformat():
        row.blame("known_on", _("Tanggal data belum tiba. Periksa tahunnya."))
    year = row.number("year")
    if year is not None and year > today.year + 1:
        row.blame("year", _("Tahun %(year)d belum tiba.") % {"year": year})


def is_month_of(day: str, today: date) -> bool:
    """Return whether a day lies in this month: `November 2026` is read as its last day."""
    return day[:7] == today.isoformat()[:7]


def finish_village(row: Row, cells: Mapping[str, str], places: Gazetteer, today: date) -> None:
    """A village profile: at least one figure, no more households than people."""
    if all(name not in row.values for name in FIGURES) and not row.faults:
        row.blame("population", _("Belum ada angka pada baris ini. Isi paling sedikit satu."))
    population, households = row.number("population"), row.number("households")
    if population is not None and households is not None and population < households:
        row.blame("population", _("Jumlah penduduk kurang dari jumlah KK. Periksa kedua angka."))
    if row.text("as_of") > today.isoformat():
        row.blame("as_of", _("Tanggal data belum tiba. Periksa tahunnya."))


FINISH: dict[str, Finish] = {
    "needs": finish_need,
    "packages": finish_package,
    "companies": finish_company,
    "offers": finish_offer,
    "activities": finish_activity,
    "villages": finish_village,
}

"""What a person sends on of a need or a package: plain lines without contacts or pledges."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.needs import rules
from sambung.needs.lifecycle import PACKAGE_PUBLIC
from sambung.needs.models import Need, Option, Package
from sambung.needs.queries.places import carried_words
from sambung.regions.models import Region
from sambung.ui.formats import count, full_date, rupiah_words
from sambung.ui.parts import ShareText


def place_words(village: Region | None) -> str:
    """Return the village, district and kabupaten/kota in one line; unknown is empty."""
    if village is None:
        return ""
    above = [
        each.full_name
        for each in (village.parent, village.parent and village.parent.parent)
        if each is not None
    ]
    return ", ".join([village.full_name, *above])


def people_words(people: int | None, households: int | None) -> str:
    """Return how many wait; a count nobody has made is left out, never zero."""
    if people is None:
        return ""
    if households is None:
        return _("Belum terlayani: %s orang") % count(people)
    return _("Belum terlayani: %(people)s orang, %(households)s KK") % {
        "people": count(people),
        "households": count(households),
    }


def share_text(thing: Need | Package, options: Sequence[Option] = ()) -> ShareText:
    """Return the lines of a need or of a package with its cheapest option."""
    return need_text(thing) if isinstance(thing, Need) else package_text(thing, options)


def need_text(need: Need) -> ShareText:
    """Return who asks what, where, for how many, and where it stands; its page asks for sign-in."""
    carried = carried_words(need)
    return ShareText.of(
        _("Usulan nomor %(number)s: %(title)s")
        % {"number": need.pk, "title": need.title or _("tanpa judul")},
        _("Di: %s") % place_words(need.village) if need.village else "",
        _("Layanan: %s") % need.get_service_display() if need.service else "",
        people_words(need.people, need.households),
        _("Diusulkan oleh: %s") % need.proposer,
        _("Siap ditanggung desa: %s") % carried if carried else "",
        _("Keadaan: %s") % rules.state_name(need),
        _("Dijawab paling lambat: %s") % full_date(need.answer_due_on)
        if need.answer_due_on and need.state == "sent"
        else "",
        path=reverse("needs:need", args=[need.pk]),
        is_private=True,
        is_simulated=need.is_simulated,
    )


def package_text(package: Package, options: Sequence[Option]) -> ShareText:
    """Return what is to be done, where, for how many, what it costs, and what is asked."""
    cheapest = min(options, key=lambda option: option.total_rp, default=None)
    money = (
        [
            _("Biaya mulai %s") % rupiah_words(cheapest.total_rp),
            _("Ditanggung warga: %s") % rupiah_words(cheapest.community_rp),
            _("Perlu dukungan: %s") % rupiah_words(cheapest.need_rp),
        ]
        if cheapest is not None
        else []
    )
    return ShareText.of(
        _("Kegiatan siap didukung: %s") % package.title,
        _("Di: %s") % place_words(package.village),
        people_words(package.people, package.households),
        _("Keadaan: %s") % rules.state_name(package),
        _("Tahun: %d") % package.year,
        *money,
        path=reverse("needs:package", args=[package.pk]),
        is_private=package.state not in PACKAGE_PUBLIC,
        is_simulated=package.is_simulated,
    )


def people_said(need: Need) -> str:
    """Return how many the need says, in words for a form; '' when it says nothing."""
    if need.people is None or need.households is None:
        return ""
    return _("%(people)s orang, %(households)s KK") % {
        "people": count(need.people),
        "households": count(need.households),
    }

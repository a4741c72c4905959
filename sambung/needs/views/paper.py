"""A package as one printed A4 page, with a QR that opens its page."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sambung.core import typeset
from sambung.needs import queries
from sambung.needs.models import Option, Package
from sambung.needs.views.asking import ActorRequest, package_of
from sambung.ui.formats import count, full_date, rupiah
from sambung.ui.parts import PAPER_LOOK

TEMPLATE = Path(settings.BASE_DIR) / "needs" / "templates" / "needs" / "package.typ"
LINES_SHOWN = 9
WORDS_SHOWN = 420


def package_paper(request: ActorRequest, pk: int) -> HttpResponse:
    """Return the package as one A4 page: what, where, for whom, its cost, what is asked."""
    package = package_of(request, pk)
    site = settings.PUBLIC_URL or request.build_absolute_uri("/")[:-1]
    code = f"P-{package.village_id}-{package.pk:04d}"
    with translation.override("id"):
        data = facts_of(package) | {
            "code": code,
            "simulated": package.is_simulated,
            "source": urlsplit(site).netloc,
            "printed": full_date(timezone.localdate()),
        }
    path = reverse("needs:package", args=[pk])
    pictures = {"paper.typ": PAPER_LOOK.read_bytes(), "qr.svg": typeset.qr(f"{site}{path}")}
    response = HttpResponse(typeset.pdf(TEMPLATE, data, pictures=pictures), "application/pdf")
    response["Content-Disposition"] = f'inline; filename="{code}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response


def facts_of(package: Package) -> dict[str, Any]:
    """Return everything the page prints, in words."""
    need = package.need
    options = list(package.options.prefetch_related("lines"))
    best = min(options, key=lambda option: option.total_rp, default=None)
    items = queries.completeness_of([need])[package.need_id]
    problem = need.problem
    carried = queries.carried_words(need)
    return {
        "kick": f"Sambung · {_('Kegiatan siap didukung')}",
        "title": package.title,
        "place": queries.place_words(package.village),
        "lead": _("%(service)s · dapat dikerjakan tahun %(year)d")
        % {"service": str(package.get_service_display()).capitalize(), "year": package.year},
        "people": count(package.people, _("orang")),
        "households": count(package.households, _("KK")),
        "problem": problem if len(problem) <= WORDS_SHOWN else f"{problem[:WORDS_SHOWN]} …",
        "state": str(package.get_state_display()),
        "option": option_of(best) if best else None,
        "others": [other_of(option) for option in options if best and option.pk != best.pk],
        "carried": f"{carried.capitalize()}." if carried else _("Belum dibicarakan."),
        "operator": need.operator_name or _("belum ada penanggung jawab"),
        "complete": _("%(done)d dari %(all)d bagian sudah ada.")
        % {"done": sum(item.is_done for item in items), "all": len(items)},
        "lacking": "; ".join(item.label for item in items if not item.is_done),
        "contact": str(package.organisation),
    }


def option_of(option: Option) -> dict[str, Any]:
    """Return the cheapest option with its largest lines; the rest stand in one sum."""
    lines = sorted(option.lines.all(), key=lambda line: -line.amount_rp)
    rest = sum(line.amount_rp for line in lines[LINES_SHOWN:])
    rows = [(line.item, rupiah(line.amount_rp)) for line in lines[:LINES_SHOWN]]
    if rest:
        rows.append((_("%d baris lain") % len(lines[LINES_SHOWN:]), rupiah(rest)))
    return {
        "title": option.title,
        "served": count(option.people_served, _("orang")),
        "years": _("%s tahun") % count(round(option.expected_years)),
        "lines": rows,
        "total": rupiah(option.total_rp),
        "community": rupiah(option.community_rp),
        "asked": rupiah(option.need_rp),
        "per_person": rupiah(option.rp_per_person),
        "price_year": option.price_year,
    }


def other_of(option: Option) -> str:
    """Return another option in one line."""
    return _("%(title)s: %(total)s untuk %(people)s") % {
        "title": option.title,
        "total": rupiah(option.total_rp),
        "people": count(option.people_served, _("orang")),
    }

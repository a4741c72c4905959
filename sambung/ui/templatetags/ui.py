"""Formats for people and the parts of the design system. Numbers reach people only through here.

This library is built in: templates use it without {% load %}. docs/how-to/add-a-part.md shows each.
"""

from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sambung.ui import formats, parts
from sambung.ui.charts.drawing import NOTHING, draw, fill, pct, rect, strip

register = template.Library()

# ---- formats --------------------------------------------------------------------------------

register.filter("rupiah", formats.rupiah)
register.filter("rupiah_kata", formats.rupiah_words)
register.filter("angka", formats.count)
register.filter("angka_pendek", formats.count_words)
register.filter("persen", formats.percent)
register.filter("indeks", formats.index)
register.filter("poin", formats.points)
register.filter("tanggal", formats.full_date)
register.filter("tanggal_pendek", formats.short_date)
register.filter("tanggal_tabel", formats.table_date)
register.filter("bulan", formats.month_year)
register.filter("bulan_pendek", formats.month_short)
register.filter("hari", formats.weekday)
register.filter("jam", formats.clock)
register.filter("tanggal_jam", formats.date_clock)
register.filter("jarak", formats.distance)
register.filter("inisial", parts.initials)


@register.filter
def desimal(value: Any, digits: int = 1) -> str:
    """Return 12,5 with at most so many decimals, or 'belum ada data'."""
    return formats.no_data() if value is None else formats.decimal_text(value, digits)


@register.simple_tag
def saat_ini() -> str:
    """Return day and time of now with its zone, for what is printed."""
    return formats.date_clock(timezone.now())


@register.filter
def rupiah_pendek(value: Any) -> str | SafeString:
    """Return Rp1,25 miliar with the full amount as its title."""
    short, full = formats.rupiah_words(value), formats.rupiah(value)
    return short if short == full else format_html('<abbr title="{}">{}</abbr>', full, short)


# ---- small parts ----------------------------------------------------------------------------


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a vendored icon; it never speaks, so words stand beside it or in aria-label."""
    return parts.icon_svg(name)


@register.simple_tag
def badge(kind: str, words: str) -> SafeString:
    """Draw a badge: ok, due, late, info, none, est or sim."""
    return format_html('<span class="{}">{}</span>', parts.badge_class(kind), words)


@register.simple_tag
def simulasi() -> SafeString:
    """Draw the SIMULASI badge."""
    return badge("sim", _("Simulasi"))


@register.simple_tag
def perkiraan(words: str = "") -> SafeString:
    """Draw the badge of an estimate."""
    return badge("est", words or _("perkiraan"))


@register.simple_tag
def belum_ada(words: str = "") -> SafeString:
    """Draw the hatched badge of what nobody knows."""
    return badge("none", words or _("belum ada data"))


@register.inclusion_tag("ui/steps.html")
def steps(now: int, total: int) -> dict[str, Any]:
    """Draw where a person stands in a row of questions."""
    marks = ["d" if step < now else "n" if step == now else "" for step in range(1, total + 1)]
    return {"marks": marks, "now": now, "total": total}


@register.simple_block_tag
def note(content: str, kind: str = "") -> SafeString:
    """Draw a note with its bar: '' explains, ok is a next step, am is care, warn warns."""
    return format_html('<div class="note {}">{}</div>', kind, content)


@register.simple_block_tag
def empty(content: str, title: str = "") -> SafeString:
    """Draw the empty state: the title says what is missing, the content what to do."""
    return format_html(
        '<div class="empty"><h3>{}</h3>{}</div>', title or _("Belum ada data"), content
    )


@register.simple_block_tag
def sheet(content: str, id: str, title: str) -> SafeString:  # noqa: A002 - the HTML word
    """Draw a sheet that a button with data-sheet="id" opens; without script it is never needed."""
    close = _("Tutup")
    return format_html(
        '<dialog class="sheet" id="{0}" aria-labelledby="{0}-title"><div class="sheet-in">'
        '<div class="sheet-head"><h2 id="{0}-title">{1}</h2>'
        '<form method="dialog"><button class="shut" aria-label="{2}">{3}</button></form></div>'
        "{4}</div></dialog>",
        id,
        title,
        close,
        parts.icon_svg("x-lg"),
        content,
    )


@register.inclusion_tag("ui/share.html", takes_context=True)
def share(
    context: RequestContext, thing: parts.ShareText | None, label: str = ""
) -> dict[str, Any]:
    """Draw *Bagikan ke WhatsApp*: the text to read first, then one's own WhatsApp, copy, others."""
    if thing is None:
        return {}
    site = context.request.build_absolute_uri("/")
    return {
        "share": thing,
        "label": label or _("Bagikan ke WhatsApp"),
        "text": thing.text(site),
        "lines": thing.lines,
        "address": thing.address(site),
        "whatsapp_url": thing.whatsapp_url(site),
    }


@register.inclusion_tag("ui/preview.html", takes_context=True)
def preview(context: RequestContext) -> dict[str, Any]:
    """Draw how a link to this page is announced in WhatsApp: its text when anybody may read it.

    A page that asks for sign-in is announced by the name of the site alone.
    """
    given = context.get("share")
    public = given if isinstance(given, parts.ShareText) and not given.is_private else None
    return {
        "public": public,
        "url": context.request.build_absolute_uri(context.request.path) if public else "",
        "picture": context.request.build_absolute_uri(static("ui/icons/icon-512.png")),
        "locale": "en_GB" if formats.language() == "en" else "id_ID",
    }


@register.inclusion_tag("ui/crumbs.html")
def breadcrumbs(pairs: Any) -> dict[str, Any]:
    """Draw the breadcrumbs from (label, address) pairs; the last is this page."""
    return {"crumbs": parts.crumbs_of(pairs)}


# ---- forms ----------------------------------------------------------------------------------


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, **given: Any) -> dict[str, Any]:
    """Draw one field: label, hint, unit inside, error above; see docs/how-to/add-a-part.md."""
    return parts.field_context(bound, **given)


@register.simple_block_tag
def followed(content: str, bound: BoundField, hint: str = "") -> SafeString:
    """Draw a tick box whose follow-up fields (the content) open when it is ticked."""
    option = format_html(
        '<label class="opt c" for="{}">{}<span class="g"><b>{}</b><small>{}</small></span></label>',
        bound.id_for_label,
        bound,
        bound.label,
        hint or bound.help_text,
    )
    return format_html(
        '<div class="opt-group">{}<div class="follow">{}</div></div>', option, content
    )


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """Draw the list of what to mend, each linked to its field; nothing when all is well."""
    bound = [form for form in forms if form is not None and form.errors]
    return {
        "lines": [line for form in bound for line in parts.error_lines(form)],
        "others": [error for form in bound for error in form.non_field_errors()],
    }


@register.simple_tag
def submit(
    words: str, busy: str = "", kind: str = "", name: str = "", value: str = ""
) -> SafeString:
    """Draw the button of a form; busy is its verb while the request is under way."""
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html(
        '<button class="btn {}" type="submit" data-busy="{}"{}>{}</button>',
        kind,
        busy or _("Mengirim…"),
        named,
        words,
    )


# ---- tables and lists -----------------------------------------------------------------------


def address_with(context: RequestContext, **changes: Any) -> str:
    """Return this page's query string with the changes; None removes a key."""
    query = context.request.GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def address(context: RequestContext, **changes: Any) -> str:
    """Return this page's query string with the changes, for links of filters and views."""
    return address_with(context, **changes)


@register.inclusion_tag("ui/sort_header.html", takes_context=True)
def sort_header(
    context: RequestContext, key: str, label: str, numeric: bool = False
) -> dict[str, Any]:
    """Draw a column head that sorts by ?urut=key and turns round at the second tap."""
    current = context.request.GET.get("urut", "")
    orders = {key: "ascending", f"-{key}": "descending"}
    first = f"-{key}" if numeric else key
    other = key if current == f"-{key}" else f"-{key}"
    return {
        "label": label,
        "numeric": numeric,
        "aria_sort": orders.get(current, ""),
        "href": address_with(context, urut=other if current in orders else first, hal=None),
    }


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: RequestContext, page: Page[Any], words: str = "") -> dict[str, Any]:
    """Draw the pages of a list (?hal=); nothing but the count when there is one page."""
    numbers = [
        (number, address_with(context, hal=number) if isinstance(number, int) else "")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "page": page,
        "numbers": numbers,
        "words": words,
        "before": address_with(context, hal=page.number - 1) if page.has_previous() else "",
        "after": address_with(context, hal=page.number + 1) if page.has_next() else "",
    }


# ---- charts ---------------------------------------------------------------------------------


@register.simple_tag
def chart(thing: Any) -> SafeString:
    """Draw a chart of sambung.ui.charts with its table; nothing for None."""
    return draw(thing) if thing is not None else NOTHING


@register.simple_tag
def mini_bar(value: Any, largest: Any, colour: str = "water") -> SafeString:
    """Draw a thin bar under a figure; None draws nothing, for unknown is not zero."""
    if value is None:
        return NOTHING
    return strip(6, rect("0", 0, pct(float(value), float(largest or 0)), 6, fill(colour), radius=2))

"""What the parts of the page need to know before their templates draw them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import search
from typing import Any
from urllib.parse import quote

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sambung.ui.forms import AngkaField, PersenField, RupiahInput

ICONS = Path(__file__).resolve().parent / "static" / "ui" / "vendor" / "bootstrap-icons"
PAPER_LOOK = Path(__file__).resolve().parent / "templates" / "ui" / "paper.typ"  # of printed forms
BADGE_KINDS = frozenset({"ok", "due", "late", "info", "none", "est", "sim"})


class UnknownPart(ValueError):
    """A template asked for an icon or a badge kind that does not exist."""


@cache
def icon_svg(name: str) -> SafeString:
    """Return the vendored icon, drawn in the colour of its text and hidden from screen readers."""
    path = ICONS / f"{name}.svg"
    if not path.is_file():
        raise UnknownPart(f"No icon {name!r}: add it to script/vendor and run it.")
    drawing = search(r"<svg[^>]*>(.*)</svg>", path.read_text().replace("\n", ""))
    inner = drawing.group(1).strip() if drawing else ""
    return mark_safe(  # noqa: S308 - our own vendored file
        f'<svg class="i" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{inner}</svg>'
    )


def badge_class(kind: str) -> str:
    """Return the class of a badge; refuse a kind that has no shape."""
    if kind not in BADGE_KINDS:
        raise UnknownPart(f"No badge {kind!r}: one of {', '.join(sorted(BADGE_KINDS))}.")
    return f"b {kind}"


MOST_SHARED_LINES = 10


@dataclass(frozen=True)
class ShareText:
    """What a person sends on of a thing: at most ten plain lines, and where it is read in full.

    A room's `queries.share_text(thing)` returns it; it holds no contact, no other company's offer,
    and no amount its reader may not see.
    """

    lines: tuple[str, ...]
    path: str  # of the page on this site
    is_private: bool = False  # whether whoever opens the link has to sign in

    @classmethod
    def of(
        cls,
        title: object,
        *lines: object,
        path: str,
        is_private: bool = False,
        is_simulated: bool = False,
    ) -> "ShareText":
        """Return the text of a thing: its title, SIMULASI where it is, what is known of the rest.

        Empty lines fall away: what is not known is not sent. Line breaks that people typed become
        spaces, so that one line stays one line.
        """
        warning = _("SIMULASI: data rekaan untuk contoh.") if is_simulated else ""
        plain = [" ".join(str(line).split()) for line in (f"*{title}*", warning, *lines)]
        return cls(tuple([line for line in plain if line][:MOST_SHARED_LINES]), path, is_private)

    @property
    def preview_title(self) -> str:
        """Return the title a link is announced with."""
        return self.lines[0].strip("*") if self.lines else ""

    @property
    def preview_words(self) -> str:
        """Return what a link is announced with: the first lines under the title."""
        return " · ".join(self.lines[1:5])

    def address(self, site: str) -> str:
        """Return the full address; PUBLIC_URL stands before the site asked when it is set."""
        return f"{(settings.PUBLIC_URL or site).rstrip('/')}{self.path}"

    def text(self, site: str) -> str:
        """Return the lines and the link under them, as they are sent."""
        return "\n".join([*self.lines, self.address(site)])

    def whatsapp_url(self, site: str) -> str:
        """Return the address that opens the person's own WhatsApp with the text."""
        return f"https://wa.me/?text={quote(self.text(site), safe='')}"


@dataclass(frozen=True)
class Crumb:
    """One step of the breadcrumbs; the last has no address."""

    label: str
    url: str


def crumbs_of(pairs: Any) -> list[Crumb]:
    """Return crumbs from (label, address) pairs; a bare label is the page itself."""
    crumbs = []
    for pair in pairs or ():
        label, url = (pair, "") if isinstance(pair, str) else (pair[0], pair[1] or "")
        crumbs.append(Crumb(str(label), str(url)))
    return crumbs


def initials(name: str) -> str:
    """Return at most two initials for the circle beside a name."""
    words = [word for word in name.split() if word[:1].isalnum()]
    return "".join(
        word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)
    ).upper()


def error_lines(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Return (address of the field, its label and what is wrong) for every visible field."""
    lines = []
    for field in form.visible_fields():
        label = str(field.label)
        start = label if label.endswith("?") else f"{label.removesuffix(':')}:"
        target = field.id_for_label or field.auto_id
        lines += [(f"#{target}", f"{start} {error}") for error in field.errors]
    return lines


def shape_of(widget: forms.Widget) -> str:
    """Return which of the drawn field shapes a widget takes."""
    shapes: tuple[tuple[type[forms.Widget], str], ...] = (
        (forms.CheckboxSelectMultiple, "options"),
        (forms.RadioSelect, "options"),
        (forms.CheckboxInput, "check"),
        (forms.SelectMultiple, "select"),
        (forms.Select, "select"),
        (forms.Textarea, "area"),
        (forms.FileInput, "file"),
    )
    return next((shape for kind, shape in shapes if isinstance(widget, kind)), "text")


def box_class(field: BoundField, shape: str, size: str) -> str:
    """Return the classes of the box around a control."""
    is_number = isinstance(field.field, (AngkaField, PersenField)) or isinstance(
        field.field.widget, (RupiahInput, forms.NumberInput)
    )
    names = ["in", shape if shape != "text" else "", "num" if is_number else "", size]
    return " ".join(name for name in names if name)


def field_context(field: BoundField, **given: Any) -> dict[str, Any]:
    """Return what ui/field.html draws: label, hint, unit, control, errors, and their ids."""
    shape = shape_of(field.field.widget)
    hint = given.get("hint", field.help_text)
    is_money = isinstance(field.field.widget, RupiahInput)
    return {
        "field": field,
        "shape": shape,
        "hint": hint,
        "label": given.get("label") or field.label,
        "unit": given.get("unit") or ("%" if isinstance(field.field, PersenField) else ""),
        "prefix": "Rp" if is_money else given.get("prefix", ""),
        "is_optional": not field.field.required and shape != "check",
        "box": box_class(field, shape, given.get("size", "")),
        "control": control_of(field, bool(hint), given),
        "live_id": f"{field.auto_id}_live" if is_money or given.get("times") else "",
        "options": list(field) if shape == "options" else [],
        "is_many": isinstance(field.field.widget, forms.CheckboxSelectMultiple),
    }


def control_of(field: BoundField, has_hint: bool, given: dict[str, Any]) -> SafeString:
    """Return the control itself, tied to its hint, its error and its live arithmetic."""
    described = [f"{field.auto_id}_helptext"] if has_hint else []
    if field.errors:
        described.append(f"{field.auto_id}_error")
    attrs: dict[str, Any] = {}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if isinstance(field.field.widget, RupiahInput) or given.get("times"):
        attrs["data-live"] = f"{field.auto_id}_live"
        attrs["data-money"] = "1" if isinstance(field.field.widget, RupiahInput) else ""
        attrs["data-times"] = str(given.get("times") or "")
        attrs["data-times-unit"] = str(given.get("times_unit") or "")
    for name in ("placeholder", "autocomplete", "inputmode"):
        if name in given:
            attrs[name] = given[name]
    return field.as_widget(attrs=attrs)

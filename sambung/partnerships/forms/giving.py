"""What a person types about contribution rules, declarations and private notes."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sambung.parties.models import Organisation
from sambung.partnerships import lifecycle
from sambung.partnerships.forms.partnership import OnceForm
from sambung.partnerships.models import ContributionRule, DeclarationKind
from sambung.ui.forms import PersenField

MOST_PARTS = 6
IN_KIND = "natura"
GIVING = [("", gettext_lazy("apa pun")), ("cash", gettext_lazy("uang")), (IN_KIND, "natura")]


class RuleChoiceForm(OnceForm):
    """Against which rule the partnership is held; none is a choice too."""

    rule = forms.ModelChoiceField(
        queryset=ContributionRule.objects.none(),
        required=False,
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("tanpa aturan"),
        label=gettext_lazy("Aturan pembagian biaya"),
    )

    def __init__(self, *args: Any, choices: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        field = self.fields["rule"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = choices


class OwnForm(OnceForm):
    """A form in the name of one of several organisations."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), empty_label=None, label=gettext_lazy("Oleh")
    )

    def __init__(self, *args: Any, houses: Sequence[int], **kw: Any) -> None:
        super().__init__(*args, **kw)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Organisation.objects.filter(pk__in=houses)


class DeclarationForm(OwnForm):
    """What a party declares so that nobody is surprised later."""

    kind = forms.ChoiceField(choices=DeclarationKind.choices, label=gettext_lazy("Tentang"))
    text = forms.CharField(
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Keterangan"),
        help_text=gettext_lazy(
            "Misalnya: vendornya satu grup dengan perusahaan; tanah milik keluarga kepala dusun."
        ),
        error_messages={"required": gettext_lazy("Tulis keterangannya.")},
    )


class NoteForm(OwnForm):
    """A note that only one's own organisation reads."""

    text = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("Catatan"),
        error_messages={"required": gettext_lazy("Tulis catatannya.")},
    )


class RuleForm(OwnForm):
    """A division of cost: up to six parts, each with who gives, what, and how much."""

    name = forms.CharField(
        max_length=120,
        label=gettext_lazy("Nama aturan"),
        error_messages={"required": gettext_lazy("Tulis nama aturannya.")},
    )
    source = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Sumber"),
        help_text=gettext_lazy("Misalnya: Perbup nomor dan pasalnya, atau kesepakatan forum."),
    )

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for number in range(1, MOST_PARTS + 1):
            self.add_part(number)

    def add_part(self, number: int) -> None:
        """Add the fields of one part; only the first is required."""
        self.fields[f"label_{number}"] = forms.CharField(
            max_length=80, required=number == 1, label=gettext_lazy("Nama bagian")
        )
        self.fields[f"sides_{number}"] = forms.MultipleChoiceField(
            required=number == 1,
            choices=list(lifecycle.GIVERS.items()),
            widget=forms.CheckboxSelectMultiple,
            label=gettext_lazy("Pemberi"),
        )
        self.fields[f"giving_{number}"] = forms.ChoiceField(
            required=False, choices=GIVING, label=gettext_lazy("Berupa")
        )
        self.fields[f"bound_{number}"] = forms.ChoiceField(
            required=False, choices=list(lifecycle.BOUNDS.items()), label=gettext_lazy("Batas")
        )
        self.fields[f"percent_{number}"] = PersenField(
            required=number == 1, label=gettext_lazy("Persen")
        )

    def groups(self) -> list[list[Any]]:
        """Return the fields of each part, for the page."""
        names = ("label", "sides", "giving", "bound", "percent")
        return [[self[f"{name}_{number}"] for name in names] for number in range(1, MOST_PARTS + 1)]

    def parts(self) -> list[dict[str, Any]]:
        """Return the parts that were filled, as a rule keeps them."""
        return [self.part(n) for n in range(1, MOST_PARTS + 1) if self.cleaned_data[f"label_{n}"]]

    def part(self, number: int) -> dict[str, Any]:
        """Return one part."""
        given = self.cleaned_data
        percent = given[f"percent_{number}"]
        giving = given[f"giving_{number}"]
        kinds = {"": [], "cash": ["cash"], IN_KIND: list(lifecycle.IN_KIND)}[giving]
        return {
            "label": given[f"label_{number}"],
            "sides": given[f"sides_{number}"],
            "kinds": kinds,
            "percent": str(percent if percent is not None else Decimal(0)),
            "bound": given[f"bound_{number}"] or "about",
        }

    def clean(self) -> dict[str, Any]:
        """Refuse parts that do not fit together, in words."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        try:
            lifecycle.parse_parts(self.parts())
        except lifecycle.BadRule as error:
            self.add_error(None, str(error))
        return given


def rule_start(rule: ContributionRule) -> dict[str, Any]:
    """Return what the form of a kept rule starts with."""
    start: dict[str, Any] = {"name": rule.name, "source": rule.source}
    for number, part in enumerate(lifecycle.parse_parts(rule.parts), start=1):
        giving = "" if not part.kinds else ("cash" if part.kinds == {"cash"} else IN_KIND)
        start |= {
            f"label_{number}": part.label,
            f"sides_{number}": sorted(part.sides),
            f"giving_{number}": giving,
            f"bound_{number}": part.bound,
            f"percent_{number}": part.percent,
        }
    return start

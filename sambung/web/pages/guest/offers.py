"""A company without an account states what it could give, and looks at what it stated."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from sambung.parties import actions, queries, rules
from sambung.parties.models import AmountKind, GivingWay, Offer, OfferTerms, Organisation
from sambung.regions.models import Region
from sambung.ui.forms import RupiahField
from sambung.web.pages.guest.fields import GuestForm, PlacesField, place_words
from sambung.web.pages.guest.holder import GuestRequest, body_of, for_guests, form_page, page_of


def years() -> list[tuple[int, str]]:
    """Return the years an offer may be for: this one to four ahead."""
    this = timezone.localdate().year
    return [(year, str(year)) for year in range(this, this + 5)]


class OfferForm(GuestForm):
    """What a source could give in one year; seven questions, most may stay empty."""

    year = forms.TypedChoiceField(coerce=int, choices=years, label=gettext_lazy("Untuk tahun"))
    amount_kind = forms.ChoiceField(
        choices=AmountKind,
        label=gettext_lazy("Berapa jumlahnya?"),
        widget=forms.RadioSelect,
        initial=AmountKind.UNKNOWN,
    )
    amount_rp = RupiahField(required=False, label=gettext_lazy("Jumlah setahun"))
    amount_min_rp = RupiahField(required=False, label=gettext_lazy("Paling sedikit"))
    amount_max_rp = RupiahField(required=False, label=gettext_lazy("Paling banyak"))
    places = PlacesField(
        label=gettext_lazy("Untuk wilayah mana?"),
        error_messages={"required": gettext_lazy("Tulis wilayahnya, misalnya nama kabupaten.")},
        help_text=gettext_lazy("Kabupaten, kecamatan, desa. Beberapa: pisahkan dengan titik koma."),
    )
    for_water = forms.BooleanField(required=False, initial=True, label=gettext_lazy("Air minum"))
    for_sanitation = forms.BooleanField(
        required=False, initial=True, label=gettext_lazy("Sanitasi")
    )
    for_hygiene = forms.BooleanField(
        required=False, initial=True, label=gettext_lazy("Perilaku higienis")
    )
    gives_by = forms.ChoiceField(
        choices=GivingWay,
        label=gettext_lazy("Cara memberi"),
        widget=forms.RadioSelect,
        initial=GivingWay.BUILDS,
    )
    note = forms.CharField(
        max_length=1000,
        required=False,
        label=gettext_lazy("Catatan atau syarat"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_open = forms.BooleanField(
        required=False,
        initial=True,
        label=gettext_lazy("Buka untuk Bappeda dan Pokja di wilayah itu"),
        help_text=gettext_lazy(
            "Hanya mereka yang membacanya, tidak pernah perusahaan lain. Tanpa centang, tersimpan "
            "sebagai draf."
        ),
    )

    def __init__(self, *args: Any, body: Organisation, **kwargs: Any) -> None:
        place = body.region
        first = place_words(place) if place is not None and place.level > 1 else ""
        kwargs.setdefault("initial", {"places": first, "year": timezone.localdate().year + 1})
        super().__init__(*args, **kwargs)
        field = self.fields["places"]
        if isinstance(field, PlacesField):
            field.near = body.region_id

    def clean(self) -> dict[str, Any]:
        """Refuse terms that do not fit, each at its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            for name, reason in rules.terms_fit(self.terms()).items():
                self.add_error(name, reason)
        return cleaned

    def terms(self) -> OfferTerms:
        """Return the terms typed."""
        names = ["year", "amount_kind", "amount_rp", "amount_min_rp", "amount_max_rp"]
        names += ["for_water", "for_sanitation", "for_hygiene", "gives_by", "note"]
        return OfferTerms(**{name: self.cleaned_data[name] for name in names})


@for_guests
def offer_new(request: GuestRequest) -> HttpResponse:
    """Take what the company could give as its own word."""
    body, actor = body_of(request), request.guest.actor
    if request.guest.verdict:
        rules.can_draft_offer(actor, body, [], nationwide=False).or_raise()
    form = OfferForm(request.POST or None, body=body)

    def act(token: str) -> str:
        offer = state_offer(request, form, token)
        return reverse("web:guest-offer", args=[offer.pk])

    return form_page(request, form, "web/guest/offer_form.html", act, {})


@transaction.atomic
def state_offer(request: GuestRequest, form: OfferForm, token: str) -> Offer:
    """Write the offer, and open it to who governs its places when asked to."""
    actor, places = request.guest.actor, form.cleaned_data["places"]
    offer = actions.draft_offer(
        organisation=body_of(request),
        terms=form.terms(),
        regions=[place.code for place in places],
        viewers=readers_of(places),
        is_simulated=body_of(request).is_simulated,
        by=actor,
        token=token,
    )
    if form.cleaned_data["is_open"]:
        return actions.publish_offer(offer=offer, version=offer.version, by=actor)
    return offer


def readers_of(places: list[Region]) -> list[Organisation]:
    """Return the Bappeda and Pokja of the places."""
    ids = {pk for place in places for pk in queries.governing_ids(place.code)}
    return list(Organisation.objects.filter(pk__in=ids).order_by("pk"))


@for_guests
@require_GET
def offer(request: GuestRequest, pk: int) -> HttpResponse:
    """Show one offer of the organisation itself."""
    rows = queries.offers_of(request.guest.actor, body_of(request).pk)
    thing = get_object_or_404(rows, pk=pk)
    context = page_of(request) | {
        "thing": thing,
        "summary": queries.offer_summary(thing),
        "viewers": queries.viewers_of(pk),
        "record": queries.on_behalf_of("parties.offer", [pk]).get(pk),
    }
    return render(request, "web/guest/offer.html", context)

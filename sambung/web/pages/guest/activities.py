"""A company without an account reports what it did, with photos, and looks at what it reported."""

from typing import Any

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from sambung.activities import actions, queries, rules
from sambung.activities.actions import ActivityFacts, PhotosGiven
from sambung.activities.models import Activity, ActivityKind, ActivityState, Answer
from sambung.core import files
from sambung.parties import rules as party_rules
from sambung.parties.models import GivingWay, Organisation
from sambung.regions.models import Service
from sambung.ui.forms import AngkaField, RupiahField
from sambung.web.pages.guest.fields import GuestForm, PhotosField, PlacesField, consent_field
from sambung.web.pages.guest.holder import GuestRequest, body_of, for_guests, form_page, page_of

UNKNOWN = ("", gettext_lazy("belum diketahui"))
PHOTOS_AT_ONCE = 6


def years() -> list[tuple[int, str]]:
    """Return the years an activity may be of: the next one back to 2000."""
    return [(year, str(year)) for year in range(timezone.localdate().year + 1, 1999, -1)]


class ActivityForm(GuestForm):
    """What was done, where and when; five answers are enough."""

    title = forms.CharField(
        max_length=200,
        label=gettext_lazy("Apa yang dilakukan?"),
        help_text=gettext_lazy("Misalnya: Sumur bor dan tandon untuk RT 3."),
    )
    place = PlacesField(
        most=1,
        label=gettext_lazy("Di mana?"),
        error_messages={"required": gettext_lazy("Tulis nama desanya, atau kecamatannya.")},
        help_text=gettext_lazy("Nama desa; kecamatan atau kabupaten bila hanya itu."),
    )
    service = forms.ChoiceField(
        choices=Service.choices, widget=forms.RadioSelect, label=gettext_lazy("Untuk layanan apa?")
    )
    year = forms.TypedChoiceField(coerce=int, choices=years, label=gettext_lazy("Tahun"))
    state = forms.ChoiceField(
        choices=[row for row in ActivityState.choices if row[0] != ActivityState.STOPPED],
        initial=ActivityState.RUNNING,
        label=gettext_lazy("Sudah sampai mana?"),
    )
    kind = forms.ChoiceField(
        required=False, choices=[UNKNOWN, *ActivityKind.choices], label=gettext_lazy("Jenisnya")
    )
    amount_rp = RupiahField(
        required=False,
        label=gettext_lazy("Nilainya"),
        help_text=gettext_lazy("Kosong berarti belum diketahui, bukan nol."),
    )
    gives_by = forms.ChoiceField(
        required=False, choices=[UNKNOWN, *GivingWay.choices], label=gettext_lazy("Cara memberi")
    )
    people = AngkaField(required=False, max_value=10_000_000, label=gettext_lazy("Orang terbantu"))
    households = AngkaField(
        required=False, max_value=3_000_000, label=gettext_lazy("Keluarga terbantu")
    )
    bast_number = forms.CharField(
        required=False, max_length=80, label=gettext_lazy("Nomor berita acara serah terima (BAST)")
    )
    bast_on = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=gettext_lazy("Tanggal BAST"),
    )
    works = forms.ChoiceField(
        required=False, choices=Answer.choices, label=gettext_lazy("Berfungsi hari ini?")
    )
    note = forms.CharField(
        required=False,
        max_length=1000,
        label=gettext_lazy("Catatan"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    photos = PhotosField(most=PHOTOS_AT_ONCE, label=gettext_lazy("Foto"))
    photo_consent = consent_field()

    def __init__(self, *args: Any, body: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = timezone.localdate().year
        field = self.fields["place"]
        if isinstance(field, PlacesField):
            field.near = body.region_id

    def clean(self) -> dict[str, Any]:
        """Refuse fewer people than households, and a handover still to come."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        verdict = rules.people_fit(cleaned.get("people"), cleaned.get("households"))
        if not verdict:
            self.add_error("people", verdict.reason)
        return cleaned

    def facts(self) -> ActivityFacts:
        """Return what was typed as the action takes it."""
        names = ["title", "service", "year", "state", "amount_rp", "gives_by", "people"]
        names += ["households", "bast_number", "bast_on", "note"]
        given = {name: self.cleaned_data[name] for name in names}
        return ActivityFacts(kind=self.cleaned_data["kind"] or ActivityKind.OTHER, **given)


@for_guests
def activity_new(request: GuestRequest) -> HttpResponse:
    """Take what the company did as its own report."""
    body = body_of(request)
    if request.guest.verdict:
        party_rules.can_give(body).or_raise()
    form = ActivityForm(request.POST or None, request.FILES or None, body=body)

    def act(token: str) -> str:
        thing = report(request, form, token)
        return reverse("web:guest-activity", args=[thing.pk])

    return form_page(request, form, "web/guest/activity_form.html", act, {})


def report(request: GuestRequest, form: ActivityForm, token: str) -> Activity:
    """Write the activity down with its photos."""
    given, body = form.cleaned_data, body_of(request)
    return actions.record_activity(
        organisation=body,
        region=given["place"][0],
        facts=form.facts(),
        works=given["works"] or Answer.UNKNOWN,
        photos=PhotosGiven(given["photos"], consent_words(request, agreed=given["photo_consent"])),
        by=request.guest.actor,
        is_simulated=body.is_simulated,
        token=token,
    )


def consent_words(request: GuestRequest, *, agreed: bool) -> str:
    """Return who says the photos may be shown; empty when nobody does."""
    link = request.guest.link
    return f"{link.for_name}, {link.organisation}"[:120] if agreed else ""


def own_activity(request: GuestRequest, pk: int) -> Activity:
    """Return an activity of the organisation itself, else 404."""
    rows = queries.visible_to(request.guest.actor).filter(organisation=body_of(request))
    return get_object_or_404(rows.select_related("organisation", "region__parent"), pk=pk)


@for_guests
@require_GET
def activity(request: GuestRequest, pk: int) -> HttpResponse:
    """Show one activity of the organisation itself."""
    thing = own_activity(request, pk)
    context = page_of(request) | {
        "thing": thing,
        "facts": queries.facts_of(thing),
        "photos": thing.photos.select_related("file"),
        "record": queries.record_of(thing),
    }
    return render(request, "web/guest/activity.html", context)


@for_guests
@require_GET
def activity_photo(request: GuestRequest, pk: int) -> FileResponse:
    """Serve a photo of an activity of the organisation itself."""
    rows = queries.photos_visible_to(request.guest.actor)
    found = get_object_or_404(rows.filter(activity__organisation=body_of(request)), pk=pk)
    return files.open_file(found.file)

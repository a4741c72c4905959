"""What is kept of people, and whom to tell of a problem."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sambung.core import tokens
from sambung.core.access import Conflict
from sambung.exchange.rules import keeping
from sambung.parties import actions as parties
from sambung.parties import rules as parties_rules
from sambung.parties.models import User
from sambung.ui.forms import Form

MOST_LETTERS = 250


def privacy(request: HttpRequest) -> HttpResponse:
    """Say which personal data the site keeps, and which it never asks for."""
    return render(request, "web/privacy.html", {"keeping": parties_rules.KEEPING + keeping.KEEPING})


class ProblemForm(Form):
    """What is wrong, and on which page."""

    words = forms.CharField(
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("Apa yang terjadi?"),
        help_text=gettext_lazy("Apa yang Anda lakukan, apa yang muncul, apa yang Anda harapkan."),
        error_messages={"required": gettext_lazy("Tulis masalahnya dalam satu atau dua kalimat.")},
    )
    page = forms.CharField(
        max_length=200,
        required=False,
        label=gettext_lazy("Di halaman mana?"),
        help_text=gettext_lazy("Salin alamat halamannya."),
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)


def problem(request: HttpRequest) -> HttpResponse:
    """Say whom to tell, and take a report of somebody who signed in."""
    form = None
    if request.user.is_authenticated:
        start = {"token": tokens.new_token(), "page": request.headers.get("Referer", "")[:200]}
        form = ProblemForm(initial=start)
    return render(request, "web/problem.html", {"form": form})


@require_POST
@login_required
def problem_send(request: HttpRequest) -> HttpResponse:
    """Leave the report with the operators of this site, once; refuse when there are none."""
    form = ProblemForm(request.POST or None)
    if not form.is_valid():
        return render(request, "web/problem.html", {"form": form}, status=422)
    page = form.cleaned_data["page"]
    is_here = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    send_problem(form.cleaned_data | {"page": page if is_here else ""}, request.user.pk)
    messages.success(request, _("Laporan diteruskan kepada pengelola situs. Terima kasih."))
    return redirect("web:home")


@transaction.atomic
def send_problem(given: dict[str, str], user_pk: int | None) -> None:
    """Tell every operator; raises Conflict for a repeat, or when nobody would read it."""
    if not tokens.spend(given["token"]):
        raise Conflict(_("Laporan ini sudah terkirim. Tidak ada yang dikirim dua kali."))
    operators = User.objects.filter(is_superuser=True, is_active=True)
    text = _("Masalah (orang %(who)s): %(words)s") % {"who": user_pk, "words": given["words"]}
    if not parties.notify(text=text, url=given["page"] or "/", users=operators):
        raise Conflict(_("Situs ini belum punya pengelola yang dapat membaca laporan."))

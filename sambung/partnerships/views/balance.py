"""How evenly duties are shared stage by stage, money apart from them, and the agreed target."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sambung.partnerships import actions, queries, rules
from sambung.partnerships.forms import GroundForm, OnceForm, ProfileForm
from sambung.partnerships.models import Partnership, Party, ProfileOf
from sambung.partnerships.queries import BalanceReport, Profile
from sambung.partnerships.views.asking import ActorRequest, crumbs_of, once, partnership_of
from sambung.ui import charts, formats


def balance(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the indices per stage, before beside after, and money in a part of its own."""
    partnership = partnership_of(request, pk)
    board = queries.matrix_of(partnership)
    report = queries.balance_of(partnership, board)
    money = queries.profile_of(partnership, ProfileOf.MONEY, board.parties)
    contributions = queries.contributions_of(partnership)
    ids = [party.organisation_id for party in board.parties]
    context = {
        "partnership": partnership,
        "crumbs": crumbs_of(partnership, _("Keseimbangan")),
        "report": report,
        "sentence": sentence_of(report),
        "chart": chart_of(report),
        "by_party": list(
            zip(board.parties, report.before.counts, report.after.counts, strict=True)
        ),
        "money": queries.money_of(partnership, board.parties, contributions, money),
        "targets": [
            target_of(request, partnership, ProfileOf.DUTIES, report.profile, board.parties),
            target_of(request, partnership, ProfileOf.MONEY, money, board.parties),
        ],
        "may_propose": bool(rules.can_propose_responsible(request.actor, partnership, ids)),
        "simulated": partnership.is_simulated,
    }
    return render(request, "partnerships/balance.html", context)


def sentence_of(report: BalanceReport) -> str:
    """Return in words how the division changes at the handover."""
    before, after = report.before.balance, report.after.balance
    if not after.total:
        return _("Sesudah serah terima belum ada satu pun pihak yang bertanggung jawab.")
    many = ngettext(
        "Sebelum serah terima bebannya seperti dibagi rata pada %(before)s pihak; sesudahnya pada"
        " %(after)s dari %(n)s pihak.",
        "Sebelum serah terima bebannya seperti dibagi rata pada %(before)s pihak; sesudahnya pada"
        " %(after)s dari %(n)s pihak.",
        after.parties,
    )
    return many % {
        "before": formats.index(before.effective),
        "after": formats.index(after.effective),
        "n": formats.count(after.parties),
    }


def chart_of(report: BalanceReport) -> charts.Bars:
    """Return evenness stage by stage: the stages after the handover in another colour."""
    return charts.Bars(
        _("Kemerataan tanggung jawab di setiap tahap"),
        tuple(
            charts.Bar(
                name=line.label,
                value=line.balance.evenness,
                text=formats.index(line.balance.evenness),
                note=formats.count(line.balance.total),
                fill="clay" if line.is_after else "water",
            )
            for line in report.lines
        ),
        (_("Tahap"), _("Kemerataan J"), _("Dipegang")),
    )


def target_of(
    request: ActorRequest,
    partnership: Partnership,
    of: ProfileOf,
    profile: Profile | None,
    parties: Sequence[Party],
) -> dict[str, object]:
    """Return a target profile with what each party said, and what the actor may say."""
    ids = [party.organisation_id for party in parties]
    total = sum(profile.points.values()) if profile else 0
    rows = []
    for party in parties if profile else ():
        own = rules.speaks_for(request.actor, party.organisation_id)
        is_agreed = party.pk in profile.agreed if profile else False
        is_recorded = party.pk in profile.recorded if profile else False
        points = profile.points.get(party.pk, 0) if profile else 0
        rows.append(
            {
                "party": party,
                "points": points,
                "percent": 100 * points / total if total else None,
                "is_agreed": is_agreed,
                "is_recorded": is_recorded,
                "may_agree": own and not is_agreed,
                "may_record": not (is_agreed or is_recorded)
                and bool(
                    rules.can_record_answer(
                        request.actor, partnership, party.organisation, ids, is_proposed=True
                    )
                ),
            }
        )
    token = once(profile.row.version if profile else 0)
    return {"of": of, "label": of.label, "profile": profile, "rows": rows, "once": token}


@login_required
def profile(request: ActorRequest, pk: int, of: str) -> HttpResponse:
    """Ask for points per party and propose them as the target."""
    partnership = partnership_of(request, pk)
    board = queries.matrix_of(partnership)
    known = profile_or_none(request, pk, of)
    ids = [party.organisation_id for party in board.parties]
    rules.can_propose_responsible(request.actor, partnership, ids).or_raise()
    points = known.points if known else {}
    initial: dict[str, object] = {f"p{pk}": value for pk, value in points.items()}
    initial |= once(known.row.version if known else 0) | {"note": known.row.note if known else ""}
    form = ProfileForm(request.POST or None, parties=board.parties, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.propose_profile(
            partnership=partnership,
            of=of,
            points=form.points(),
            note=data["note"],
            by=request.actor,
            version=data["version"],
            token=data["token"],
        )
        messages.success(request, _("Sasaran diusulkan. Setiap pihak menyetujuinya sendiri."))
        return redirect(balance_url(partnership.pk))
    context = {
        "partnership": partnership,
        "crumbs": crumbs_of(partnership, _("Keseimbangan")),
        "form": form,
        "label": ProfileOf(of).label,
        "back": balance_url(partnership.pk),
        "simulated": partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/profile_form.html", context, status=status)


def profile_or_none(request: ActorRequest, pk: int, of: str) -> Profile | None:
    """Return the target of duties or of money; 404 for another word."""
    if of not in ProfileOf.values:
        raise Http404
    return queries.profile_of(partnership_of(request, pk), of, ())


@require_POST
@login_required
def profile_agree(request: ActorRequest, pk: int, of: str, party_pk: int) -> HttpResponse:
    """Let a party say that the target is as negotiated."""
    partnership = partnership_of(request, pk)
    known = profile_or_none(request, pk, of)
    party = get_object_or_404(partnership.parties.select_related("organisation"), pk=party_pk)
    form = OnceForm(request.POST)
    if known is None or not form.is_valid():
        raise Http404
    actions.agree_profile(profile=known.row, party=party, by=request.actor, **form.cleaned_data)
    messages.success(request, _("%s menyetujui sasaran ini.") % party)
    return redirect(balance_url(pk))


@login_required
def profile_record(request: ActorRequest, pk: int, of: str, party_pk: int) -> HttpResponse:
    """Let a desk or a facilitator write down that a party said yes to the target."""
    partnership = partnership_of(request, pk)
    known = profile_or_none(request, pk, of)
    party = get_object_or_404(partnership.parties.select_related("organisation"), pk=party_pk)
    if known is None:
        raise Http404
    rules.can_record_answer(
        request.actor,
        partnership,
        party.organisation,
        queries.organisation_ids_of(partnership),
        is_proposed=party.pk not in known.agreed,
    ).or_raise()
    form = GroundForm(request.POST or None, initial=once(known.row.version))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.record_profile(
            profile=known.row,
            party=party,
            ground=form.given(),
            by=request.actor,
            version=data["version"],
            token=data["token"],
        )
        messages.success(request, _("Tercatat atas nama %s.") % party)
        return redirect(balance_url(pk))
    context = {
        "partnership": partnership,
        "crumbs": crumbs_of(partnership, _("Keseimbangan")),
        "title": _("Sasaran pembagian: %s") % known.row.get_of_display(),
        "party": party,
        "form": form,
        "back": balance_url(pk),
        "simulated": partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/ground_form.html", context, status=status)


def balance_url(pk: int) -> str:
    """Return the page of the balance."""
    return reverse("partnerships:balance", args=[pk])

"""Paper forms: who sees which, what waits, what a code and an address stand for."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from sambung.core.access import Actor
from sambung.exchange.models import PaperForm, PaperKind, PaperPage, PaperState
from sambung.exchange.rules import paper as rules
from sambung.needs import rules as needs_rules
from sambung.needs.models import Need, NeedState
from sambung.needs.queries import below
from sambung.parties.models import Organisation, OrganisationKind
from sambung.parties.queries import officers_in
from sambung.regions.models import Level, Region
from sambung.regions.queries import find

# The letter of a form in its code: U-63.11.02.2007, K-63.11.02.2007-0012.
LETTERS = {
    PaperKind.PROPOSAL: "U",
    PaperKind.MINUTES: "B",
    PaperKind.VISIT: "K",
    PaperKind.ACTIVITY: "R",
}
NEED, ACTIVITY = "needs.need", "activities.activity"
# How the address of a form names the thing it was printed for.
WORDS = {"usulan": NEED, "realisasi": ACTIVITY}
SUBJECT_PAGES = {NEED: "needs:need", ACTIVITY: "activities:activity"}
VILLAGES_SHOWN = 12


def code_of(kind: str, region_code: str = "", number: int | None = None) -> str:
    """Return the code people read on a form: its letter, its place, and the number of its thing."""
    tail = [f"{number:04d}"] if number is not None else []
    place = [region_code] if region_code else []
    return "-".join([LETTERS[PaperKind(kind)], *place, *tail])


def code_of_form(form: PaperForm) -> str:
    """Return the code that stands on the paper of a form that came in."""
    number = int(form.about_id) if form.about_id.isdigit() else None
    return code_of(form.kind, form.region_id, number)


def send_path(kind: str, target: str = "") -> str:
    """Return the address a form's QR opens; without a target it asks for the village first."""
    if target:
        return reverse("exchange:paper-send", args=[kind, target])
    return reverse("exchange:paper-where", args=[kind])


def target_of(about_label: str, about_id: int | str) -> str:
    """Return how an address names a thing, e.g. usulan-12."""
    word = next(word for word, label in WORDS.items() if label == about_label)
    return f"{word}-{about_id}"


def about_of(target: str) -> tuple[str, int] | None:
    """Return label and number of the thing an address names; None for anything else."""
    word, _dash, number = target.partition("-")
    if word not in WORDS or not number.isascii() or not number.isdigit() or len(number) > 12:
        return None
    return WORDS[word], int(number)


def typing_codes(actor: Actor, kinds: Iterable[str]) -> list[str]:
    """Return the places where the actor has a hat of these kinds; a national hat has none."""
    wanted = set(kinds)
    return [
        hat.region_code
        for hat in actor.hats
        if hat.organisation_kind in wanted and hat.region_code is not None
    ]


def visible_to(actor: Actor) -> QuerySet[PaperForm]:
    """Return the papers the actor may see: own, of the own desk, and of the own village's people.

    What a company reported is not shown to villages and facilitators.
    """
    forms = PaperForm.objects.select_related("region__parent", "organisation", "sent_by", "sent_in")
    if not actor.is_known:
        return forms.none()
    if actor.is_operator:
        return forms
    own = Q(sent_by_id=actor.user_id) | Q(organisation_id__in=actor.organisation_ids)
    own |= Q(sent_in_id__in=actor.organisation_ids)
    desk = below(typing_codes(actor, needs_rules.DESK), "region")
    village = below(typing_codes(actor, needs_rules.PROPOSING), "region")
    return forms.filter(own | desk | (village & ~Q(kind=PaperKind.ACTIVITY)))


def pages_visible_to(actor: Actor) -> QuerySet[PaperPage]:
    """Return the pictures of papers the actor may see."""
    forms = visible_to(actor).order_by().values("pk")
    return PaperPage.objects.filter(form__in=forms).select_related("file")


def waiting_for(actor: Actor) -> QuerySet[PaperForm]:
    """Return the papers that wait to be typed by the actor, those that came first on top."""
    desk = below(typing_codes(actor, needs_rules.DESK), "region")
    village = below(typing_codes(actor, needs_rules.PROPOSING), "region")
    waits = visible_to(actor).filter(state=PaperState.WAITING)
    mine = desk | (village & Q(kind__in=rules.OPEN_KINDS))
    return waits.filter(mine).order_by("sent_at", "pk")


def unknown_counts(region: Region) -> tuple[int, int]:
    """Return how many papers of strangers came within a day: of the village, of its regency."""
    since = timezone.now() - rules.UNKNOWN_WITHIN
    recent = PaperForm.objects.filter(is_known=False, sent_at__gte=since)
    in_village = recent.filter(region=region).count()
    in_regency = recent.filter(region__regency_code=region.regency_code).count()
    return in_village, in_regency


def typists_of(region_code: str) -> QuerySet[Any]:
    """Return the officers who are told that a paper waits."""
    return officers_in(region_code, needs_rules.DESK)


def subject_path(form: PaperForm) -> str:
    """Return the page of what the form became, or of what it speaks of; '' for neither."""
    label = form.subject_label or form.about_label
    number = form.subject_id or form.about_id
    return reverse(SUBJECT_PAGES[label], args=[number]) if label in SUBJECT_PAGES else ""


def papers_of(label: str, ids: Sequence[int | str]) -> dict[str, list[PaperForm]]:
    """Return the papers that became these things, by the thing's number, in one query."""
    found: dict[str, list[PaperForm]] = {str(number): [] for number in ids}
    rows = PaperForm.objects.filter(subject_label=label, subject_id__in=list(found))
    for form in rows.select_related("region"):
        found[form.subject_id].append(form)
    return found


def villages_like(text: str, within: str = "") -> list[Region]:
    """Return villages whose name is like the text, of one place alone when it is given."""
    hits = find(text, limit=200, levels=[Level.VILLAGE]) if text.strip() else []
    codes = [hit.code for hit in hits if not within or hit.code.startswith(f"{within}.")]
    rows = Region.objects.select_related("parent__parent").in_bulk(codes[:VILLAGES_SHOWN])
    return [rows[code] for code in codes[:VILLAGES_SHOWN] if code in rows]


def region_of(code: str) -> Region | None:
    """Return the region of a code with the two above it; None for what is none."""
    return Region.objects.select_related("parent__parent").filter(pk=code[:13]).first()


def bodies_of(region: Region) -> QuerySet[Organisation]:
    """Return the bodies of a village in whose name a proposal may be written down."""
    bodies = Organisation.objects.filter(region=region, kind__in=needs_rules.PROPOSING)
    return bodies.order_by("name", "pk")


def has_government(region: Region) -> bool:
    """Return whether the village's own government is in the register."""
    kind = OrganisationKind.VILLAGE_GOVERNMENT
    return Organisation.objects.filter(region=region, kind=kind).exists()


def needs_for_minutes(region_code: str, visible: QuerySet[Need]) -> QuerySet[Need]:
    """Return the needs of the village to which minutes may belong, the newest first."""
    closed = [NeedState.WITHDRAWN, NeedState.SERVED]
    return visible.filter(village_id=region_code).exclude(state__in=closed).order_by("-pk")


def days_waiting(form: PaperForm, today: date | None = None) -> int:
    """Return for how many days the paper has waited."""
    day = today or timezone.localdate()
    return max(0, (day - timezone.localdate(form.sent_at)).days)

"""Scenario (the question), Run (one answer, stored whole), its rows, Invitation (ajakan)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sambung.core.models import StoredFile, rupiah_check, rupiah_field
from sambung.needs.models import Option, Package
from sambung.parties.models import Offer, Organisation, User
from sambung.partnerships.models import Partnership
from sambung.regions.models import Region


class PlaceLevel(models.TextChoices):
    """Where the limit on how many works can be accompanied at once is counted."""

    REGENCY = "regency", _("kabupaten/kota")
    DISTRICT = "district", _("kecamatan")


class Scenario(models.Model):
    """A question to the planner: where, which year, whose money, what matters."""

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    takes_all_packages = models.BooleanField(default=True)
    takes_all_offers = models.BooleanField(default=True)
    has_floor = models.BooleanField(default=True)  # for the least served quarter
    floor_percent = models.PositiveSmallIntegerField(default=25)  # of the people of that quarter
    most_sources = models.PositiveSmallIntegerField(default=3)
    company_share_percent = models.PositiveSmallIntegerField(default=60)
    government_share_percent = models.PositiveSmallIntegerField(default=80)
    facilitator_places = models.PositiveSmallIntegerField(null=True, blank=True)
    places_by = models.CharField(max_length=8, choices=PlaceLevel, default=PlaceLevel.REGENCY)
    backstop_years = models.PositiveSmallIntegerField(default=2)  # of operation, kept in reserve
    equity_weight_percent = models.PositiveSmallIntegerField(default=0)  # more for that quarter
    time_limit_s = models.PositiveSmallIntegerField(default=60)
    seed = models.PositiveIntegerField(default=1)
    is_simulated = models.BooleanField(default=False)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(most_sources__gte=1, most_sources__lte=5), name="scenario_sources"
            ),
            models.CheckConstraint(
                condition=Q(company_share_percent__gte=1, company_share_percent__lte=100)
                & Q(government_share_percent__gte=1, government_share_percent__lte=100)
                & Q(floor_percent__lte=100)
                & Q(equity_weight_percent__lte=200),
                name="scenario_percents",
            ),
            models.CheckConstraint(
                condition=Q(time_limit_s__gte=1, time_limit_s__lte=600), name="scenario_time_limit"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2015, year__lte=2100), name="scenario_year"
            ),
            models.CheckConstraint(
                condition=Q(backstop_years__lte=10), name="scenario_backstop_years"
            ),
            models.CheckConstraint(
                condition=Q(places_by__in=PlaceLevel.values), name="scenario_places_by_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the question."""
        return reverse("plans:scenario", args=[self.pk])


class ScenarioPackage(models.Model):
    """A package chosen into a scenario that does not take all."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="+")
    package = models.ForeignKey(Package, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scenario", "package"], name="scenario_package_once")
        ]

    def __str__(self) -> str:
        return f"{self.scenario_id}: {self.package_id}"


class ScenarioOffer(models.Model):
    """An offer chosen into a scenario that does not take all."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scenario", "offer"], name="scenario_offer_once")
        ]

    def __str__(self) -> str:
        return f"{self.scenario_id}: {self.offer_id}"


RUN_JOB = "plans.perform_run"  # the name of the work in the queue


class RunState(models.TextChoices):
    """Where a run stands."""

    WAITING = "waiting", _("menunggu giliran")
    RUNNING = "running", _("sedang dihitung")
    DONE = "done", _("selesai")
    CANCELLED = "cancelled", _("dibatalkan")
    FAILED = "failed", _("gagal")


class Run(models.Model):
    """One answer: the problem as JSON, the plan, what the verifier found. Never changed after."""

    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()  # putaran 1, 2 ... of the scenario
    state = models.CharField(max_length=10, choices=RunState, default=RunState.WAITING)
    settings = models.JSONField(default=dict)  # the scenario as it was when asked
    sources = models.JSONField(default=list)  # every offer as it was when asked, also unused ones
    problem = models.TextField(blank=True)  # sambung/plan-problem/1
    plan = models.TextField(blank=True)  # sambung/plan/1
    verification = models.JSONField(default=dict)
    explanation = models.JSONField(default=dict)
    error = models.CharField(max_length=500, blank=True)
    job_id = models.BigIntegerField(null=True)
    objective_pd = models.BigIntegerField(null=True)
    claimed_bound_pd = models.BigIntegerField(null=True)
    proven_bound_pd = models.BigIntegerField(null=True)  # recomputed by the verifier
    people = models.PositiveIntegerField(null=True)
    cost_rp = rupiah_field()
    seconds = models.FloatField(null=True)
    engine_version = models.CharField(max_length=20, blank=True)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    shared_at = models.DateTimeField(null=True)  # until then it belongs to its owner alone
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            rupiah_check("run", "cost_rp"),
            models.UniqueConstraint(fields=["scenario", "number"], name="run_number_once"),
            models.UniqueConstraint(
                fields=["scenario"],
                condition=Q(state__in=["waiting", "running"]),
                name="run_open_once_per_scenario",
            ),
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state_known"),
            models.CheckConstraint(
                condition=~Q(state="done")
                | Q(objective_pd__isnull=False, people__isnull=False, cost_rp__isnull=False),
                name="run_done_has_figures",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scenario_id}/{self.number}"

    def get_absolute_url(self) -> str:
        """Return the address of the answer."""
        return reverse("plans:run", args=[self.pk])

    @property
    def person_years(self) -> int:
        """Return what the plan is worth in whole person-years, as it was weighed."""
        return (self.objective_pd or 0) // 365

    @property
    def bound_years(self) -> int:
        """Return the proven most any plan could be worth, in person-years, rounded up."""
        return -(-(self.proven_bound_pd or 0) // 365)


class Allocation(models.Model):
    """What a run says of one package: the chosen option, or none, and why."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="allocations")
    package = models.ForeignKey(Package, models.PROTECT, related_name="+")
    option = models.ForeignKey(Option, models.PROTECT, null=True, related_name="+")
    # An invitation from an outdated plan is refused.
    package_version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)  # of the package when asked
    people = models.PositiveIntegerField(default=0)
    years = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    capital_rp = rupiah_field()
    total_rp = rupiah_field()
    community_rp = rupiah_field()
    reason = models.JSONField(default=dict)  # structured; worded by the page

    class Meta:
        ordering = ["id"]
        constraints = [
            rupiah_check("allocation", "capital_rp", "total_rp", "community_rp"),
            models.UniqueConstraint(fields=["run", "package"], name="allocation_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Share(models.Model):
    """How much of a chosen package one offer would carry."""

    allocation = models.ForeignKey(Allocation, models.CASCADE, related_name="shares")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+")
    offer_version = models.PositiveIntegerField()
    amount_rp = models.BigIntegerField()

    class Meta:
        ordering = ["-amount_rp", "id"]
        constraints = [
            rupiah_check("share", "amount_rp"),
            models.UniqueConstraint(fields=["allocation", "offer"], name="share_once"),
        ]

    def __str__(self) -> str:
        return f"{self.allocation_id}: {self.offer_id}"


class InvitationState(models.TextChoices):
    """Where an invitation (ajakan) stands; only acceptance with its letter is a pledge."""

    SENT = "sent", _("menunggu jawaban")
    WILLING = "willing", _("bersedia, menunggu surat")
    ACCEPTED = "accepted", _("disanggupi")
    CHANGED = "changed", _("diusulkan berubah")
    DECLINED = "declined", _("belum dapat")
    LAPSED = "lapsed", _("lewat waktu")
    WITHDRAWN = "withdrawn", _("ditarik")


OPEN_STATES = (
    InvitationState.SENT,
    InvitationState.WILLING,
    InvitationState.ACCEPTED,
    InvitationState.CHANGED,
)


class Invitation(models.Model):
    """A plan's question to one source for one package; reserves the amount until answered."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    package = models.ForeignKey(Package, models.PROTECT, related_name="+")
    option = models.ForeignKey(Option, models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    amount_rp = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=InvitationState, default=InvitationState.SENT)
    answer_by = models.DateTimeField()
    message = models.TextField(max_length=1000, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_rp = rupiah_field()  # what the source itself says it can carry
    reason = models.CharField(max_length=500, blank=True)
    letter = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    letter_number = models.CharField(max_length=80, blank=True)
    # An answer written down atas nama waits for the source's own word before it is a pledge.
    is_on_behalf = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)
    partnership = models.ForeignKey(Partnership, models.PROTECT, null=True, related_name="+")
    is_simulated = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["answer_by", "id"]
        indexes = [models.Index(fields=["offer", "state"], name="invitation_offer_state")]
        constraints = [
            rupiah_check("invitation", "amount_rp", "answered_rp"),
            models.UniqueConstraint(
                fields=["package", "offer"],
                condition=Q(state__in=["sent", "willing", "accepted", "changed"]),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=InvitationState.values), name="invitation_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted")
                | Q(answered_rp__isnull=False, letter__isnull=False, answered_at__isnull=False),
                name="invitation_accepted_with_letter",
            ),
            models.CheckConstraint(
                condition=Q(partnership__isnull=True) | Q(state="accepted"),
                name="invitation_in_partnership_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package_id} / {self.offer_id}"

    def get_absolute_url(self) -> str:
        """Return the address where its source answers it."""
        return reverse("plans:invitation", args=[self.pk])

    @property
    def carries_rp(self) -> int:
        """Return what this invitation holds of its offer: the source's own figure once given."""
        return self.amount_rp if self.answered_rp is None else self.answered_rp

    @property
    def is_pledge(self) -> bool:
        """Return whether the source itself accepted with its letter."""
        return self.state == InvitationState.ACCEPTED and (
            not self.is_on_behalf or self.confirmed_at is not None
        )

    @property
    def is_overdue(self) -> bool:
        """Return whether its time passed without a pledge; its reservation counts no more."""
        is_open = self.state in OPEN_STATES and not self.is_pledge
        return is_open and self.answer_by <= timezone.now()

    @property
    def standing(self) -> str:
        """Return the state as it holds now: lapsed the moment its time passes."""
        return InvitationState.LAPSED if self.is_overdue else self.state

    @property
    def standing_label(self) -> str:
        """Return the words of the state as it holds now."""
        return str(InvitationState(self.standing).label)

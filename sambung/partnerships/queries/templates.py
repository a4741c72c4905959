"""Roads kept by regions and programmes: lists, versions, and what differs between two."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.parties.models import Programme
from sambung.partnerships.lifecycle import DutyLine, Template, TemplateStage
from sambung.partnerships.models import Partnership, RoadTemplate
from sambung.partnerships.rules import DECIDING


def templates() -> QuerySet[RoadTemplate]:
    """Return every version of every road, with how many partnerships run on it."""
    running = (
        Partnership.objects.filter(template=OuterRef("pk"), closed_at__isnull=True)
        .order_by()
        .values("template")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return RoadTemplate.objects.select_related("region", "programme", "kept_by").annotate(
        running=Coalesce(Subquery(running), 0)
    )


def versions_of(template: RoadTemplate) -> list[RoadTemplate]:
    """Return the versions of the same road of the same keeper, newest first."""
    same = templates().filter(road=template.road, region=template.region)
    return list(same.filter(programme=template.programme).order_by("-number"))


def own_programmes(actor: Actor) -> list[Programme]:
    """Return the programmes for which the actor may keep a road."""
    ids = [hat.organisation_id for hat in actor.hats if hat.role in DECIDING]
    return list(Programme.objects.filter(organisation_id__in=ids).order_by("name"))


@dataclass(frozen=True)
class Difference:
    """One thing in which two versions of a road differ; empty: it is not there."""

    where: str
    what: str
    before: str
    after: str


def differences(old: Template, new: Template) -> list[Difference]:
    """Return in what two roads differ, stage by stage and duty by duty."""
    found = _order(old, new)
    for key in dict.fromkeys([*old.keys, *new.keys]):
        found += _of_stage(old.stage(key), new.stage(key))
    for asked in dict.fromkeys([duty.key for duty in (*old.duties, *new.duties)]):
        found += _of_duty(old.duty(asked), new.duty(asked))
    return found


def _order(old: Template, new: Template) -> list[Difference]:
    """Return the two orders when they differ."""
    before = " → ".join(stage.label for stage in old.stages)
    after = " → ".join(stage.label for stage in new.stages)
    return [Difference(_("Urutan tahap"), "", before, after)] if old.keys != new.keys else []


def _of_stage(old: TemplateStage | None, new: TemplateStage | None) -> list[Difference]:
    """Return what differs in one stage."""
    name = (new or old).label if (new or old) else ""  # type: ignore[union-attr]
    before, after = _stage_words(old), _stage_words(new)
    return [
        Difference(name, what, before.get(what, ""), after.get(what, ""))
        for what in dict.fromkeys([*before, *after])
        if before.get(what, "") != after.get(what, "")
    ]


def _stage_words(stage: TemplateStage | None) -> dict[str, str]:
    """Return a stage in words, by what is said."""
    if stage is None:
        return {}
    return {
        _("Nama"): stage.label,
        _("Lama (hari)"): _days(stage.days),
        _("Ditutup oleh"): stage.closer_words,
        _("Syarat"): ", ".join(need.label for need in stage.needs),
        _("Berlaku (hari)"): _days(stage.lapses_days),
    }


def _days(days: int | None) -> str:
    """Return a number of days, or that none is set."""
    return str(days) if days else _("tidak dibatasi")


def _of_duty(old: DutyLine | None, new: DutyLine | None) -> list[Difference]:
    """Return what differs in one duty."""
    before, after = _duty_words(old), _duty_words(new)
    return [Difference(_("Peran"), "", before, after)] if before != after else []


def _duty_words(duty: DutyLine | None) -> str:
    """Return a duty in words."""
    if duty is None:
        return ""
    words = [duty.question, duty.group_label]
    return ", ".join([*words, _("menentukan")] if duty.is_critical else words)

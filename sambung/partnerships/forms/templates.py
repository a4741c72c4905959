"""The pages on which a road is changed: one form a stage, one a duty, one for the whole."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from sambung.parties.models import OrganisationKind
from sambung.partnerships.lifecycle import (
    APPROVALS,
    CLOSERS,
    FACTS,
    GROUP_LABELS,
    SHIPPED,
    DutyLine,
    Template,
    TemplateStage,
)
from sambung.partnerships.models import DocumentKind, NeedKind, Road, RoadTemplate, Stage
from sambung.ui.forms import AngkaField, Form, RupiahField

EMPTY_DUTIES = 3
FORMAT = 1


class CopyForm(Form):
    """For which region or programme a road of one's own is made, and under what name."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    keeper = forms.ChoiceField(
        widget=forms.RadioSelect, label=gettext_lazy("Untuk daerah atau program mana?")
    )
    name = forms.CharField(max_length=120, label=gettext_lazy("Nama jalur"))

    def __init__(self, *args: Any, keepers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["keeper"]
        if isinstance(field, forms.ChoiceField):
            field.choices = keepers


class TemplateForm(Form):
    """What is said of the whole road."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    name = forms.CharField(max_length=120, label=gettext_lazy("Nama jalur"))
    below_rp = RupiahField(
        required=False,
        label=gettext_lazy("Jalur ini dipakai untuk biaya di bawah"),
        help_text=gettext_lazy("Kosong: tidak dipakai dengan sendirinya, hanya bila dipilih."),
    )
    note = forms.CharField(
        max_length=300,
        label=gettext_lazy("Apa yang berubah?"),
        error_messages={"required": gettext_lazy("Tulis apa yang berubah dalam satu kalimat.")},
    )

    def __init__(self, *args: Any, road: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if road != Road.SHORT:
            del self.fields["below_rp"]


class StageOfRoadForm(Form):
    """One of the twelve stages: whether the road has it, where, and what it asks."""

    is_used = forms.BooleanField(required=False, label=gettext_lazy("Dipakai di jalur ini"))
    position = AngkaField(required=False, max_value=99, label=gettext_lazy("Urutan"))
    label = forms.CharField(
        required=False, max_length=40, label=gettext_lazy("Nama tahap di daerah ini")
    )
    days = AngkaField(
        required=False,
        max_value=100_000,
        label=gettext_lazy("Target lama"),
        help_text=gettext_lazy("Kosong: selama diperlukan."),
    )
    lapses_days = AngkaField(
        required=False,
        max_value=100_000,
        label=gettext_lazy("Yang dicatat berlaku selama"),
        help_text=gettext_lazy("Lewat itu ditanyakan lagi. Kosong: tidak dibatasi."),
    )
    closers = forms.MultipleChoiceField(
        required=False,
        choices=list(CLOSERS.items()),
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Boleh ditutup oleh"),
    )
    documents = forms.MultipleChoiceField(
        required=False,
        choices=DocumentKind.choices,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Dokumen yang diperlukan"),
    )
    facts = forms.MultipleChoiceField(
        required=False,
        choices=list(FACTS.items()),
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Keadaan yang harus tercapai"),
    )
    approvals = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Persetujuan dan pemeriksaan lain"),
        help_text=gettext_lazy("Satu per baris, misalnya: diketahui camat."),
    )

    def place(self) -> tuple[int, int]:
        """Return where the stage stands: moved up it comes before the one there, down after it."""
        wanted, stood = self.cleaned_data["position"] or 99, self.initial.get("position") or 99
        return wanted, (wanted > stood) - (wanted < stood)

    def row(self, key: str) -> dict[str, Any]:
        """Return the stage as a road holds it."""
        given = self.cleaned_data
        needs = [{"kind": "document", "key": kind, "label": ""} for kind in given["documents"]]
        needs += approvals_of(given["approvals"])
        needs += [{"kind": "fact", "key": fact, "label": ""} for fact in given["facts"]]
        return {
            "key": key,
            "label": given["label"],
            "days": given["days"],
            "closers": given["closers"],
            "lapses_days": given["lapses_days"],
            "needs": needs,
        }


def approvals_of(text: str) -> list[dict[str, Any]]:
    """Return the lines as approvals: known ones by their key, others under their own words."""
    known = {str(label).casefold(): key for key, label in APPROVALS.items()}
    rows = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        key = known.get(line.casefold())
        own = slugify(line).replace("-", "_")[:30].rstrip("_")
        if own and not own[0].isalpha():
            own = f"a_{own}"[:30]
        rows.append({"kind": "approval", "key": key or own, "label": "" if key else line[:120]})
    return rows


class DutyForm(Form):
    """One *Siapa yang ...?* of the catalogue of the road."""

    key = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    question = forms.CharField(required=False, max_length=200, label=gettext_lazy("Siapa yang …?"))
    group = forms.ChoiceField(
        required=False, choices=list(GROUP_LABELS.items()), label=gettext_lazy("Kelompok")
    )
    is_critical = forms.BooleanField(required=False, label=gettext_lazy("Menentukan"))
    usual = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("tidak tentu")), *OrganisationKind.choices],
        label=gettext_lazy("Lazimnya oleh"),
    )
    is_dropped = forms.BooleanField(required=False, label=gettext_lazy("Hapus dari jalur ini"))

    def row(self, old: DutyLine | None) -> dict[str, Any] | None:
        """Return the duty as a road holds it; None when it is empty or dropped."""
        given = self.cleaned_data
        if given["is_dropped"] or (old is None and not given["question"].strip()):
            return None
        own = slugify(given["question"]).replace("-", "_")[:30].strip("_")
        usual = old.usual if old else ()
        if given["usual"] != first_usual(old):
            usual = (frozenset([given["usual"]]),) if given["usual"] else ()
        is_same = old is not None and given["question"].strip() == old.question
        return {
            "key": old.key if old else own,
            "group": given["group"],
            "question": old.own_question if old and is_same else given["question"].strip(),
            "is_critical": given["is_critical"],
            "usual": [sorted(kinds) for kinds in usual],
            "stages": [str(stage.value) for stage in old.own_stages] if old else [],
        }


def first_usual(duty: DutyLine | None) -> str:
    """Return the kind that leads a duty first, when it is one kind alone."""
    first = duty.usual[0] if duty and duty.usual else frozenset()
    return str(next(iter(first))) if len(first) == 1 else ""


class WholeForm:
    """The form of the whole road: the head, twelve stages, the duties and some empty ones."""

    def __init__(self, data: Any, *, row: RoadTemplate, template: Template, token: str) -> None:
        self.template = template
        start = {"name": row.name, "below_rp": row.below_rp, "token": token}
        self.head = TemplateForm(data, road=row.road, initial=start)
        self.stages = [
            (key, StageOfRoadForm(data, prefix=f"t-{key.value}", initial=start_of(template, key)))
            for key in in_order(template)
        ]
        duties: list[DutyLine | None] = [*template.duties, *[None] * EMPTY_DUTIES]
        self.duties = [
            (duty, DutyForm(data, prefix=f"p-{number}", initial=start_of_duty(duty)))
            for number, duty in enumerate(duties)
        ]

    @property
    def forms(self) -> list[Form]:
        """Return every form in it."""
        return [self.head, *(form for _, form in self.stages), *(form for _, form in self.duties)]

    def is_valid(self) -> bool:
        """Return whether every part can be read."""
        faulty = [form for form in self.forms if not form.is_valid()]  # each says what is wrong
        return not faulty

    def content(self) -> dict[str, Any]:
        """Return the road the forms describe; what is wrong with it is for findings to say."""
        used = [
            (*form.place(), number, form.row(str(key.value)))
            for number, (key, form) in enumerate(self.stages)
            if form.cleaned_data["is_used"]
        ]
        duties = [form.row(duty) for duty, form in self.duties]
        return {
            "format": FORMAT,
            "stages": [one[-1] for one in sorted(used, key=lambda one: one[:3])],
            "duties": [row for row in duties if row is not None],
        }


def in_order(template: Template) -> list[Stage]:
    """Return the stages of the road, then those it does without."""
    return [*template.keys, *(stage for stage in Stage if stage not in template.keys)]


def start_of(template: Template, key: Stage) -> dict[str, Any]:
    """Return what the form of a stage starts with; one not used starts as the full road has it."""
    stage = template.stage(key)
    shown = stage or SHIPPED[Road.FULL].stage(key) or TemplateStage(key)
    return {
        "is_used": stage is not None,
        "position": template.keys.index(key) + 1 if stage else None,
        "label": shown.own_label,
        "days": shown.days,
        "lapses_days": shown.lapses_days,
        "closers": list(shown.closers),
        "documents": [need.key for need in shown.needs if need.kind == NeedKind.DOCUMENT],
        "facts": [need.key for need in shown.needs if need.kind == NeedKind.FACT],
        "approvals": "\n".join(
            need.label for need in shown.needs if need.kind == NeedKind.APPROVAL
        ),
    }


def start_of_duty(duty: DutyLine | None) -> dict[str, Any]:
    """Return what the form of a duty starts with."""
    if duty is None:
        return {}
    return {
        "key": duty.key,
        "question": duty.question,
        "group": duty.group,
        "is_critical": duty.is_critical,
        "usual": first_usual(duty),
    }

"""What a person may type about money outside the platform: accounts, tranches, statements."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core import files
from sambung.delivery.forms.asking import OnceForm, day, refuse_to_come
from sambung.delivery.models import Account, ConditionKind, Milestone, TrancheAct
from sambung.parties.models import Ground, Organisation
from sambung.partnerships.models import Contribution, Document, DocumentKind, Grade
from sambung.ui.formats import rupiah
from sambung.ui.forms import RupiahField

A = TrancheAct
CHOOSE = {"required": gettext_lazy("Pilih salah satu.")}
# Which fields each statement asks for beside token and version.
FIELDS_OF: dict[TrancheAct, tuple[str, ...]] = {
    A.CLAIM: ("amount_rp", "on", "account", "evidence", "upload", "note"),
    A.VERIFY: ("amount_rp", "on", "grade", "note"),
    A.TRANSFER: ("amount_rp", "on", "evidence", "upload", "note"),
    A.RECEIVE: ("amount_rp", "on", "evidence", "upload", "note"),
    A.ACCOUNT: ("amount_rp", "on", "evidence", "upload", "note"),
    A.SETTLE: ("amount_rp", "on", "grade", "note"),
    A.RETURN: ("reason",),
    A.CANCEL: ("reason",),
}
GROUND_FIELDS = ("ground", "ground_note", "ground_file")


def filled(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Offer these rows in a field of choice."""
    field = form.fields.get(name)
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows


class AccountField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An account by bank, last four signs and name: enough to know it by."""

    def label_from_instance(self, obj: Account) -> str:
        """Return what tells this account from others."""
        return f"{obj.bank} •••• {obj.number[-4:]}, {obj.name_on_account}"


class ContributionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A contribution by whose it is and how much was agreed."""

    def label_from_instance(self, obj: Contribution) -> str:
        """Return what tells this contribution from others."""
        return contribution_words(obj)


class AccountForm(OnceForm):
    """An institution's account."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        label=gettext_lazy("Rekening milik lembaga mana?"),
        error_messages=CHOOSE,
    )
    bank = forms.CharField(max_length=80, label=gettext_lazy("Bank"))
    number = forms.CharField(max_length=40, label=gettext_lazy("Nomor rekening"))
    name_on_account = forms.CharField(
        max_length=160,
        label=gettext_lazy("Nama di rekening"),
        help_text=gettext_lazy("Atas nama lembaga. Rekening atas nama orang tidak diterima."),
    )
    ground = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Bila namanya berbeda: dasarnya"),
        help_text=gettext_lazy("Misalnya nomor akta atau nama lama lembaga."),
    )
    is_treasury = forms.BooleanField(
        required=False,
        label=gettext_lazy("Rekening kas umum daerah (RKUD)"),
        help_text=gettext_lazy("Hanya bila NPHD kemitraan ini sudah berlaku."),
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        filled(self, "organisation", organisations)


class PlanForm(OnceForm):
    """One tranche of a contribution of money."""

    contribution = ContributionField(
        queryset=Contribution.objects.none(),
        empty_label=None,
        label=gettext_lazy("Sumbangan uang"),
        error_messages=CHOOSE,
    )
    payee = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        label=gettext_lazy("Lembaga penerima"),
        error_messages=CHOOSE,
    )
    title = forms.CharField(
        max_length=160,
        required=False,
        label=gettext_lazy("Untuk apa"),
        help_text=gettext_lazy("Misalnya: uang muka, sesudah bak selesai."),
    )
    amount_rp = RupiahField(min_value=1, label=gettext_lazy("Jumlah termin"))
    due_on = day(required=False, label=gettext_lazy("Paling lambat"))

    def __init__(
        self,
        *args: Any,
        contributions: QuerySet[Contribution],
        organisations: QuerySet[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        filled(self, "contribution", contributions)
        filled(self, "payee", organisations)


def contribution_words(row: Contribution) -> str:
    """Return whose money it is, and how much was agreed."""
    agreed = (
        _("%s disepakati") % rupiah(row.agreed_rp)
        if row.agreed_rp is not None
        else _("jumlah yang disepakati belum diketahui")
    )
    return f"{row.party.organisation}: {row.title or row.get_kind_display()} ({agreed})"


class ConditionForm(OnceForm):
    """What must be verified before a tranche opens."""

    kind = forms.ChoiceField(
        choices=ConditionKind.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("Jenis syarat"),
        error_messages=CHOOSE,
    )
    document_kind = forms.ChoiceField(
        choices=[("", gettext_lazy("pilih bila syaratnya dokumen")), *DocumentKind.choices],
        required=False,
        label=gettext_lazy("Dokumen apa"),
    )
    milestone = forms.ModelChoiceField(
        queryset=Milestone.objects.none(),
        required=False,
        empty_label=gettext_lazy("pilih bila syaratnya tonggak"),
        label=gettext_lazy("Tonggak mana"),
    )
    contribution = ContributionField(
        queryset=Contribution.objects.none(),
        required=False,
        empty_label=gettext_lazy("pilih bila syaratnya sumbangan lain"),
        label=gettext_lazy("Sumbangan mana"),
    )
    title = forms.CharField(
        max_length=160,
        required=False,
        label=gettext_lazy("Dalam kata"),
        help_text=gettext_lazy("Misalnya: foto 50 persen terverifikasi."),
    )

    def __init__(
        self,
        *args: Any,
        milestones: QuerySet[Milestone],
        contributions: QuerySet[Contribution],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        filled(self, "milestone", milestones)
        filled(self, "contribution", contributions)

    def clean(self) -> dict[str, Any]:
        """Ask for the thing the kind is about."""
        given = super().clean() or self.cleaned_data
        wanted = {"document": "document_kind"}.get(given.get("kind", ""), given.get("kind", ""))
        if wanted and not given.get(wanted):
            self.add_error(wanted, _("Pilih yang menjadi syaratnya."))
        return given


class AcceptForm(OnceForm):
    """Which document is accepted as what a tranche waits for."""

    document = forms.ModelChoiceField(
        queryset=Document.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        label=gettext_lazy("Dokumen yang diterima"),
        error_messages={"required": gettext_lazy("Pilih dokumen yang sudah Anda periksa.")},
    )

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        filled(self, "document", documents)


class StatementForm(OnceForm):
    """One statement of a tranche; asks only for what its act needs."""

    amount_rp = RupiahField(label=gettext_lazy("Jumlah"))
    on = day(label=gettext_lazy("Tanggal"))
    grade = forms.ChoiceField(
        choices=Grade.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("Tingkat pemeriksaan"),
        error_messages=CHOOSE,
    )
    account = AccountField(
        queryset=Account.objects.none(),
        required=False,
        empty_label=gettext_lazy("belum dicatat"),
        label=gettext_lazy("Rekening penerima"),
    )
    evidence = forms.ModelChoiceField(
        queryset=Document.objects.none(),
        required=False,
        empty_label=gettext_lazy("pilih, atau unggah di bawah"),
        label=gettext_lazy("Bukti yang sudah ada"),
    )
    upload = forms.FileField(
        required=False,
        label=gettext_lazy("Unggah bukti"),
        help_text=gettext_lazy("PDF atau foto. Tutupi nomor identitas orang di dalamnya."),
    )
    note = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Catatan"),
        help_text=gettext_lazy("Misalnya nomor rujukan transfer."),
    )
    reason = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Alasan"),
        error_messages={"required": gettext_lazy("Tulis alasannya dalam satu kalimat.")},
    )
    ground = forms.ChoiceField(
        choices=Ground.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("Dasar mencatat atas nama"),
        error_messages={"required": gettext_lazy("Pilih dasar mencatat atas nama.")},
    )
    ground_note = forms.CharField(
        max_length=300, required=False, label=gettext_lazy("Keterangan dasar")
    )
    ground_file = forms.FileField(required=False, label=gettext_lazy("Surat atau foto dasarnya"))

    def __init__(
        self,
        *args: Any,
        act: TrancheAct,
        accounts: QuerySet[Account],
        papers: QuerySet[Document],
        is_on_behalf: bool,
        most_rp: int | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        wanted = {"token", "version", *FIELDS_OF[act]}
        wanted |= set(GROUND_FIELDS) if is_on_behalf else set()
        for name in set(self.fields) - wanted:
            del self.fields[name]
        filled(self, "account", accounts)
        filled(self, "evidence", papers)
        amount = self.fields.get("amount_rp")
        if isinstance(amount, RupiahField):
            amount.min_value = 0 if act == A.RECEIVE else 1
            if most_rp is not None and act != A.RECEIVE:
                amount.max_value = most_rp

    def clean_account(self) -> Account | None:
        """Ask which account when the payee has some and none was chosen before."""
        account: Account | None = self.cleaned_data["account"]
        field = self.fields["account"]
        is_known = account or self.initial.get("account")
        if isinstance(field, forms.ModelChoiceField) and not is_known and field.queryset:
            raise ValidationError(_("Pilih rekening yang akan menerima uangnya."))
        return account

    def clean_on(self) -> Any:
        """Refuse a day to come."""
        return refuse_to_come(self, "on")

    def clean_upload(self) -> "UploadedFile[Any] | None":
        """Refuse what is no PDF or photo before anything is written."""
        return checked(self.cleaned_data["upload"])

    def clean_ground_file(self) -> "UploadedFile[Any] | None":
        """Refuse what is no PDF or photo before anything is written."""
        return checked(self.cleaned_data["ground_file"])


def checked(upload: "UploadedFile[Any] | None") -> "UploadedFile[Any] | None":
    """Return the upload; raise ValidationError with what to do when it is not kept."""
    if upload:
        files.inspect(upload)
    return upload


def today() -> Any:
    """Return today, the first value of a day."""
    return timezone.localdate()

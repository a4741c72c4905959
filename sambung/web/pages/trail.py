"""The trail in words: what each entry of a partnership's history says to a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.partnerships.lifecycle import APPROVALS, FACTS, RESPONSIBILITIES
from sambung.partnerships.models import AmountOf, DocumentKind, Letter, ProfileOf, Stage
from sambung.partnerships.queries import Line
from sambung.ui.formats import rupiah

VERBS: dict[str, Promise] = {
    "partnership.opened": gettext_lazy("Kemitraan dibuka"),
    "partnership.stepped": gettext_lazy("Tahap: %(from)s ke %(to)s"),
    "partnership.umbrella_linked": gettext_lazy("Di bawah perjanjian payung"),
    "partnership.umbrella_unlinked": gettext_lazy("Lepas dari perjanjian payung"),
    "party.joined": gettext_lazy("%(party)s bergabung"),
    "party.roles_set": gettext_lazy("Peran %(party)s diubah"),
    "party.left": gettext_lazy("%(party)s keluar"),
    "stage.need_met": gettext_lazy("Ada: %(need)s"),
    "stage.need_waived": gettext_lazy("Dilewati: %(need)s"),
    "stage.need_undone": gettext_lazy("Catatan dibatalkan: %(need)s"),
    "stage.fact_recorded": gettext_lazy("Tercapai: %(need)s"),
    "stage.fact_taken_back": gettext_lazy("Tidak lagi berlaku: %(need)s"),
    "partnership.due_set": gettext_lazy("Tenggat tahap diubah"),
    "partnership.closed": gettext_lazy("Kemitraan ditutup"),
    "partnership.publish_agreed": gettext_lazy("Setuju halaman ini terbuka"),
    "partnership.publish_taken_back": gettext_lazy("Persetujuan terbit ditarik"),
    "responsibility.proposed": gettext_lazy("%(party)s diusulkan: %(duty)s"),
    "responsibility.accepted": gettext_lazy("%(party)s menyetujui: %(duty)s"),
    "responsibility.refused": gettext_lazy("%(party)s belum dapat: %(duty)s"),
    "responsibility.released": gettext_lazy("%(party)s melepas: %(duty)s"),
    "responsibility.withdrawn": gettext_lazy("Usulan %(party)s ditarik: %(duty)s"),
    "responsibility.recorded": gettext_lazy("Persetujuan %(party)s dicatat mewakili: %(duty)s"),
    "responsibility.added": gettext_lazy("Peran ditambahkan: %(duty)s"),
    "responsibility.changed": gettext_lazy("Peran diubah: %(duty)s"),
    "raci.proposed": gettext_lazy("%(party)s diusulkan: %(letter)s di tahap %(stage)s. %(duty)s"),
    "raci.accepted": gettext_lazy("%(party)s menyetujui: %(letter)s di tahap %(stage)s. %(duty)s"),
    "raci.refused": gettext_lazy("%(party)s belum dapat: %(letter)s di tahap %(stage)s. %(duty)s"),
    "raci.withdrawn": gettext_lazy("Usulan ditarik: %(letter)s di tahap %(stage)s. %(duty)s"),
    "raci.released": gettext_lazy("%(party)s melepas: %(letter)s di tahap %(stage)s. %(duty)s"),
    "raci.recorded": gettext_lazy(
        "Persetujuan %(party)s dicatat mewakili: %(letter)s di tahap %(stage)s. %(duty)s"
    ),
    "profile.proposed": gettext_lazy("Sasaran pembagian %(of)s diusulkan"),
    "profile.agreed": gettext_lazy("%(party)s menyetujui sasaran pembagian %(of)s"),
    "profile.recorded": gettext_lazy(
        "Persetujuan %(party)s atas sasaran pembagian %(of)s dicatat mewakili"
    ),
    "responsibility.needed": gettext_lazy("Diperlukan lagi: %(duty)s"),
    "responsibility.not_needed": gettext_lazy("Tidak diperlukan: %(duty)s"),
    "document.added": gettext_lazy("Dokumen ditambahkan: %(document)s"),
    "document.made": gettext_lazy("Dokumen dibuat: %(document)s"),
    "document.replaced": gettext_lazy("Dokumen diganti edisi baru: %(document)s"),
    "document.shared": gettext_lazy("Konsep dibagikan: %(document)s"),
    "document.published": gettext_lazy("Dokumen diterbitkan: %(document)s"),
    "document.unpublished": gettext_lazy("Dokumen tidak lagi terbit: %(document)s"),
    "document.withdrawn": gettext_lazy("Dokumen ditarik: %(document)s"),
    "agreement.drafted": gettext_lazy("Naskah perjanjian disusun"),
    "agreement.updated": gettext_lazy("Keterangan naskah diubah"),
    "agreement.shared": gettext_lazy("Naskah dibagikan kepada para pihak"),
    "agreement.refilled": gettext_lazy("Naskah diisi ulang dari data kemitraan"),
    "agreement.frozen": gettext_lazy("Naskah dibekukan sebagai versi baru"),
    "agreement.uploaded": gettext_lazy("Versi dari luar diunggah"),
    "agreement.sent_for_review": gettext_lazy("Naskah dikirim untuk ditelaah: %(party)s"),
    "agreement.reviewed": gettext_lazy("Telaah dijawab: %(party)s"),
    "agreement.signing_started": gettext_lazy("Naskah diserahkan untuk ditandatangani"),
    "agreement.returned": gettext_lazy("Naskah dibuka lagi"),
    "agreement.signed": gettext_lazy("%(party)s menandatangani"),
    "agreement.signature_withdrawn": gettext_lazy("Catatan tanda tangan %(party)s ditarik"),
    "agreement.in_force": gettext_lazy("Perjanjian berlaku"),
    "agreement.renewed": gettext_lazy("Perjanjian diperbarui"),
    "agreement.left": gettext_lazy("Perjanjian tidak diperpanjang"),
    "agreement.cancelled": gettext_lazy("Naskah perjanjian dibatalkan"),
    "clause.added": gettext_lazy("Pasal ditambahkan"),
    "clause.changed": gettext_lazy("Bunyi pasal diubah"),
    "clause.moved": gettext_lazy("Pasal dipindahkan"),
    "clause.removed": gettext_lazy("Pasal dikeluarkan"),
    "clause.restored": gettext_lazy("Pasal dipulihkan"),
    "signatory.named": gettext_lazy("Penanda tangan %(party)s ditentukan"),
    "signatory.removed": gettext_lazy("Penanda tangan %(party)s dikeluarkan"),
    "wording.kept": gettext_lazy("Templat naskah wilayah diubah"),
    "partnership.rule_chosen": gettext_lazy("Aturan pembagian biaya dipilih"),
    "declaration.made": gettext_lazy("%(party)s menulis keterangan"),
    "declaration.withdrawn": gettext_lazy("%(party)s menarik keterangannya"),
    "ground.cited": gettext_lazy("Dasar hukum dikutip"),
    "ground.removed": gettext_lazy("Kutipan dasar hukum dihapus"),
    "contribution.added": gettext_lazy("Sumbangan %(party)s ditulis"),
    "contribution.changed": gettext_lazy("Uraian sumbangan diubah"),
    "contribution.withdrawn": gettext_lazy("Sumbangan %(party)s ditarik"),
    "contribution.stated": gettext_lazy("Sumbangan %(party)s: %(amount)s"),
    "contribution.statement_withdrawn": gettext_lazy("Ditarik: %(amount)s, sumbangan %(party)s"),
    "account.added": gettext_lazy("Rekening %(party)s dicatat"),
    "account.ended": gettext_lazy("Rekening %(party)s diakhiri"),
    "tranche.planned": gettext_lazy("Termin %(number)s disusun"),
    "tranche.condition_added": gettext_lazy("Syarat ditambahkan, termin %(number)s"),
    "tranche.condition_removed": gettext_lazy("Syarat dihapus, termin %(number)s"),
    "tranche.condition_met": gettext_lazy("Syarat terverifikasi, termin %(number)s"),
    "tranche.condition_returned": gettext_lazy("Syarat dikembalikan, termin %(number)s"),
    "tranche.claimed": gettext_lazy("Termin %(number)s diajukan %(party)s"),
    "tranche.verified": gettext_lazy("Termin %(number)s diverifikasi %(party)s"),
    "tranche.transferred": gettext_lazy("Termin %(number)s ditransfer menurut %(party)s"),
    "tranche.received": gettext_lazy("Termin %(number)s: penerimaan menurut %(party)s"),
    "tranche.accounted": gettext_lazy("Termin %(number)s dipertanggungjawabkan %(party)s"),
    "tranche.settled": gettext_lazy("Pertanggungjawaban termin %(number)s diverifikasi %(party)s"),
    "tranche.returned": gettext_lazy("Termin %(number)s dikembalikan %(party)s"),
    "tranche.cancelled": gettext_lazy("Termin %(number)s dibatalkan"),
    "milestone.plan_made": gettext_lazy("Rencana kerja dibuat"),
    "milestone.added": gettext_lazy("Tonggak masuk rencana: %(title)s"),
    "milestone.changed": gettext_lazy("Tonggak diubah: %(title)s"),
    "milestone.due_moved": gettext_lazy("Tenggat digeser: %(title)s"),
    "milestone.done": gettext_lazy("Dinyatakan selesai: %(title)s"),
    "milestone.verified": gettext_lazy("Terverifikasi: %(title)s"),
    "milestone.returned": gettext_lazy("Dikembalikan: %(title)s"),
    "milestone.dropped": gettext_lazy("Tonggak dibatalkan: %(title)s"),
    "progress.stated": gettext_lazy("Kemajuan dinyatakan"),
    "progress.verified": gettext_lazy("Kemajuan terverifikasi"),
    "progress.returned": gettext_lazy("Laporan kemajuan dikembalikan"),
    "progress_photo.published": gettext_lazy("Foto pekerjaan boleh dilihat publik"),
    "progress_photo.hidden": gettext_lazy("Foto pekerjaan ditarik dari publik"),
    "goods.added": gettext_lazy("Barang ditulis: %(title)s"),
    "goods.removed": gettext_lazy("Barang dikeluarkan dari daftar: %(title)s"),
    "goods.stated": gettext_lazy("Jumlah barang dinyatakan: %(title)s"),
    "goods.statement_withdrawn": gettext_lazy("Jumlah barang ditarik: %(title)s"),
    "final_check.recorded": gettext_lazy("Pemeriksaan akhir pekerjaan"),
    "trouble.added": gettext_lazy("Masalah atau risiko dicatat: %(title)s"),
    "trouble.changed": gettext_lazy("Masalah atau risiko diubah: %(title)s"),
    "trouble.closed": gettext_lazy("Masalah atau risiko ditutup: %(title)s"),
    "trouble.reopened": gettext_lazy("Masalah atau risiko dibuka lagi: %(title)s"),
    "ceremony.added": gettext_lazy("Acara dicatat"),
    "handover.prepared": gettext_lazy("Serah terima disiapkan"),
    "handover.piece_saved": gettext_lazy("Isi serah terima dilengkapi"),
    "handover.completed": gettext_lazy("Diserahterimakan kepada %(party)s"),
    "handover.cancelled": gettext_lazy("Serah terima dibatalkan"),
}


@dataclass(frozen=True)
class Told:
    """One line of history as people read it."""

    at: datetime
    words: str
    who: str
    reason: str


def told(lines: Sequence[Line]) -> list[Told]:
    """Return the lines in words; a verb nobody worded yet keeps its plain name."""
    return [
        Told(line.at, words_of(line), who_of(line), str(line.data.get("reason") or ""))
        for line in lines
    ]


def words_of(line: Line) -> str:
    """Return what happened."""
    if line.verb not in VERBS:
        return line.verb
    key = str(line.data.get("key") or "")
    duty = str(line.data.get("question") or "")
    if not duty and key in RESPONSIBILITIES:
        duty = str(RESPONSIBILITIES[key].question)
    return str(VERBS[line.verb]) % {
        "party": line.data.get("party") or "",
        "duty": duty,
        "letter": letter_words(line.data.get("letter")),
        "stage": stage_words(line.data.get("stage")),
        "of": profile_words(line.data.get("of")),
        "title": line.data.get("title") or "",
        "need": need_words(key),
        "from": stage_words(line.data.get("from_stage")),
        "to": stage_words(line.data.get("to_stage")),
        "document": document_words(line.data),
        "amount": amount_words(line.data),
        "number": line.data.get("number") or "",
    }


def document_words(data: dict[str, object]) -> str:
    """Return the kind and the edition of a document."""
    kind = data.get("kind")
    name = str(DocumentKind(kind).label) if kind in DocumentKind.values else ""
    return _("%(kind)s, edisi %(edition)s") % {"kind": name, "edition": data.get("edition") or 1}


def letter_words(value: object) -> str:
    """Return the name of a letter of the matrix."""
    return str(Letter(value).label).lower() if value in Letter.values else ""


def profile_words(value: object) -> str:
    """Return what a target profile divides."""
    return str(ProfileOf(value).label) if value in ProfileOf.values else ""


def stage_words(value: object) -> str:
    """Return the name of a stage."""
    return str(Stage(value).label).lower() if value in Stage.values else ""


def amount_words(data: dict[str, object]) -> str:
    """Return which amount of a contribution, and how much; empty for other entries."""
    if data.get("of") not in AmountOf.values:
        return ""
    amount = data.get("amount_rp")
    words = rupiah(amount if isinstance(amount, int) else None)
    return f"{AmountOf(str(data['of'])).label} {words}"


def need_words(key: str) -> str:
    """Return what a stage needs, in words; a region's own need keeps its key."""
    if key in DocumentKind.values:
        return str(DocumentKind(key).label).lower()
    return str({**APPROVALS, **FACTS}.get(key, key.replace("_", " ")))


def who_of(line: Line) -> str:
    """Return person and organisation; an organisation alone came by its link; else the system."""
    if line.organisation and not line.person:
        return _("%s, lewat tautan pribadi") % line.organisation
    return ", ".join(part for part in (line.person, line.organisation) if part) or _("sistem")

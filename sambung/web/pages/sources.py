"""Sumber data: whose figures the site shows, under what licence, and what to be careful about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from sambung.regions.models import LoadedFile
from sambung.regions.queries import loaded_files


@dataclass(frozen=True)
class Source:
    """One source: the folder its files are in, whose it is, its licence and its cautions."""

    folder: str
    title: Any
    owner: Any
    licence: Any
    cautions: tuple[Any, ...]


@dataclass(frozen=True)
class Shown:
    """A source with what of it is loaded here; loaded_at None when nothing is."""

    source: Source
    files: tuple[LoadedFile, ...]
    loaded_at: datetime | None
    is_replaced: bool  # the operator loaded newer files of their own


SOURCES = (
    Source(
        "idn_regions",
        _("Nama, kode, penduduk, dan luas wilayah"),
        _(
            "Kepmendagri 300.2.2-2430 Tahun 2025; penduduk Ditjen Dukcapil, Desember 2024; luas "
            "BIG, 2024. Disusun oleh cahyadsn/wilayah."
        ),
        _("MIT (penyusun); angkanya data publik resmi."),
        (
            _("Penduduk terdaftar, kira-kira 1–2% di atas proyeksi BPS."),
            _("Penduduk di bawah kabupaten/kota belum ada, dan tidak dibuat-buat."),
            _("Titik desa kadang titik tengah kecamatannya; bila begitu, disebut."),
        ),
    ),
    Source(
        "idn_boundaries",
        _("Batas wilayah"),
        _("cahyadsn/wilayah_boundaries; poligonnya menyerupai batas BIG dan HDX COD-AB."),
        _("MIT (penyusun)."),
        (
            _("Disederhanakan, hanya untuk gambar. Luas tidak dihitung dari sini."),
            _("Batas desa belum ada: desa digambar sebagai titik."),
        ),
    ),
    Source(
        "idn_wash_access",
        _("Akses air minum dan sanitasi layak"),
        _("BPS, Susenas, 2021 dan 2024 per kabupaten/kota, disalin dari tiga himpunan terbuka."),
        _("Statistik resmi BPS, dipakai ulang dengan menyebut sumber."),
        (
            _("Layak belum tentu aman: mutu air tidak diukur."),
            _(
                "Persen rumah tangga. Jumlah orang adalah perkiraan: penduduk × (100 − persen "
                "layak) / 100."
            ),
            _("Survei: satu kabupaten dapat meleset beberapa poin; galatnya tidak diterbitkan."),
            _("Papua Tengah dan Papua Pegunungan perlu dibaca hati-hati."),
        ),
    ),
)


def sources(request: HttpRequest) -> HttpResponse:
    """Show every source with its licence, its cautions and the files loaded here."""
    files = tuple(loaded_files())
    return render(request, "web/sources.html", {"shown": [shown(one, files) for one in SOURCES]})


def shown(source: Source, files: Iterable[LoadedFile]) -> Shown:
    """Return the source with its own files among the loaded ones."""
    own = tuple(file for file in files if file.name.startswith(f"{source.folder}/"))
    return Shown(
        source=source,
        files=own,
        loaded_at=max((file.loaded_at for file in own), default=None),
        is_replaced=any(not file.is_shipped for file in own),
    )

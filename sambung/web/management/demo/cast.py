"""Who lives in the demo world: organisations, people and their hats. All invented."""

from dataclasses import dataclass

PASSWORD = "sambung-demo"  # noqa: S105 - printed by the demo; never exists outside it


@dataclass(frozen=True)
class Body:
    """An organisation of the demo; `region` is a real code or None for a national body."""

    key: str
    name: str
    kind: str
    region: str | None
    short: str = ""


@dataclass(frozen=True)
class Person:
    """A person of the demo with one or more hats (organisation key, role, title)."""

    key: str
    name: str
    email: str
    hats: tuple[tuple[str, str, str], ...]
    comes_for: str  # what the printed login line says


BODIES = [
    Body(
        "pemkab", "Pemerintah Kabupaten Balangan (simulasi)", "pemkab", "63.11", "Pemkab Balangan"
    ),
    Body("bappeda", "Bappeda Balangan (simulasi)", "bappeda", "63.11", "Bappeda Balangan"),
    Body("pokja", "Pokja PKP Balangan (simulasi)", "pokja", "63.11", "Pokja PKP Balangan"),
    Body("pupr", "Dinas PUPR Balangan (simulasi)", "opd", "63.11", "Dinas PUPR Balangan"),
    Body("pdam", "Perumda Air Minum Contoh Balangan", "pdam", "63.11", "Perumda Contoh"),
    Body("forum", "Forum TJSL Contoh Balangan", "forum_tjsl", "63.11"),
    Body("asosiasi", "Asosiasi SPAMS Contoh Balangan", "asosiasi_spams", "63.11"),
    Body("sehat", "Yayasan Contoh Sehat", "lsm", "63.11"),
    Body("energi", "PT Contoh Banua Energi", "perusahaan", "63.11"),
    Body("bank", "Bank Contoh Banua", "bank", "63"),
    Body("sawit", "PT Contoh Sawit Lestari", "perusahaan", "63.11"),
    Body("tambang", "PT Contoh Tambang Negara (Persero)", "bumn", "63"),
    Body("hijau", "Yayasan Contoh Hijau", "yayasan", "63"),
    Body("amal", "Lembaga Amal Contoh Kalimantan", "baznas", "63"),
    Body("kayu", "PT Contoh Kayu Rimba", "perusahaan", "63.11"),
    Body("semen", "PT Contoh Semen Meratus", "perusahaan", "63.09"),
    Body("karet", "PT Contoh Karet Juai", "perusahaan", "63.11.01"),
    Body("mitra", "Mitra Pembangunan Contoh", "donor", None),
    Body("jejaring", "Jejaring Air dan Sanitasi Contoh", "jejaring", None),
    Body("bappeda_tabalong", "Bappeda Tabalong (simulasi)", "bappeda", "63.09", "Bappeda Tabalong"),
    Body(
        "desa_hauwai", "Pemerintah Desa Hauwai (simulasi)", "pemdes", "63.11.02.2001", "Desa Hauwai"
    ),
    Body("desa_uren", "Pemerintah Desa Uren (simulasi)", "pemdes", "63.11.02.2019", "Desa Uren"),
    Body("desa_pudak", "Pemerintah Desa Pudak (simulasi)", "pemdes", "63.11.03.2008", "Desa Pudak"),
    Body(
        "desa_kambiyain",
        "Pemerintah Desa Kambiyain (simulasi)",
        "pemdes",
        "63.11.08.2012",
        "Desa Kambiyain",
    ),
    Body("kkm_hauwai", "KKM Contoh Hauwai", "kkm", "63.11.02.2001"),
    Body("kpspams_kambiyain", "KPSPAMS Contoh Kambiyain", "kpspams", "63.11.08.2012"),
    Body("kpspams_bihara", "KPSPAMS Contoh Bihara", "kpspams", "63.11.03.2004"),
]

PEOPLE = [
    Person(
        "nur",
        "Nur Rahmi",
        "bappeda@contoh.example",
        (
            ("bappeda", "officer", "Perencana bidang permukiman"),
            ("pokja", "signatory", "Sekretaris Pokja"),
        ),
        "petugas Bappeda dan Pokja PKP: memeriksa usulan, menyusun rencana, mengirim ajakan",
    ),
    Person(
        "rina",
        "Rina Aulia",
        "staf@contoh.example",
        (("bappeda", "member", "Staf perencana"),),
        "staf Bappeda: dapat menerima tugas rekannya",
    ),
    Person(
        "gani",
        "Gani Hauwai",
        "desa@contoh.example",
        (("desa_hauwai", "head", "Kepala Desa Hauwai"),),
        "kepala desa: mengajukan kebutuhan dan mengikuti jawabannya",
    ),
    Person(
        "citra",
        "Citra Lestari",
        "csr@contoh.example",
        (("energi", "signatory", "Manajer TJSL"),),
        "manajer TJSL perusahaan: menyatakan minat dan menjawab ajakan",
    ),
    Person(
        "dimas",
        "Dimas Prakoso",
        "fasilitator@contoh.example",
        (("sehat", "officer", "Fasilitator kemitraan"),),
        "fasilitator: mendampingi desa dan memeriksa lapangan",
    ),
    Person(
        "laras",
        "Laras Wening",
        "jejaring@contoh.example",
        (("jejaring", "officer", "Pengelola pengetahuan"),),
        "pengelola jejaring nasional",
    ),
    Person(
        "eka",
        "Eka Tabalong",
        "luar@contoh.example",
        (("bappeda_tabalong", "officer", "Perencana"),),
        "orang luar dari kabupaten lain: tidak melihat yang bukan haknya",
    ),
    Person(
        "rudi",
        "Rudi Pratama",
        "pupr@contoh.example",
        (("pupr", "officer", "Pengawas teknis"), ("pemkab", "signatory", "Kuasa Pemkab")),
        "Dinas PUPR: memeriksa lapangan, menjawab ajakan kepada APBD",
    ),
    Person(
        "bima",
        "Bima Saputra",
        "bank@contoh.example",
        (("bank", "signatory", "Kepala cabang"),),
        "bank daerah: menjawab ajakan",
    ),
]

"""The closed questions of tables, with the words people in offices write for each answer.

The values are those of the models; tests/exchange holds them together.
"""

from sambung.exchange.spreadsheets.values import Choice

SERVICES = (
    Choice(
        "water",
        "air minum",
        ("air bersih", "air", "sab", "spam", "pam", "pamsimas", "ab", "air minum aman", "am")
        + ("sarana air bersih", "sumur bor", "perpipaan", "hippam", "air minum dan air bersih")
        + ("sumur", "sambungan rumah", "bor", "pdam", "embung", "penampung air", "tandon", "pma"),
    ),
    Choice(
        "sanitation",
        "sanitasi",
        ("jamban", "mck", "wc", "ipal", "tangki septik", "septic tank", "septik tank", "toilet")
        + ("air limbah", "limbah", "jamban sehat", "ipal komunal", "sanimas", "jaga", "kakus")
        + ("jamban keluarga", "septictank", "iplt", "lumpur tinja", "mck umum", "bab", "drainase"),
    ),
    Choice(
        "hygiene",
        "perilaku higienis",
        ("ctps", "cuci tangan", "cuci tangan pakai sabun", "phbs", "stbm", "higiene", "hygiene")
        + ("perilaku hidup bersih", "perilaku hidup bersih dan sehat", "wastafel", "kebersihan")
        + ("promosi kesehatan", "penyuluhan kesehatan", "penyuluhan phbs", "perilaku hygiene"),
    ),
)
ACTIVITY_KINDS = (
    Choice(
        "new_water",
        "sarana air minum baru",
        ("spam", "spam baru", "sab", "sarana air bersih", "air bersih", "pembangunan spam", "ipa")
        + ("pembangunan sarana air bersih", "perpipaan", "jaringan perpipaan", "pma", "hidran umum")
        + ("pembangunan air bersih", "instalasi pengolahan air", "penampungan air hujan", "pah")
        + ("perlindungan mata air", "broncaptering", "tandon", "tandon air", "menara air"),
    ),
    Choice(
        "borehole",
        "sumur bor",
        ("bor", "sumur dalam", "sumur", "pengeboran", "sumur artesis", "sumur pompa", "boring"),
    ),
    Choice(
        "connections",
        "sambungan rumah",
        ("sr", "sambungan rumah pdam", "sambungan baru", "pemasangan sr", "sr pdam", "meteran air"),
    ),
    Choice(
        "water_repair",
        "perbaikan sarana air minum",
        ("perbaikan spam", "rehabilitasi spam", "rehab spam", "perbaikan air bersih", "rehab sab")
        + ("perbaikan sumur", "perbaikan pompa", "optimalisasi spam", "rehabilitasi air bersih")
        + ("perbaikan pipa", "perbaikan jaringan", "penggantian pompa", "perbaikan sumur bor"),
    ),
    Choice(
        "water_truck",
        "pengiriman air",
        ("tangki air", "truk tangki", "dropping air", "distribusi air")
        + ("droping air", "mobil tangki", "penyaluran air", "air tangki", "dropping air bersih"),
    ),
    Choice(
        "toilets",
        "jamban / tangki septik",
        ("jamban", "mck", "wc", "toilet", "tangki septik", "septic tank", "septik tank", "kakus")
        + ("jamban sehat", "jamban keluarga", "jaga", "mck umum", "septictank", "kloset", "closet"),
    ),
    Choice(
        "wastewater",
        "IPAL / lumpur tinja",
        ("ipal", "ipal komunal", "iplt", "lumpur tinja", "air limbah", "limbah domestik")
        + ("sanimas", "tangki septik komunal", "septic tank komunal"),
    ),
    Choice(
        "handwashing",
        "sarana cuci tangan",
        ("ctps", "wastafel", "cuci tangan", "tempat cuci tangan", "fasilitas cuci tangan"),
    ),
    Choice(
        "training",
        "pelatihan / penyuluhan",
        ("pelatihan", "penyuluhan", "sosialisasi", "phbs", "stbm", "pemicuan", "edukasi")
        + ("kampanye", "workshop", "bimtek", "pendampingan", "promosi kesehatan"),
    ),
    Choice("other", "lainnya", ("lain", "lain lain", "dll", "lain-lain")),
)
SERVICE_OF_KIND = {
    **dict.fromkeys(["new_water", "borehole", "connections", "water_repair"], "water"),
    "water_truck": "water",
    **dict.fromkeys(["toilets", "wastewater"], "sanitation"),
    "handwashing": "hygiene",
}
ACTIVITY_STATES = (
    Choice("planned", "direncanakan", ("rencana", "akan dilaksanakan", "belum mulai", "persiapan")),
    Choice(
        "running",
        "berjalan",
        ("proses", "sedang berjalan", "on going", "ongoing", "dalam proses", "pelaksanaan")
        + ("sedang dikerjakan", "dalam pengerjaan", "on progress", "sementara dikerjakan"),
    ),
    Choice(
        "built",
        "selesai dibangun, belum serah terima",
        ("selesai", "terbangun", "sudah dibangun", "selesai dibangun", "selesai 100", "100", "done")
        + ("sudah selesai", "rampung", "terealisasi", "sudah terealisasi", "belum bast", "tuntas")
        + ("selesai belum bast", "belum serah terima", "realisasi", "terlaksana", "sudah"),
    ),
    Choice(
        "handed_over",
        "serah terima (BAST)",
        ("bast", "serah terima", "sudah bast", "sudah serah terima", "diserahkan", "ada bast")
        + ("diserahterimakan", "sudah diserahkan", "selesai bast", "sudah diserahterimakan")
        + ("selesai dan serah terima", "selesai sudah bast", "sdh bast"),
    ),
    Choice("stopped", "berhenti", ("batal", "dibatalkan", "terhenti", "mangkrak", "tidak jadi")),
)
ANSWERS = (
    Choice(
        "yes",
        "ya",
        (
            "berfungsi",
            "baik",
            "berfungsi baik",
            "y",
            "normal",
            "dimanfaatkan",
            "digunakan",
            "lancar",
        )
        + ("aktif", "berfungsi dengan baik", "masih berfungsi", "dipakai", "sudah", "ok", "fungsi"),
    ),
    Choice(
        "partly",
        "sebagian",
        ("rusak ringan", "berfungsi sebagian", "kurang berfungsi", "kadang", "kurang lancar")
        + ("sebagian berfungsi", "kurang baik", "rusak sedang", "sebagian rusak", "kadang-kadang"),
    ),
    Choice(
        "no",
        "tidak",
        ("tidak berfungsi", "rusak", "rusak berat", "tdk", "tdk berfungsi", "mangkrak", "mati")
        + (
            "tidak dimanfaatkan",
            "tidak dipakai",
            "belum berfungsi",
            "tidak digunakan",
            "t",
            "belum",
        ),
    ),
    Choice("unknown", "belum diketahui", ("belum dicek", "belum ditinjau", "belum dipantau")),
)
GIVING_WAYS = (
    Choice(
        "builds",
        "membangun sendiri",
        ("bangun sendiri", "membangun sendiri lewat penyedia", "swakelola", "kontraktor", "fisik")
        + ("dibangun perusahaan", "dikerjakan sendiri", "lewat penyedia", "pembangunan", "vendor")
        + ("pihak ketiga", "pelaksanaan langsung", "langsung", "pekerjaan fisik", "penyedia")
        + ("membangun", "dilaksanakan perusahaan", "dilaksanakan langsung"),
    ),
    Choice(
        "goods",
        "memberi barang",
        ("barang", "natura", "material", "bantuan barang", "in kind", "inkind", "bantuan material")
        + ("peralatan", "bahan", "hibah barang", "barang material"),
    ),
    Choice(
        "money",
        "uang ke rekening lembaga",
        ("uang", "uang tunai", "tunai", "dana", "transfer", "hibah uang", "dana tunai", "cash")
        + ("hibah", "bantuan dana", "bantuan uang", "dana hibah", "rekening"),
    ),
)
OPTION_KINDS = (
    Choice("new_system", "sistem baru", ("spam baru", "pembangunan baru", "sumur bor", "baru")),
    Choice(
        "extension",
        "pengembangan / perluasan jaringan",
        ("pengembangan", "perluasan", "perluasan jaringan", "pengembangan jaringan", "pipanisasi"),
    ),
    Choice(
        "optimisation",
        "optimalisasi / perbaikan",
        ("optimalisasi", "perbaikan", "rehab", "rehabilitasi", "pemulihan"),
    ),
    Choice("house_connections", "sambungan rumah", ("sr", "pemasangan sr")),
    Choice(
        "on_site_sanitation",
        "jamban dan tangki septik",
        ("jamban", "tangki septik", "wc", "jamban individual", "septic tank", "mck"),
    ),
    Choice(
        "communal_sanitation",
        "IPAL / tangki septik komunal",
        ("ipal", "ipal komunal", "tangki septik komunal", "sanimas", "mck komunal"),
    ),
    Choice("behaviour", "perubahan perilaku (STBM)", ("stbm", "phbs", "pemicuan", "perilaku")),
    Choice("handwashing", "sarana cuci tangan", ("ctps", "wastafel", "cuci tangan")),
    Choice(
        "institution",
        "penguatan kelembagaan",
        ("kelembagaan", "pelatihan kpspams", "pelatihan", "pendampingan"),
    ),
)
WATER_SOURCES = (
    Choice(
        "river", "sungai / danau / irigasi", ("sungai", "danau", "irigasi", "air sungai", "kali")
    ),
    Choice(
        "open_well", "sumur tak terlindung", ("sumur gali terbuka", "sumur terbuka", "sumur gali")
    ),
    Choice("closed_well", "sumur terlindung", ("sumur tertutup", "sumur gali terlindung")),
    Choice("borehole", "sumur bor / pompa", ("sumur bor", "bor", "sumur pompa", "pompa")),
    Choice("open_spring", "mata air tak terlindung", ("mata air", "mata air terbuka")),
    Choice("closed_spring", "mata air terlindung", ("pma", "mata air tertutup")),
    Choice("rain", "air hujan", ("hujan", "pah", "tadah hujan", "penampungan air hujan")),
    Choice(
        "piped",
        "ledeng, belum sampai rumah / tidak lancar",
        ("ledeng", "pdam", "ledeng, tetapi belum sampai rumah / tidak lancar", "perpipaan", "pam"),
    ),
    Choice(
        "bought",
        "membeli (jeriken, galon, tangki)",
        ("beli", "membeli", "galon", "air galon", "jeriken", "air isi ulang", "tangki", "beli air"),
    ),
)
SANITATION_NOW = (
    Choice(
        "open",
        "di sungai, kebun, atau tempat terbuka",
        (
            "babs",
            "bab sembarangan",
            "sungai",
            "kebun",
            "tempat terbuka",
            "jamban sungai",
            "lanting",
        ),
    ),
    Choice("pit", "lubang / cubluk, atau langsung ke sungai", ("cubluk", "cemplung", "lubang")),
    Choice("shared", "jamban umum atau menumpang", ("mck umum", "menumpang", "numpang", "umum")),
    Choice("no_tank", "jamban sendiri, tanpa tangki septik", ("tanpa tangki septik",)),
    Choice("tank", "jamban sendiri dengan tangki septik", ("tangki septik", "jamban sehat")),
)
LAND_OWNERS = (
    Choice("village", "tanah desa", ("desa", "kas desa", "milik desa", "aset desa")),
    Choice(
        "person", "milik warga", ("warga", "pribadi", "hibah warga", "masyarakat", "perorangan")
    ),
    Choice(
        "government", "milik pemerintah daerah", ("pemda", "pemkab", "pemerintah", "aset pemda")
    ),
    Choice("company", "milik perusahaan", ("perusahaan",)),
    Choice("unsure", "belum jelas", ("belum tahu", "sengketa", "dalam proses")),
)
LAND_LETTERS = (
    Choice("grant", "surat hibah", ("hibah", "ada surat hibah", "ada")),
    Choice("use_permit", "surat izin pakai", ("izin pakai", "pinjam pakai", "surat pinjam pakai")),
    Choice("promised", "dijanjikan lisan", ("lisan", "janji", "dijanjikan")),
    Choice("none", "belum ada", ("tidak ada", "belum", "tidak")),
)
COMPANY_KINDS = (
    Choice("perusahaan", "perusahaan", ("pt", "swasta", "perusahaan swasta", "cv", "perseroan")),
    Choice("bumn", "BUMN / BUMD", ("bumn", "bumd", "persero", "perusahaan negara", "perumda")),
    Choice("bank", "bank / BPR", ("bank", "bpr", "bpd", "perbankan", "bank daerah")),
    Choice("yayasan", "yayasan perusahaan", ("yayasan", "foundation")),
    Choice("baznas", "BAZNAS / lembaga amal", ("baznas", "lazismu", "lembaga amal", "zakat")),
    Choice("lsm", "LSM / fasilitator", ("lsm", "ngo", "fasilitator")),
    Choice("donor", "mitra pembangunan / donor", ("donor", "mitra pembangunan")),
    Choice("program", "program (PAMSIMAS, KOTAKU, …)", ("program", "pamsimas", "kotaku")),
)

"""Small worlds that fit in the head.

valley():

    63 Kalimantan Selatan
    |-- 63.11 Kabupaten Balangan              population 138,950
    |   |-- 63.11.02 Kecamatan Halong
    |   |   |-- 63.11.02.2001 Desa Hauwai
    |   |   `-- 63.11.02.2002 Desa Uren
    |   `-- 63.11.05 Kecamatan Awayan
    |       `-- 63.11.05.2001 Desa Pudak
    `-- 63.09 Kabupaten Tabalong              (the outsider's district)
        `-- 63.09.01 Kecamatan Banua Lawas
            `-- 63.09.01.2001 Desa Bangkiling

Codes of the villages are of this world only; names are borrowed.
"""

from sambung.regions.models import Indicator, Region

PLACES = [
    ("63", "Kalimantan Selatan", "provinsi", -3.0, 115.4),
    ("63.11", "Balangan", "kabupaten", -2.32, 115.6),
    ("63.11.02", "Halong", "kecamatan", -2.25, 115.65),
    ("63.11.02.2001", "Hauwai", "desa", -2.24, 115.66),
    ("63.11.02.2002", "Uren", "desa", -2.26, 115.7),
    ("63.11.05", "Awayan", "kecamatan", -2.4, 115.55),
    ("63.11.05.2001", "Pudak", "desa", -2.41, 115.56),
    ("63.09", "Tabalong", "kabupaten", -1.9, 115.5),
    ("63.09.01", "Banua Lawas", "kecamatan", -2.2, 115.2),
    ("63.09.01.2001", "Bangkiling", "desa", -2.21, 115.21),
]


def place(code: str, name: str, kind: str, lat: float, lon: float) -> Region:
    """Create one region with its ancestors' codes."""
    parts = code.split(".")
    return Region.objects.create(
        code=code,
        name=name,
        kind=kind,
        level=len(parts),
        parent_id=".".join(parts[:-1]) or None,
        province_code=parts[0],
        regency_code=".".join(parts[:2]) if len(parts) > 1 else "",
        district_code=".".join(parts[:3]) if len(parts) > 2 else "",
        search_name=name.lower(),
        lat=lat,
        lon=lon,
    )


def valley() -> dict[str, Region]:
    """Create the world drawn above and return its regions by code."""
    regions = {row[0]: place(*row) for row in PLACES}
    figures = [
        ("population", 138950, "orang"),
        ("water_pct", 84.75, "%"),
        ("sanitation_pct", 96.06, "%"),
    ]
    for code, value, unit in figures:
        Indicator.objects.create(
            region=regions["63.11"], code=code, year=2024, value=value, unit=unit, source="uji"
        )
    return regions

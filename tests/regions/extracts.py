"""A folder of small official files, in the format of the shipped ones, written by hand."""

from pathlib import Path

PROVINCES = """code,name,lat,lon,population_2024s2,area_km2
63,Kalimantan Selatan,-3.0,115.4,300,500
94,Papua Tengah,-3.9,136.3,100,900
"""
REGENCIES = """code,name,type,lat,lon,population_2024s2,area_km2
63.09,Kabupaten Tabalong,kabupaten,-1.9,115.5,50,200
63.10,Kabupaten Tanah Bumbu,kabupaten,-3.4,115.6,150,200
63.71,Kota Banjarmasin,kota,-3.3,114.6,100,100
94.05,Kabupaten Puncak,kabupaten,-4.0,137.5,100,900
"""
DISTRICTS = """code,name,lat,lon,coord_source
63.09.01,Banua Lawas,-2.2,115.2,polygon_centroid
"""
VILLAGES = """code,name,type,lat,lon,coord_source
63.09.01.2001,Regapu’u,desa,-2.21,115.21,polygon_centroid
63.09.01.1002,Banua,kelurahan,-2.22,115.22,parent_kecamatan
63.09.01.3003,Adat,desa_adat,-2.23,115.23,polygon_centroid
"""
ACCESS_HEAD = "code,water_pct_2021,sanitation_pct_2021,water_pct_2024,sanitation_pct_2024"
ACCESS = f"""{ACCESS_HEAD},poverty_pct_2024
63.09,70.0,80.0,75.0,79.0,6.0
63.10,60.0,70.0,65.5,85.0,5.0
63.71,98.0,90.0,99.0,95.0,4.0
94.05,85.0,30.0,30.0,,35.0
"""
PROVINCE_ACCESS = """province_code,year,indicator,urban_pct,rural_pct,total_pct,note
0,2024,water,96.56,87.06,92.64,
63,2022,sanitation,,,82.55,
63,2023,water,86.18,66.5,76.29,
94,2023,water,,,66.49,undivided province (before the 2022 split)
"""
SQUARE = '{"type":"Polygon","coordinates":[[[115,-2],[116,-2],[116,-3],[115,-2]]]}'
BORDERS = '{"features":[{"id":"63","geometry":' + SQUARE + "}]}"

FILES = {
    "provinces.csv": PROVINCES,
    "regencies.csv": REGENCIES,
    "access_by_regency.csv": ACCESS,
    "access_by_province.csv": PROVINCE_ACCESS,
}


def write(folder: Path, **texts: str) -> Path:
    """Write the extract into the folder; `texts` replaces files by their stem."""
    for name, text in FILES.items():
        (folder / name).write_text(texts.get(Path(name).stem, text), encoding="utf-8")
    return folder

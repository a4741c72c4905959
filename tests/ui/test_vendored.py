import csv
import hashlib
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "sambung" / "ui" / "static" / "ui" / "vendor"


def listed():
    with (VENDOR / "vendored.csv").open(newline="", encoding="utf-8") as source:
        return list(csv.DictReader(source))


def test_vendored_files_are_those_of_the_manifest():
    for row in listed():
        content = (VENDOR / row["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row["sha256"], row["file"]
    files = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert files == {row["file"] for row in listed()} | {"vendored.csv"}


def test_vendored_packages_each_bring_their_licence():
    assert all(row["licence"] and row["version"] for row in listed())
    packages = {row["package"] for row in listed()}
    with_licence = {row["package"] for row in listed() if "LICENSE" in row["file"]}
    assert packages == with_licence

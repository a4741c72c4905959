"""Rebuild the vendored browser files from npm; needs npm and a way to its registry.

`--check` needs neither: it only compares the files with the hashes of the manifest.
"""

import csv
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent / "sambung" / "ui" / "static" / "ui" / "vendor"
MANIFEST = HOME / "vendored.csv"
COLUMNS = ["package", "version", "licence", "taken_from", "file", "sha256"]


def rows() -> list[dict[str, str]]:
    """Return the manifest: one row per file."""
    with MANIFEST.open(newline="", encoding="utf-8") as source:
        return list(csv.DictReader(source))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, '' when it is missing."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def faults() -> list[str]:
    """Return every file that is missing, changed, or not in the manifest."""
    listed = {row["file"]: row["sha256"] for row in rows()}
    wrong = [name for name, sha256 in listed.items() if digest(HOME / name) != sha256]
    found = {str(path.relative_to(HOME)) for path in HOME.rglob("*") if path.is_file()}
    return wrong + sorted(found - set(listed) - {MANIFEST.name})


def fetch(package: str, version: str, into: Path) -> Path:
    """Download one package and return its unpacked folder."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(into), f"{package}@{version}"]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    folder = into / f"{name}.d"
    with tarfile.open(into / name.splitlines()[-1]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def rebuild() -> None:
    """Copy every file of the manifest out of its package and write the hashes down."""
    manifest = rows()
    packages = sorted({(row["package"], row["version"]) for row in manifest})
    with tempfile.TemporaryDirectory() as scratch:
        folders = {key: fetch(*key, Path(scratch)) for key in packages}
        for row in manifest:
            target = HOME / row["file"]
            target.parent.mkdir(parents=True, exist_ok=True)
            source = folders[row["package"], row["version"]] / row["taken_from"]
            target.write_bytes(source.read_bytes())
            row["sha256"] = digest(target)
    with MANIFEST.open("w", newline="", encoding="utf-8") as sink:
        writer = csv.DictWriter(sink, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(manifest)


if __name__ == "__main__":
    if "--check" not in sys.argv:
        rebuild()
    problems = faults()
    print("\n".join(problems) or f"{len(rows())} vendored files as listed")
    sys.exit(1 if problems else 0)

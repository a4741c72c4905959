"""How long a PKS of twelve parties takes as DOCX and PDF: `python -m bench.agreements`.

Nothing is read from a database: the paper is built from unsaved rows, as large as a real one gets.
"""

import os
import statistics
import sys
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambung.settings")
os.environ.setdefault("SAMBUNG_MODE", "test")

import django

django.setup()

from sambung.core import papers  # noqa: E402
from sambung.parties.models import Organisation  # noqa: E402
from sambung.partnerships import lifecycle, queries  # noqa: E402
from sambung.partnerships.lifecycle.wording import fill, parse, shipped  # noqa: E402
from sambung.partnerships.models import (  # noqa: E402
    Agreement,
    Clause,
    Contribution,
    Partnership,
    Party,
    Responsibility,
    Signatory,
)
from sambung.regions.models import Region  # noqa: E402

PARTIES, CONTRIBUTIONS, TIMES = 12, 40, 5
LIMIT = 1.0  # seconds for both files


def ground(parties: int = PARTIES) -> queries.Ground:
    """Return what a PKS of so many parties is drafted from."""
    regency = Region(code="63.11", name="Balangan", kind="kabupaten")
    district = Region(code="63.11.02", name="Halong", kind="kecamatan", parent=regency)
    village = Region(code="63.11.02.2001", name="Hauwai", kind="desa", parent=district)
    partnership = Partnership(
        title="Air minum perpipaan Desa Hauwai", village=village, people_served=497
    )
    rows = [
        Party(
            partnership=partnership,
            organisation=Organisation(pk=n, name=f"PT Contoh Banua Energi {n}", region=regency),
        )
        for n in range(1, parties + 1)
    ]
    agreement = Agreement(
        partnership=partnership,
        kind="pks",
        title=partnership.title,
        planned_on=date(2026, 11, 24),
        ends_on=date(2029, 12, 31),
    )
    keys = list(lifecycle.RESPONSIBILITIES)
    return queries.Ground(
        agreement=agreement,
        signatories=[
            Signatory(party=row, name=f"Nama Contoh {n}", title="Direktur", mandate="Akta Nomor 12")
            for n, row in enumerate(rows, start=1)
        ],
        contributions=[
            Contribution(
                party=rows[n % parties],
                kind="cash",
                way="money",
                title=f"Uang tahap {n + 1}",
                pledged_rp=12_500_000 + n,
                pledged_on=date(2026, 10, 1),
            )
            for n in range(CONTRIBUTIONS)
        ],
        duties=[
            Responsibility(key=key, party=rows[n % parties], accepted_at=date(2026, 10, 1))
            for n, key in enumerate(keys)
        ],
        citations=[],
    )


def clauses(of: queries.Ground) -> list[Clause]:
    """Return the clauses of the shipped PKS, filled."""
    wording, facts = parse(shipped()["pks"]), queries.facts_of(of)
    rows = [("opening", "", text) for text in wording.opening]
    rows += [("article", row.heading, row.text) for row in wording.clauses]
    rows += [("closing", "", text) for text in wording.closing]
    return [
        Clause(part=part, heading=heading, wording=fill(text, facts))
        for part, heading, text in rows
    ]


def main() -> int:
    """Print the median seconds of both files together; 1 when over the limit."""
    of = ground()
    paper = queries.paper_of(of, clauses(of))
    seconds = []
    for _ in range(TIMES):
        start = time.perf_counter()
        pdf, docx = papers.pdf(paper), papers.docx(paper)
        seconds.append(time.perf_counter() - start)
    if len(sys.argv) > 1:
        Path(sys.argv[1]).with_suffix(".pdf").write_bytes(pdf)
        Path(sys.argv[1]).with_suffix(".docx").write_bytes(docx)
    median = statistics.median(seconds)
    print(f"PKS of {PARTIES} parties, DOCX and PDF: {median:.2f} s (limit {LIMIT} s)")
    return int(median > LIMIT)


if __name__ == "__main__":
    sys.exit(main())

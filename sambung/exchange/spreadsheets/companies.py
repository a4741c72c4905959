"""Find the company a name means: `PT. X Tbk` is `X, PT`; one nearly alike is suggested."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from sambung.core.text import plain

LIKE, MOST = 84.0, 5
LEGAL = re.compile(r"\b(?:pt|p t|cv|c v|tbk|persero|ltd|ud|perseroan terbatas|perseroan)\b")
NEW = re.compile(r"^\s*baru\s*:\s*", re.I)


@dataclass(frozen=True)
class CompanyRow:
    """An organisation as handed in from the database."""

    id: int
    name: str
    short_name: str = ""


@dataclass(frozen=True)
class CompanySuggestion:
    """A company that may be meant; `text` can be put into the cell and is then exact."""

    company: CompanyRow
    text: str
    score: float


def company_key(name: str) -> str:
    """Return a company's name as it is compared: no legal form, no signs, no blanks."""
    words = plain(NEW.sub("", name)).replace(".", " ")
    return "".join(LEGAL.sub(" ", words).split()) or "".join(words.split())


def new_name(text: str) -> str:
    """Return the name after `baru:`, by which a person says that it is another company; or ""."""
    return NEW.sub("", text).strip() if NEW.match(text) else ""


class Companies:
    """The organisations company names are sought among."""

    def __init__(self, rows: Iterable[CompanyRow]) -> None:
        self.by_key: dict[str, list[CompanyRow]] = defaultdict(list)
        self.kept: dict[str, CompanyRow | list[CompanySuggestion]] = {}
        for row in rows:
            for key in {company_key(row.name), company_key(row.short_name)} - {""}:
                self.by_key[key].append(row)

    def find(self, text: str) -> CompanyRow | list[CompanySuggestion]:
        """Return the company that is meant for certain; else what may be meant; [] when new."""
        if text not in self.kept:
            self.kept[text] = self.look_up(text)
        return self.kept[text]

    def look_up(self, text: str) -> CompanyRow | list[CompanySuggestion]:
        """Return what `find` answers, worked out."""
        exact = self.by_key.get(company_key(text), [])
        written = [row for row in exact if row.name == text.strip()]
        if len(exact) == 1 or len(written) == 1:
            return (written or exact)[0]
        if exact:
            return [CompanySuggestion(row, row.name, 100.0) for row in exact]
        if new_name(text):
            return []
        near = process.extract(
            company_key(text), list(self.by_key), scorer=fuzz.ratio, score_cutoff=LIKE, limit=MOST
        )
        rows = {
            row.id: (row, score) for key, score, _ in reversed(near) for row in self.by_key[key]
        }
        return [CompanySuggestion(row, row.name, score) for row, score in reversed(rows.values())]

"""Find a region by its name: any case, no accents, one typo, Kab./Kota/Kec./Desa, its parents.

All names stay in memory in sorted arrays; a search asks the database only which files are loaded.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from django.urls import reverse
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from sambung.core.access import Actor
from sambung.core.text import SearchRow, plain
from sambung.regions.models import Region, RegionKind
from sambung.regions.queries.atlas import Version, kept
from sambung.regions.rules import codes_meant

Ints = NDArray[np.int32]

KIND_WORDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(["prov", "provinsi"], frozenset({"provinsi"})),
    **dict.fromkeys(["kab", "kabupaten"], frozenset({"kabupaten"})),
    "kota": frozenset({"kota"}),
    **dict.fromkeys(["kec", "kecamatan"], frozenset({"kecamatan"})),
    **dict.fromkeys(["desa", "ds"], frozenset({"desa", "desa adat"})),
    **dict.fromkeys(["kel", "kelurahan"], frozenset({"kelurahan"})),
}
NICKNAMES: dict[str, str] = {  # everyday short names of provinces
    **{"dki jakarta": "31", "dki": "31", "jakarta": "31", "jabar": "32", "jateng": "33"},
    **{"diy": "34", "di yogyakarta": "34", "yogyakarta": "34", "jogja": "34", "jatim": "35"},
    **{"sumut": "12", "sumbar": "13", "sumsel": "16", "babel": "19", "kepri": "21"},
    **{"ntb": "52", "ntt": "53", "kalbar": "61", "kalteng": "62", "kalsel": "63"},
    **{"kaltim": "64", "kaltara": "65", "sulut": "71", "sulteng": "72", "sulsel": "73"},
    **{"sultra": "74", "sulbar": "76", "malut": "82"},
}
SILENT = frozenset({"administrasi"})  # part of Jakarta's official names that nobody looks for
LEAST_TYPED = 2
TYPO_FROM, TWO_TYPOS_FROM = 4, 9  # letters from which one, two slips are forgiven
LEVEL_WEIGHT = np.array([0.0, 0.0, 0.5, 1.5, 2.5])  # by level; index 0 is unused
EXACT, PREFIX, WORD, FUZZY, FUZZY_PREFIX = 0.0, 3.0, 4.0, 6.0, 8.0
GUESSED_PARENT = 2.5  # "hauwai halong": the second word taken as the parent without being told so
OTHER_KIND = 10.0
MOST_FUZZY = 60
FARTHEST = 10.5  # how much worse than the best a hit may be and still be shown


@dataclass(frozen=True)
class Hit:
    """One region found, with what stands above it."""

    code: str
    name: str
    kind: str
    level: int
    parents: tuple[str, ...]  # full names, nearest first
    score: float

    @property
    def full_name(self) -> str:
        """Return the name as people say it."""
        return f"{RegionKind(self.kind).label} {self.name}"

    @property
    def context(self) -> str:
        """Return the names above, nearest first."""
        return ", ".join(self.parents)


@dataclass(frozen=True)
class Reading:
    """One way to understand what was typed: a name, its kinds, words that stand above it."""

    key: str
    kinds: frozenset[str] = frozenset()
    above: tuple[str, ...] = ()
    penalty: float = 0.0


@dataclass(frozen=True)
class Names:
    """Every region's name in sorted arrays; positions in `keys` and `owners` correspond."""

    codes: list[str]
    names: list[str]
    kinds: list[str]
    plain_names: list[str]
    levels: Ints
    position: dict[str, int]
    keys: list[str]  # names without blanks, sorted
    owners: Ints
    tails: list[str]  # the same from the second, third ... word on, sorted
    tail_owners: Ints
    unique: list[str]
    starts: Ints  # where each unique key begins in `keys`, one more at the end
    by_length: dict[int, list[int]]
    cut: dict[int, list[str]] = field(default_factory=dict)  # filled as lengths are asked for

    def beginnings(self, length: int) -> list[str]:
        """Return every different beginning of this length."""
        if length not in self.cut:
            self.cut[length] = sorted({key[:length] for key in self.unique if len(key) > length})
        return self.cut[length]

    def run(self, key: str) -> Ints:
        """Return the owners of exactly this key."""
        return self.owners[bisect_left(self.keys, key) : bisect_left(self.keys, key + "\0")]

    def beginning(self, key: str) -> Ints:
        """Return the owners of the keys that begin so."""
        return self.owners[bisect_left(self.keys, key) : bisect_left(self.keys, key + "\uffff")]

    def inside(self, key: str) -> Ints:
        """Return the owners of the names in which a later word begins so."""
        low, high = bisect_left(self.tails, key), bisect_left(self.tails, key + "\uffff")
        return self.tail_owners[low:high]

    def above(self, owner: int) -> list[int]:
        """Return the regions above, nearest first."""
        parts = self.codes[owner].split(".")
        codes = (".".join(parts[:count]) for count in range(len(parts) - 1, 0, -1))
        return [self.position[code] for code in codes if code in self.position]


def name_count() -> int:
    """Return how many regions can be found by name."""
    return len(names().codes)


def names() -> Names:
    """Return the names of the loaded regions, kept in memory until a newer file is loaded."""
    return kept(read_names, kept_names)


@lru_cache(maxsize=1)
def kept_names(loaded: Version) -> Names:
    """Return the names of one loaded version."""
    return read_names()


def read_names() -> Names:
    """Read all names in one query and sort them."""
    rows = list(
        Region.objects.order_by("code").values_list("code", "name", "kind", "level", "search_name")
    )
    position = {row[0]: number for number, row in enumerate(rows)}
    pairs = [(row[4].replace(" ", ""), number) for number, row in enumerate(rows)]
    pairs += [(k.replace(" ", ""), position[c]) for k, c in NICKNAMES.items() if c in position]
    pairs.sort()
    tails = sorted((tail, number) for number, row in enumerate(rows) for tail in tails_of(row[4]))
    keys = [key for key, _ in pairs]
    unique = sorted(set(keys))
    by_length: dict[int, list[int]] = {}
    for number, key in enumerate(unique):
        by_length.setdefault(len(key), []).append(number)
    return Names(
        codes=[row[0] for row in rows],
        names=[row[1] for row in rows],
        kinds=[row[2] for row in rows],
        plain_names=[row[4] for row in rows],
        levels=np.array([row[3] for row in rows], dtype=np.int32),
        position=position,
        keys=keys,
        owners=np.array([owner for _, owner in pairs], dtype=np.int32),
        tails=[tail for tail, _ in tails],
        tail_owners=np.array([owner for _, owner in tails], dtype=np.int32),
        unique=unique,
        starts=np.array([bisect_left(keys, key) for key in unique] + [len(keys)], dtype=np.int32),
        by_length=by_length,
    )


def tails_of(name: str) -> list[str]:
    """Return the name from each later word on, without blanks."""
    words = name.split()
    return ["".join(words[start:]) for start in range(1, len(words))]


def find(text: str, *, limit: int = 20, levels: Iterable[int] = ()) -> list[Hit]:
    """Return the regions that what was typed may mean, the likeliest first.

    A code, whole or its beginning, finds by code. Fewer than two letters find nothing.
    """
    index, typed = names(), plain(text[:100])
    wanted = set(levels)
    if typed.replace(".", "").isdecimal():
        return hits(index, by_code(index, typed), wanted, limit)
    if len(typed.replace(" ", "")) < LEAST_TYPED:
        return []
    scores: dict[int, float] = {}
    for forgiving in (False, True):
        for reading in readings(text[:100]):
            collect(index, reading, forgiving, scores)
        if len(scores) >= limit:
            break
    return hits(index, scores, wanted, limit)


def hits(index: Names, scores: dict[int, float], levels: set[int], limit: int) -> list[Hit]:
    """Return the best of the scores as hits."""
    kept_scores = {
        owner: score
        for owner, score in scores.items()
        if not levels or int(index.levels[owner]) in levels
    }
    best = sorted(kept_scores, key=lambda o: (kept_scores[o], len(index.names[o]), index.codes[o]))[
        :limit
    ]
    return [hit_of(index, owner, kept_scores[owner]) for owner in best]


def hit_of(index: Names, owner: int, score: float) -> Hit:
    """Return one hit with the full names above it."""
    above = [
        f"{RegionKind(index.kinds[each]).label} {index.names[each]}"
        if int(index.levels[each]) > 1
        else index.names[each]
        for each in index.above(owner)
    ]
    return Hit(
        code=index.codes[owner],
        name=index.names[owner],
        kind=index.kinds[owner],
        level=int(index.levels[owner]),
        parents=tuple(above),
        score=score,
    )


def by_code(index: Names, typed: str) -> dict[int, float]:
    """Return the regions whose code begins so, with or without dots."""
    meant = [code for code in codes_meant(typed) if code in index.position]
    if "." in typed and meant:
        return {index.position[code]: float(rank) for rank, code in enumerate(meant)}
    digits = typed.replace(".", "")
    if len(digits) < LEAST_TYPED:
        return {}
    cuts = [digits[0:2], digits[2:4], digits[4:6], digits[6:10]]
    code = ".".join(cut for cut in cuts if cut)
    low = bisect_left(index.codes, code)
    high = bisect_left(index.codes, code + "\uffff")
    return {owner: float(index.levels[owner]) for owner in range(low, min(high, low + 500))}


def readings(text: str) -> list[Reading]:
    """Return the ways to understand what was typed, the plainest first."""
    words = words_of(text)
    found = [Reading("".join(words))]
    if told := told_segments(text):
        (kinds, name), above = told[0], told[1:]
        context = tuple(word for _, segment in above for word in segment)
        found.append(Reading("".join(name), kinds, context))
        words = list(name) + list(context) if not kinds else words
    if len(words) > 1 and words[0] not in KIND_WORDS:
        found += [
            Reading("".join(words[:cut]), frozenset(), tuple(words[cut:]), GUESSED_PARENT)
            for cut in range(len(words) - 1, 0, -1)
        ]
    return [reading for reading in found if len(reading.key) >= LEAST_TYPED]


def words_of(text: str) -> list[str]:
    """Return the typed words that can be part of a name."""
    return [word for word in plain(text).replace(".", " ").split() if word not in SILENT]


def told_segments(text: str) -> list[tuple[frozenset[str], list[str]]]:
    """Return the parts a comma or a kind word tells apart; empty when nothing does.

    `Desa Hauwai, Kec. Halong` is [(desa, [hauwai]), (kecamatan, [halong])].
    """
    segments: list[tuple[frozenset[str], list[str]]] = []
    for piece in text.split(","):
        segments.append((frozenset(), []))
        for word in words_of(piece):
            if word in KIND_WORDS:
                segments.append((KIND_WORDS[word], []))
            else:
                segments[-1][1].append(word)
    named = [(kinds, words) for kinds, words in segments if words]
    told = len(named) > 1 or any(kinds for kinds, _ in named)
    return named if told else []


def collect(index: Names, reading: Reading, forgiving: bool, scores: dict[int, float]) -> None:
    """Add what one reading finds; `forgiving` looks for slips, the first pass does not."""
    if forgiving:
        if reading.penalty or len(reading.key) < TYPO_FROM:
            return
        matches = [(FUZZY, close(index, reading.key)), (FUZZY_PREFIX, close_start(index, reading))]
    else:
        matches = [
            (EXACT, index.run(reading.key)),
            (PREFIX, index.beginning(reading.key)),
            (WORD, index.inside(reading.key)),
        ]
    for weight, owners in matches:
        add(index, reading, weight, owners, scores)


def add(
    index: Names, reading: Reading, weight: float, owners: Ints, scores: dict[int, float]
) -> None:
    """Score the owners of one kind of match; the best 400 by level go on."""
    if not len(owners):
        return
    levels = LEVEL_WEIGHT[index.levels[owners]]
    order = np.argsort(levels, kind="stable") if reading.above else first_by_level(levels)
    for place in order:
        owner = int(owners[place])
        if reading.above and not stands_under(index, owner, reading.above):
            continue
        score = weight + float(levels[place]) + reading.penalty
        if reading.kinds and index.kinds[owner] not in reading.kinds:
            score += OTHER_KIND
        scores[owner] = min(score, scores.get(owner, score))


def first_by_level(levels: NDArray[np.float64], most: int = 400) -> NDArray[np.intp]:
    """Return the places of the widest regions first, at most so many."""
    if len(levels) <= most:
        return np.arange(len(levels))
    return np.argpartition(levels, most)[:most]


def stands_under(index: Names, owner: int, words: tuple[str, ...]) -> bool:
    """Return whether every word begins, give or take one slip, a word of the names above."""
    above = [index.plain_names[each] for each in index.above(owner)]
    nicknames = [key for key, code in NICKNAMES.items() if index.codes[owner].startswith(code)]
    known = " ".join([*above, *nicknames]).split()
    return all(any(begins(each, word) for each in known) for word in words)


def begins(known: str, word: str) -> bool:
    """Return whether the known word begins with what was typed, or differs by one slip."""
    if known.startswith(word):
        return True
    return len(word) >= TYPO_FROM and OSA.distance(known, word, score_cutoff=1) <= 1


def slips(key: str) -> int:
    """Return how many slips are forgiven in a name of this length."""
    return 2 if len(key) >= TWO_TYPOS_FROM else 1


def close(index: Names, key: str) -> Ints:
    """Return the owners of names within the forgiven slips."""
    allowed = slips(key)
    lengths = range(len(key) - allowed, len(key) + allowed + 1)
    numbers = [number for length in lengths for number in index.by_length.get(length, ())]
    found = process.extract(
        key,
        [index.unique[number] for number in numbers],
        scorer=OSA.distance,
        score_cutoff=allowed,
        limit=MOST_FUZZY,
    )
    return joined(index, [numbers[place] for _, distance, place in found if distance])


def joined(index: Names, numbers: list[int]) -> Ints:
    """Return the owners of several unique keys."""
    runs = [index.owners[index.starts[n] : index.starts[n + 1]] for n in numbers]
    return np.concatenate(runs) if runs else np.empty(0, dtype=np.int32)


def close_start(index: Names, reading: Reading) -> Ints:
    """Return the owners of names whose beginning is one slip away, for one who is still typing."""
    key = reading.key
    if len(key) < TYPO_FROM + 1:
        return np.empty(0, dtype=np.int32)
    found = process.extract(
        key, index.beginnings(len(key)), scorer=OSA.distance, score_cutoff=1, limit=20
    )
    runs = [index.beginning(start) for start, distance, _ in found if distance]
    return np.concatenate(runs) if runs else np.empty(0, dtype=np.int32)


def search_rows(actor: Actor, text: str, limit: int = 20) -> list[SearchRow]:
    """Return what this room offers to the search page; regions are open to everybody."""
    return [
        SearchRow(
            title=hit.full_name,
            context=hit.context,
            kind=str(RegionKind(hit.kind).label),
            url=reverse("regions:region", args=[hit.code]),
            score=hit.score,
        )
        for hit in find(text, limit=limit)
    ]

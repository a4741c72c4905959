"""Which papers can be made of a partnership, by this room and by those above it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Model
from django.utils import translation
from django.utils.functional import Promise

from sambung.core import jobs
from sambung.core.papers import Paper
from sambung.core.registry import PAPERS
from sambung.parties.models import Organisation
from sambung.partnerships.models import Partnership
from sambung.partnerships.queries.papers.facts import Facts, facts_of


@dataclass(frozen=True)
class Ask:
    """A free text of a paper: what it is about, and what stands there to begin with."""

    key: str
    label: str | Promise
    hint: str | Promise = ""
    start: str = ""  # an official paper is in its own language: not translated
    is_needed: bool = False


@dataclass(frozen=True)
class Said:
    """What a person filled in beside the facts."""

    dated_on: date
    number: str = ""
    place: str = ""
    signer_name: str = ""
    signer_title: str = ""
    signer_number: str = ""
    about: str = ""  # the key of the thing chosen, where a paper is about one
    texts: dict[str, str] = field(default_factory=dict)

    def text(self, key: str) -> tuple[str, ...]:
        """Return the paragraphs of a free text."""
        return tuple(part.strip() for part in self.texts.get(key, "").splitlines() if part.strip())


@dataclass(frozen=True)
class Recipe:
    """How one kind of paper is made: what is asked, and the function of facts and answers."""

    key: str  # of the address
    kind: str  # DocumentKind
    name: str | Promise
    lede: str | Promise
    build: Callable[[Facts, Said], Paper]
    asks: tuple[Ask, ...] = ()
    about: str | Promise = ""  # label of the thing it is about; empty: the partnership alone
    things: Callable[[Partnership], list[tuple[str, str]]] | None = None  # what may be chosen
    subject: Callable[[Partnership, str], Model | None] | None = None  # the thing chosen
    language: str = "id"


def recipes() -> dict[str, Recipe]:
    """Return every paper that can be made, in the order of the road."""
    made: dict[str, Recipe] = {}
    for room in sorted(PAPERS, key=lambda room: room != "partnerships"):
        made |= {recipe.key: recipe for recipe in jobs.resolve(PAPERS[room])()}
    return made


def paper_of(recipe: Recipe, partnership: Partnership, maker: Organisation, said: Said) -> Paper:
    """Return the paper, in its own language whatever language its maker reads the site in."""
    with translation.override(recipe.language):
        paper = recipe.build(facts_of(partnership, maker), said)
    return replace(paper, language=recipe.language)

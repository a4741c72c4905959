"""Papers made of a partnership's facts: each kind is a pure function of facts and answers."""

from sambung.partnerships.queries.papers.facts import Facts, facts_of, made
from sambung.partnerships.queries.papers.recipes import Ask, Recipe, Said, paper_of, recipes

__all__ = ["Ask", "Facts", "Recipe", "Said", "facts_of", "made", "paper_of", "recipes"]

"""One field of a kind."""

from dataclasses import dataclass

from django.utils.translation import gettext

from sambung.exchange.spreadsheets.values import Choice, Parser, choice_of


@dataclass(frozen=True)
class Field:
    """One thing a column can hold."""

    name: str  # as in `cells` and, but for places and companies, in `values`
    label: str  # Indonesian: the header of the template; `title` is what a page shows
    aliases: tuple[str, ...]  # other headers people write
    parse: Parser
    is_required: bool = False
    help: str = ""
    example: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def title(self) -> str:
        """Return the label in the reader's language."""
        return gettext(self.label)


def field(
    name: str,
    label: str,
    aliases: str,
    parse: Parser,
    *,
    example: str = "",
    help_text: str = "",
    is_required: bool = False,
) -> Field:
    """Return a field; aliases stand in one text, parted by `|`."""
    words = tuple(word.strip() for word in aliases.split("|") if word.strip())
    return Field(name, label, words, parse, is_required, help_text, example)


def question(
    name: str,
    label: str,
    aliases: str,
    choices: tuple[Choice, ...],
    *,
    help_text: str = "",
    is_required: bool = False,
    example: str = "",
) -> Field:
    """Return a field with a closed list of answers."""
    words = tuple(word.strip() for word in aliases.split("|") if word.strip())
    example = example or choices[0].label
    parse = choice_of(choices)
    return Field(name, label, words, parse, is_required, help_text, example, choices)

"""One field of a kind."""

from dataclasses import dataclass

from sambung.exchange.spreadsheets.values import Choice, Parser


@dataclass(frozen=True)
class Field:
    """One thing a column can hold."""

    name: str  # as in `values` of what is understood
    label: str  # Indonesian, the header of the template
    aliases: tuple[str, ...]  # other headers people write, plain
    parse: Parser
    is_required: bool = False
    help: str = ""
    example: str = ""
    choices: tuple[Choice, ...] = ()

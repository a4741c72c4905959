"""Every address of the site: whose eyes it is for, and where the demo world has an example of it.

One line per URL name, in the file of its room. The statuses are what a GET gets from a visitor,
from the outsider (an officer of another district) and from a member (`who`). A house test fails
when a name of the resolver is missing; tests/journeys/ asks every address with all three, and opens
each page at 360 and 1280 px in both languages.

kind: "page" is opened in the browser; "part" (htmx), "data" and "file" are only asked; "post"
takes no GET.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

Example = Callable[[], dict[str, Any]]

BALANGAN, OUTSIDE = "63.11", "63.09"
SEE_LOGIN = 302  # visitors are sent to the sign-in page
POST_ONLY = {"visitor": 405, "outsider": 405, "member": 405, "kind": "post"}


@dataclass(frozen=True)
class Address:
    """One URL name, an example of its arguments, and who gets what."""

    name: str
    example: Example = dict
    query: str = ""
    visitor: int = 200
    outsider: int = 200
    member: int = 200
    who: str = "nur"  # a key of PEOPLE in sambung/web/management/demo/cast.py
    kind: str = "page"
    why: str = field(default="", compare=False)


def of(model: type[models.Model], key: str = "pk", **where: Any) -> Example:
    """Return an example whose argument is the first such row of the demo world."""

    def example() -> dict[str, Any]:
        row = model._default_manager.filter(**where).order_by("pk").first()
        if row is None:
            raise LookupError(f"the demo world has no {model.__name__} with {where}")
        return {key: row.pk}

    return example


def fixed(**arguments: Any) -> Example:
    """Return an example that names its arguments."""
    return lambda: arguments

"""Who asks (Actor) and what the answer is (Verdict). Rooms ask; only this module raises."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """A rule said no; the reason is shown to the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Conflict(Exception):
    """The thing changed meanwhile, or was already done; nothing was written."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Verdict:
    """The answer of a rule: allowed, or not with a reason a person can read."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def or_raise(self) -> None:
        """Raise Refused with the reason unless allowed."""
        if not self.allowed:
            raise Refused(self.reason)


ALLOWED = Verdict(allowed=True)


def refuse(reason: object) -> Verdict:
    """Return a refusal with its reason (a lazy translation is rendered now)."""
    return Verdict(allowed=False, reason=str(reason))


@dataclass(frozen=True)
class Hat:
    """One membership: in which organisation, with what role, over which places."""

    organisation_id: int
    organisation_name: str
    organisation_kind: str
    side: str
    role: str
    region_code: str | None  # where the organisation belongs; None for a national one


@dataclass(frozen=True)
class Actor:
    """A person and their hats, loaded once a request; rules cost no query of their own."""

    user_id: int | None = None
    name: str = ""
    hats: tuple[Hat, ...] = ()
    worn: Hat | None = None  # the hat acts are done in
    is_operator: bool = False
    link_organisation_id: int | None = None  # set when a personal link, not a sign-in, is used
    link_id: int | None = None  # that link; the trail carries it instead of a name
    guest: Hat | None = None  # whom the holder of a guest link speaks for; never among the hats
    organisation_ids: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_known(self) -> bool:
        """Return whether somebody is signed in."""
        return self.user_id is not None

    def hat_in(self, organisation_id: int | None) -> Hat | None:
        """Return this person's hat in the organisation, or None."""
        return next((hat for hat in self.hats if hat.organisation_id == organisation_id), None)


ANONYMOUS = Actor()
SYSTEM = Actor(name="sistem", is_operator=True)

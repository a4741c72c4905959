"""What a person may type in the parties room."""

from sambung.parties.forms.account import ProfileForm, SignupForm
from sambung.parties.forms.guests import GuestFilter, GuestForm
from sambung.parties.forms.links import AnswerForm
from sambung.parties.forms.offers import OfferFilter, OfferForm, OfferOnBehalfForm
from sambung.parties.forms.organisations import (
    ContactForm,
    InviteForm,
    LeaveForm,
    LinkForm,
    NetworkMemberForm,
    OrganisationFilter,
    OrganisationForm,
    OrganisationUpdateForm,
    ProgrammeForm,
)

__all__ = [
    "AnswerForm",
    "GuestFilter",
    "GuestForm",
    "ContactForm",
    "InviteForm",
    "LeaveForm",
    "LinkForm",
    "NetworkMemberForm",
    "OfferFilter",
    "OfferForm",
    "OfferOnBehalfForm",
    "OrganisationFilter",
    "OrganisationForm",
    "OrganisationUpdateForm",
    "ProfileForm",
    "ProgrammeForm",
    "SignupForm",
]

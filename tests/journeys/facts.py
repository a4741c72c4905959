"""Print, as JSON, what journeys need of a site: cookies of its people, every address's example.

Run with the site's settings: `python -m tests.journeys.facts`.
"""

import importlib
import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambung.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.urls import reverse  # noqa: E402

from sambung.core.access import ANONYMOUS  # noqa: E402
from sambung.parties import actions, queries  # noqa: E402
from sambung.parties.models import Organisation, User  # noqa: E402
from sambung.web.management.demo.cast import PEOPLE  # noqa: E402
from tests.house.addresses import ADDRESSES  # noqa: E402
from tests.house.addresses.guests import GUESTS  # noqa: E402


def cookie_of(user: User) -> str:
    """Sign a person in and return the session's key."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [
        {"method": "password", "at": 4e9, "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.create()
    return session.session_key


def guest_cookie(name: str) -> str:
    """Hold a fresh guest link of an organisation of the demo, and return the session's key."""
    nur = User.objects.get(email="bappeda@contoh.example")
    body = Organisation.objects.get(name=name)
    link, raw = actions.create_guest_link(
        organisation=body, for_name="Sari", target="/tamu/", by=queries.actor_for(nur)
    )
    session = SessionStore()
    session[queries.SECRET] = raw
    actions.hold_link(raw=raw, secret=raw, by=ANONYMOUS)
    session[queries.GUEST] = link.pk
    session.create()
    return str(session.session_key)


def operator() -> User:
    """Return the operator of the installation, whom the demo world does not have."""
    known = User.objects.filter(is_superuser=True).first()
    return known or User.objects.create_superuser(email="operator@contoh.example", password="-")


def example_of(address) -> dict:
    """Return the address with its path in this database, or with why there is none."""
    try:
        path = reverse(address.name, kwargs=address.example())
        path += f"?{address.query.removeprefix('?')}" if address.query else ""
    except LookupError as error:  # also an IndexError: no such row
        return {"name": address.name, "path": None, "error": str(error)}
    return {"name": address.name, "path": path}


def main() -> None:
    """Print the cookies of the demo's people and an example of every address."""
    users = {user.email: user for user in User.objects.filter(is_simulated=True)}
    cookies = {person.key: cookie_of(users[person.email]) for person in PEOPLE}
    cookies["operator"] = cookie_of(operator())
    cookies |= {who: guest_cookie(name) for who, name in GUESTS.items()}
    facts = {
        "cookies": cookies,
        "paths": [example_of(address) for address in ADDRESSES],
    }
    for name in sys.argv[1:]:  # more facts: a module with a function facts() -> dict
        facts |= importlib.import_module(name).facts()
    sys.stdout.write(json.dumps(facts))


if __name__ == "__main__":
    main()

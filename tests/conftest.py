"""Fixtures every test may ask for: the cast, their actors, signed-in clients."""

import os

os.environ.setdefault("SAMBUNG_MODE", "test")

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import translation

from sambung.core import triggers
from tests.cast import Cast, make_cast


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Start each test in Indonesian: a client that asked in English leaves that on the thread."""
    translation.activate("id")


@pytest.fixture(autouse=True, scope="session")
def flush_may_empty_the_trail():
    """Let the flush between transactional tests, and nothing else, pass the trail's triggers."""
    flush = TransactionTestCase._fixture_teardown

    def unguarded(case) -> None:
        triggers.remove(connection)
        try:
            flush(case)
        finally:
            triggers.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", unguarded)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, tmp_path_factory
) -> None:
    """Keep SQLite's test database in a file: in memory, two connections at once cannot queue."""
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture
def cast(db) -> Cast:
    """Return the fixed cast in their organisations; Eka is from another district."""
    return make_cast()


@pytest.fixture
def as_person(cast):
    """Return a function: a client signed in as one of the cast."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in

from collections import Counter
from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

from tests.house.addresses import ADDRESSES


def names(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the name of every address of the resolver except those of Django's operator pages."""
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLResolver):
            yield ":".join([*spaces, pattern.name or f"(no name) {pattern.pattern}"])
        elif pattern.namespace != "admin":
            inner = (pattern.namespace,) if pattern.namespace else ()
            yield from names(pattern, spaces + inner)


def test_every_address_of_the_resolver_is_in_the_table_once():
    table = Counter(address.name for address in ADDRESSES)
    resolver = set(names(get_resolver()))
    assert sorted(resolver - set(table)) == [], "add one line each to tests/house/addresses.py"
    assert sorted(set(table) - resolver) == [], "no such address any more"
    assert [name for name, count in table.items() if count > 1] == []

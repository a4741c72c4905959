import urllib.error
import urllib.request

import pytest

from tests.house.addresses import ADDRESSES

OUTSIDER = "eka"


class StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def status(site, path: str, who: str | None) -> int:
    request = urllib.request.Request(site.url + path)
    if who is not None:
        request.add_header("Cookie", f"sessionid={site.facts['cookies'][who]}")
    try:
        with urllib.request.build_opener(StayHere).open(request, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as answer:
        answer.close()
        return answer.code


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_address_answers_each_person_as_the_table_says(site, address):
    example = next(row for row in site.facts["paths"] if row["name"] == address.name)
    assert example["path"], example["error"]
    seen = {
        "visitor": status(site, example["path"], None),
        "outsider": status(site, example["path"], OUTSIDER),
        address.who: status(site, example["path"], address.who),
    }
    table = {
        "visitor": address.visitor,
        "outsider": address.outsider,
        address.who: address.member,
    }
    assert seen == table


def test_unknown_address_is_a_page_that_says_so(site):
    assert status(site, "/tidak-ada/", None) == 404
    assert status(site, "/usulan/999999999/", "nur") == 404

from django.test import Client


def test_page_carries_the_headers_that_guard_its_reader(db):
    answer = Client().get("/")
    policy = answer["Content-Security-Policy"]
    for directive in ("default-src 'none'", "script-src 'self'", "style-src 'self'"):
        assert directive in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_unknown_address_carries_them_too(db):
    assert "default-src 'none'" in Client().get("/tidak-ada/")["Content-Security-Policy"]

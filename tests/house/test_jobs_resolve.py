import pytest

from sambung.core import jobs, registry


@pytest.mark.parametrize("name", sorted(registry.REGISTRY))
def test_registered_job_resolves(name):
    registration = registry.REGISTRY[name]
    assert callable(jobs.resolve(registration.path))
    if registration.ended:
        assert callable(jobs.resolve(registration.ended))

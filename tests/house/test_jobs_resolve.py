import pytest

from sambung.core import jobs, registry


@pytest.mark.parametrize("name", sorted(registry.REGISTRY))
def test_registered_job_resolves(name):
    registration = registry.REGISTRY[name]
    assert callable(jobs.resolve(registration.path))
    if registration.ended:
        assert callable(jobs.resolve(registration.ended))


@pytest.mark.parametrize("name", sorted(registry.DUTIES))
def test_registered_duty_resolves(name):
    duty = registry.DUTIES[name]
    assert callable(jobs.resolve(duty.count))
    assert callable(jobs.resolve(duty.hand_over))

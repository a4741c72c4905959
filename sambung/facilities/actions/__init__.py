"""Every write of the facilities room."""

from sambung.facilities.actions.limits import BadLimits, Loaded, load_water_limits, parse_limits
from sambung.facilities.actions.opening import (
    Built,
    Holder,
    Opening,
    describe_facility,
    follow_parties,
    follow_publishing,
    open_facility,
    prepare_facility,
    set_components,
    set_owner,
    set_register_number,
    take_back_opening,
)
from sambung.facilities.actions.watch import Seen, add_check, reassign_check, record_check
from sambung.facilities.actions.water import Sample, record_water_test, withdraw_water_test

__all__ = [
    "BadLimits",
    "Built",
    "Holder",
    "Loaded",
    "Opening",
    "Sample",
    "Seen",
    "add_check",
    "describe_facility",
    "follow_parties",
    "follow_publishing",
    "load_water_limits",
    "open_facility",
    "parse_limits",
    "prepare_facility",
    "reassign_check",
    "record_check",
    "record_water_test",
    "set_components",
    "set_owner",
    "set_register_number",
    "take_back_opening",
    "withdraw_water_test",
]

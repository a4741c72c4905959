"""The pages of the facilities room."""

from sambung.facilities.views.facility import facility, facility_edit, facility_register
from sambung.facilities.views.lists import facility_export, facility_list
from sambung.facilities.views.watch import check_add, check_done, check_file, check_reassign
from sambung.facilities.views.water import water_test_file, water_test_new, water_test_withdraw

__all__ = [
    "check_add",
    "check_done",
    "check_file",
    "check_reassign",
    "facility",
    "facility_edit",
    "facility_export",
    "facility_list",
    "facility_register",
    "water_test_file",
    "water_test_new",
    "water_test_withdraw",
]

"""Every read of the partnerships room, by theme."""

from sambung.partnerships.queries.contributions import (
    ContributionRow,
    Figure,
    MoneyFinding,
    Stated,
    contribution_row,
    contribution_rows,
    newest_statement,
    standing_ids_of,
)
from sambung.partnerships.queries.lists import (
    listed,
    of,
    parties_of_many,
    regencies_of,
    search_rows,
    visible_to,
    within,
)
from sambung.partnerships.queries.maps import Mark, common_region, map_of
from sambung.partnerships.queries.offers import committed_of, partnerships_of_offers
from sambung.partnerships.queries.page import (
    Amounts,
    DutyRow,
    Line,
    amounts_of,
    contributions_of,
    duty_row,
    history_of,
    organisation_ids_of,
    orphans_of,
    parties_of,
    responsibilities_of,
    responsibility,
    steps_of,
)
from sambung.partnerships.queries.people import community_bodies, convener_of
from sambung.partnerships.queries.sharing import Division, Share, shares_of
from sambung.partnerships.queries.telling import share_text
from sambung.partnerships.queries.waiting import Waiting, WaitingKind, waiting_for, waiting_in

__all__ = [
    "ContributionRow",
    "Figure",
    "MoneyFinding",
    "Stated",
    "contribution_row",
    "contribution_rows",
    "newest_statement",
    "standing_ids_of",
    "Amounts",
    "Division",
    "DutyRow",
    "Line",
    "Mark",
    "Share",
    "Waiting",
    "WaitingKind",
    "amounts_of",
    "committed_of",
    "common_region",
    "community_bodies",
    "contributions_of",
    "convener_of",
    "duty_row",
    "history_of",
    "listed",
    "map_of",
    "of",
    "organisation_ids_of",
    "orphans_of",
    "parties_of",
    "parties_of_many",
    "partnerships_of_offers",
    "regencies_of",
    "responsibilities_of",
    "responsibility",
    "share_text",
    "search_rows",
    "shares_of",
    "steps_of",
    "visible_to",
    "waiting_for",
    "waiting_in",
    "within",
]

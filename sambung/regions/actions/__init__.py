"""Every write of the regions room."""

from sambung.regions.actions.figures import VillageFigure, largest_of, record_village_figures
from sambung.regions.actions.load import FileReport, FileState, load_regions
from sambung.regions.actions.sources import BadFile

__all__ = [
    "BadFile",
    "FileReport",
    "FileState",
    "VillageFigure",
    "largest_of",
    "load_regions",
    "record_village_figures",
]

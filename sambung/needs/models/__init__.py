"""Need (usulan) and Package with all that hangs on them."""

from sambung.needs.models.need import (
    HygieneNow,
    LandLetter,
    LandOwner,
    Need,
    NeedPhoto,
    NeedState,
    NeedStep,
    PhotoKind,
    SanitationNow,
    WaterSource,
)
from sambung.needs.models.package import (
    CostLine,
    Interest,
    Option,
    OptionKind,
    Package,
    PackageState,
    PriorityWeights,
)

__all__ = [
    "CostLine",
    "HygieneNow",
    "Interest",
    "LandLetter",
    "LandOwner",
    "Need",
    "NeedPhoto",
    "NeedState",
    "NeedStep",
    "Option",
    "OptionKind",
    "Package",
    "PackageState",
    "PhotoKind",
    "PriorityWeights",
    "SanitationNow",
    "WaterSource",
]

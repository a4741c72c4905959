"""Pages of the delivery room, all under one partnership."""

__all__: list[str] = []

"""Every write of the delivery room."""

__all__: list[str] = []

"""Tables of the delivery room: steps, marks, words."""

__all__: list[str] = []

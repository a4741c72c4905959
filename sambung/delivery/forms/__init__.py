"""What a person may type about delivery."""

__all__: list[str] = []

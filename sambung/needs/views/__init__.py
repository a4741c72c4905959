"""Pages of the needs room, by theme."""

"""The design system: tokens, parts, charts and formats for people. Knows no room."""

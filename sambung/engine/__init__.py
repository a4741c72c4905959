"""The pure engine: planning, forecasting, balance, relations. No Django, no database, no clock."""

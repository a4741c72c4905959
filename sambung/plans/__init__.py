"""Scenarios, runs of the planner, and the invitations (ajakan) that come of them."""

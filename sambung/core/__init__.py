"""The ground floor: the trail, permission, jobs, files. Knows no room above it."""

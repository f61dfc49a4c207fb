"""Builds whose tasks the workers of a cluster do."""

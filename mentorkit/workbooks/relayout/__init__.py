"""Reuse of what was laid out before."""

"""A brand with its files found and its colours made readable."""

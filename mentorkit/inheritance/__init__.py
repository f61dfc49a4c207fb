"""Inheritance of definitions: from archetypes and from other programmes of its client."""

"""Translated guides and definitions: what they are made of, which are behind their source, and files for translators."""

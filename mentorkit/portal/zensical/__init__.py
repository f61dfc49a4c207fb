"""Zensical as the site engine: a staged project to a site, in a process of its own."""

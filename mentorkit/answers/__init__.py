"""Answers of people, read from the files of form tools, counted, and made fit to be published."""

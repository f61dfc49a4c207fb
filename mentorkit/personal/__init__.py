"""Copies of workbooks and calendars for each participant."""

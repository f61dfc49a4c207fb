"""MentorKit: mentoring programmes from plain text to a portal, workbooks and calendars."""

__version__ = "0.1.0"

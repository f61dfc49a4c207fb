"""Definitions as spreadsheets, both ways: exported, read again with what people changed, and timetables from elsewhere."""

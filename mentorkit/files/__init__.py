"""Files made directly from a Toolkit: calendars, tables, and what is known of downloads."""

"""Changes to what people wrote: only the lines that are meant change, and nothing is lost."""

"""The studio: a local web application in which a programme is written without seeing its file."""

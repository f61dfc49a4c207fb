"""From print HTML to PDF."""

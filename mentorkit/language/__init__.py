"""How a programme speaks: its voice, the catalogue of words, placeholders, templates."""

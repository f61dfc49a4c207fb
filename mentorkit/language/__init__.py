"""How a programme speaks: the catalogue of words, labels, placeholders, templates."""

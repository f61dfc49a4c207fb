"""Keys, training modules and forms: their blocks, their vocabulary, their Markdown."""

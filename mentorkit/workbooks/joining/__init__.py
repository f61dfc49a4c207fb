"""Books joined from their chapters, each of which is laid out as a document of its own."""

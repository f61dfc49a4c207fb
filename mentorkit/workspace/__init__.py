"""The folder that people work in: its layers, libraries, site and private folder."""

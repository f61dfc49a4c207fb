"""The pipeline from definitions to sites: workers, cache, preview, packages, publishing."""

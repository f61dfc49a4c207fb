"""Beginning and maintaining a workspace: scaffolds, schemas, overrides, diagnosis."""

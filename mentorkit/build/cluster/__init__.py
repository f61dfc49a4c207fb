"""Building by the workers of a cluster: tasks travel there, files come back."""

"""What a definition takes over: from archetypes and from other programmes of its client."""

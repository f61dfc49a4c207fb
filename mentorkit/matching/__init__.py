"""Who could work with whom: applications to a proposal that says why, which people decide on."""

"""The foundation of all other folders: problems and places, YAML with positions, archives, time."""

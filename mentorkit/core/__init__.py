"""What every other folder stands on: problems and places, YAML with positions, archives, time."""

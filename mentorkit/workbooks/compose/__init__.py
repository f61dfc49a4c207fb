"""From a Toolkit to print HTML."""

"""Files for people to edit, present and hand out, made of a Toolkit: never a part of its portal."""

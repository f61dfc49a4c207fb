"""Texts that other programs made (Word, other tools of Markdown), turned into guides of ours."""

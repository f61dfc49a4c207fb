"""The written words as types: what a programme, a brand and the front matter of a guide may say."""

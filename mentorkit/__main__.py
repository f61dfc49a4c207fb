"""`python -m mentorkit`."""

from mentorkit.cli import main

main(prog_name="mentorkit")

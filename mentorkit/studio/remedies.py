"""What to do about each finding of the audit, in words for people who never see how a definition is written."""

from __future__ import annotations

from mentorkit.language.catalogue import Words


def remedies(words: Words) -> dict[str, str]:
    """The way out of each rule of design, by its id."""
    return {**_of_need_and_leadership(words), **_of_selection(words), **_of_practice(words), **_of_evaluation(words)}


def _of_need_and_leadership(words: Words) -> dict[str, str]:
    _ = words.gettext
    return {
        "PUR01": _("Say what is missing for whom, and which strategy of yours the programme serves."),
        "PUR02": _("Give every goal an indicator (what is counted) and a target (how many would be good)."),
        "PUR03": _("Add one finding of your own, such as a figure from a survey, and where it is known from."),
        "PUR04": _("Say what people cannot learn, see or reach today. Take pay, culture and workload up where they are decided."),
        "PUR05": _("Name what the programme works together with, such as an induction week or a leadership course."),
        "PUR06": _("Write what mentoring is here, and what it is not."),
        "GOV01": _("Name the senior leader who backs the programme."),
        "GOV02": _("Add a message of the sponsor, and one or two things that they do where people can see it."),
        "GOV03": _("Ask two or three senior leaders to be mentors themselves, and say so."),
        "GOV04": _("Name the programme manager, with an address that they read."),
        "GOV05": _("Agree the hours with the programme manager's own manager and write them down, or take fewer people."),
        "GOV06": _("Plan a short briefing for people managers before the start, or write them a message."),
        "GOV07": _("Write the text that invites people, or the one that launches the programme."),
    }  # fmt: skip


def _of_selection(words: Words) -> dict[str, str]:
    _ = words.gettext
    return {
        "SEL01": _("Write down what decides who takes part, and publish it where people apply."),
        "SEL02": _("Let people put themselves forward, and decide without a rating of their performance."),
        "SEL03": _("Invite people instead of enrolling them, and say that taking part is voluntary."),
        "SEL04": _("Set a number of places. Ten to twenty are enough to learn from in a pilot."),
        "MAT01": _("List what counts in a match, each with its reason."),
        "MAT02": _("Say what the mentee and the mentor each have a say in."),
        "MAT03": _("Match people outside the line, and say that no line manager mentors their own people."),
        "MAT04": _("Describe how a pair that does not work can part, without blame for either."),
        "MAT05": _("Let two people who did not make the pairs look at them side by side, and describe it."),
        "MAT06": _("Win more mentors, take fewer mentees, or make it a group programme."),
        "MAT07": _("Compare something else. Where it has to take part, mark the question as protected and say why at the criterion."),
        "MAT08": _("Say at one criterion how answers are compared, or that people make the matches by hand."),
        "MAT09": _("Say that people decide on every match that software suggests, and who they are."),
        "MAT10": _("Ask for a group or two, which nobody has to answer, and compare uptake by group."),
        "MAT11": _("Offer the form on which mentors agree to what mentees read of them."),
    }  # fmt: skip


def _of_practice(words: Words) -> dict[str, str]:
    _ = words.gettext
    return {
        "TRN01": _("Plan a training for mentors and one for mentees before the first session."),
        "TRN02": _("Move the training before the first session, or the session after the training."),
        "TRN03": _("Hold the mentors' foundations, or the module on power and inclusion, with the mentors."),
        "TRN04": _("Say who helps pairs, and let it last until the end of the programme or longer."),
        "TRN05": _("Let mentors meet among themselves two or three times: events of the kind “circle”."),
        "ETH01": _("Write into the agreement what stays between the two, and where that ends."),
        "ETH02": _("Name somebody outside the line who can be told in confidence, and how they are reached."),
        "ETH03": _("Write the agreement that pairs begin from."),
        "ETH04": _("Say in the agreement that whoever was harassed decides whether it goes further."),
        "ETH05": _("Name who stands in for the safe contact, and choose the form that briefs them, or invite them to an event."),
        "TRU01": _("Put the Key on the first conversation into session 1 or 2, or describe an exercise of your own."),
        "SES01": _("Set the day on which the programme ends. Six to twelve months are usual."),
        "SES02": _("Write an action for the mentee and one for the mentor into the session."),
        "SES03": _("Choose a Key for the session, or say what it is for."),
        "SES04": _("Move a session, or add one between."),
        "SES05": _("Use the Key on goals that matter with mentors, or ask them for a goal of their own in their responsibilities."),
        "SES06": _("Name the training in a later session, as what that session puts to use."),
        "SES07": _("Say who keeps whom to what they said."),
        "SES08": _("Describe how participants and senior people meet over real work, or plan a showcase."),
        "SES09": _("Move it to another week, or change the pause. Accept it with a reason where it goes on on purpose."),
        "SES10": _("Mark the step of the agenda that is kept free for what the mentee brings, and give it a third of the time."),
    }  # fmt: skip


def _of_evaluation(words: Words) -> dict[str, str]:
    _ = words.gettext
    return {
        "EVL01": _("Add a questionnaire at the start and one at the end."),
        "EVL02": _("Plan a checkpoint, or a questionnaire half-way, within the first six weeks."),
        "EVL03": _("Choose the goal at the question that measures it."),
        "EVL04": _("Ask about what people know, do and reach, and not only whether they liked it."),
        "EVL05": _("Put the questions to mentors and mentees, or give each a questionnaire."),
        "EVL06": _("Say to whom the results are published."),
        "EVL07": _("Report no group of fewer than five people, and join smaller groups."),
        "EVL08": _("Compare applications, matches and completions by group, and say so."),
        "EVL09": _("Add a questionnaire some months after the end, or an event of the kind “follow-up”."),
        "EVL10": _("Ask about it at the end with a number, a choice, yes or no, or a scale."),
        "EVL11": _("Put what needs a name on the slip of its questionnaire, which is never joined to answers."),
        "EVL12": _("Ask for the group, or promise the results without it."),
        "EVL13": _("Let people make a code of their own, by which two answers of one person belong together without a name."),
        "CLO01": _("Make the last session one that closes, or plan an event of the kind “closing”."),
        "CLO02": _("Say how people are thanked for their time and effort."),
        "CLO03": _("Set the day on which it is decided whether there is a next round."),
    }  # fmt: skip

"""The task page "Purpose and goals": the need, the goals with their measures, and what mentoring here is and is not."""

from __future__ import annotations

from mentorkit.studio.form_fields import Entries, Field, FieldGroup, Kind, TaskPage, _

_MANUAL = "writing-a-programme.md#why-it-exists"
_MEASURES = "writing-a-programme.md#how-you-find-out-whether-it-works"

_NEED = FieldGroup(
    _("The need"),
    (
        Field(
            ("need", "statement"),
            _("What is missing today, for whom?"),
            Kind.TEXT,
            _(
                "Say what people cannot learn, see or reach today, and what follows from it. For example: People who join from "
                "outside take a year to find out whom to ask. Pay, workload and culture have to be mended elsewhere."
            ),
            _MANUAL,
            rules=("PUR01", "PUR04"),
            needed=True,
        ),
        Field(
            ("need", "driver"),
            _("Which strategy or plan does it serve?"),
            Kind.LINE,
            _(
                "With it leaders have a reason of their own to protect the programme. For example: People Plan 2026–2029: a first "
                "year that works."
            ),
            _MANUAL,
            rules=("PUR01",),
        ),
        Field(
            ("need", "alternatives_considered"),
            _("What else could have answered the need?"),
            Kind.TEXTS,
            _(
                "Name each alternative, and why mentoring was chosen. For example: A longer induction. It tells people about the "
                "house and introduces them to nobody."
            ),
            _MANUAL,
        ),
        Field(
            ("need", "not_for"),
            _("What is it not meant to mend?"),
            Kind.LINES,
            _("It keeps hopes honest. For example: Pay and grading."),
            _MANUAL,
            rules=("PUR04",),
        ),
        Field(
            ("need", "complements"),
            _("What does it work together with?"),
            Kind.LINES,
            _(
                "Courses, talks and tasks that it picks up from. Mentoring on its own is an event beside the "
                "work. For example: Induction week."
            ),
            _MANUAL,
            rules=("PUR05",),
        ),
    ),
    lead=_("Why there is this programme at all. The sponsor, the board and the evaluation come back to it."),
)

_EVIDENCE = Entries(
    ("need", "evidence"),
    _("a piece of evidence"),
    ("finding",),
    (
        Field(
            ("finding",),
            _("What you know"),
            Kind.LINE,
            _("One figure or finding of your own. For example: 11 of 40 new starters left within their first year."),
            _MANUAL,
        ),
        Field(
            ("source",),
            _("Where it is known from"),
            Kind.LINE,
            _("So that somebody can look it up. For example: HR figures, 2025."),
            _MANUAL,
        ),
    ),
    new={"finding": _("TO FILL IN (one figure or finding that shows the need)")},
    heading=_("Evidence"),
    lead=_(
        "One figure from your own house convinces a sponsor more than any article, and at the end you compare with it."
    ),
    rules=("PUR03",),
)

LEVELS = (
    ("participant", _("Each person who takes part")),
    ("programme", _("The programme itself")),
    ("organisation", _("The organisation")),
)
FIGURES = (
    ("people", _("How many people")),
    ("percent", _("What percentage of those who answered")),
    ("mean", _("The mean of the numbers given")),
    ("median", _("The middle one of the numbers given")),
    ("sum", _("The sum of the numbers given")),
)
REACHED = (("yes", _("Yes")), ("in part", _("In part")), ("no", _("No")))
_COUNTS_PEOPLE = (("measure", "figure"), ("", "people", "percent"))

_MEASURE = FieldGroup(
    _("The question that tells"),
    (
        Field(
            ("measure", "item"),
            _("Which question tells whether it was reached?"),
            Kind.PICK,
            _(
                "One of your questionnaires’, if it has a short name. The report on outcomes then works it out by itself."
            ),
            _MEASURES,
            rules=("EVL03", "EVL10"),
            source="evaluation.questionnaires.items",
        ),
        Field(
            ("measure", "of"),
            _("Whose answers"),
            Kind.CHOICE,
            _("Where both are asked and the goal is about one of them."),
            _MEASURES,
            options=(("mentors", _("Mentors alone")), ("mentees", _("Mentees alone"))),
            usual=_("Everybody’s"),
        ),
        Field(
            ("measure", "figure"),
            _("What is made of the answers"),
            Kind.CHOICE,
            _("Counting people is easiest to understand. A mean is for questions answered by a number."),
            _MEASURES,
            options=FIGURES,
            usual=_("How many people"),
        ),
        Field(
            ("measure", "counts"),
            _("Which answers count"),
            Kind.LINES,
            _("As the question has them. For example: yes."),
            _MEASURES,
            only_if=_COUNTS_PEOPLE,
        ),
        Field(
            ("measure", "at_least"),
            _("Or: every number from"),
            Kind.NUMBER,
            _("For a scale or a number, the smallest that counts. For example: 4, on a scale of five."),
            _MEASURES,
            only_if=_COUNTS_PEOPLE,
        ),
        Field(
            ("measure", "target"),
            _("The figure aimed at"),
            Kind.NUMBER,
            _("A number alone: 20 people, 80 percent, a mean of 3.5. For example: 20."),
            _MEASURES,
        ),
    ),
    lead=_("Choose it once the questionnaires are written. A goal may do without, where somebody counts elsewhere."),
)

_GOALS = Entries(
    ("goals",),
    _("a goal"),
    ("statement",),
    (
        Field(
            ("statement",),
            _("What will be different?"),
            Kind.LINE,
            _(
                "One sentence, as if it had come about. For example: New starters know people in other teams whom they can ask."
            ),
            _MANUAL,
        ),
        Field(
            ("level",),
            _("For whom"),
            Kind.CHOICE,
            _("It decides where the goal stands in the charter."),
            _MANUAL,
            options=LEVELS,
            usual=_("The programme itself"),
        ),
        Field(
            ("indicator",),
            _("How will anybody be able to tell?"),
            Kind.LINE,
            _("What is counted. For example: People outside the own team whom they asked something last month."),
            _MANUAL,
            rules=("PUR02",),
        ),
        Field(
            ("baseline",),
            _("What is it today?"),
            Kind.LINE,
            _(
                "Without it nobody can see a change. Where you do not know, say when you will. For example: 1, at the start."
            ),
            _MANUAL,
        ),
        Field(
            ("target",),
            _("What would be good?"),
            Kind.LINE,
            _("For example: 4, or 20 of 24 mentees. A goal that nobody can count is a wish."),
            _MANUAL,
            rules=("PUR02",),
        ),
        Field(
            ("due",),
            _("By when"),
            Kind.DAY,
            _("The day on which you look. For example: the last day of the programme."),
            _MANUAL,
        ),
        Field(
            ("id",),
            _("Short name"),
            Kind.LINE,
            _("By it questions know the goal: small letters, digits and hyphens. For example: network."),
            _MANUAL,
        ),
        _MEASURE,
        FieldGroup(
            _("What came of it"),
            (
                Field(
                    ("outcome",),
                    _("What came of it, where somebody counted elsewhere"),
                    Kind.LINE,
                    _("Afterwards. For example: 27 of 40, in February 2028."),
                    _MEASURES,
                ),
                Field(
                    ("reached",),
                    _("Was it reached?"),
                    Kind.CHOICE,
                    _("Where no question tells. A goal that was missed teaches most."),
                    _MEASURES,
                    options=REACHED,
                ),
            ),
        ),
    ),
    new={"id": "", "statement": _("TO FILL IN (what will be different, for whom)")},
    heading=_("Goals"),
    lead=_(
        "Three to five are enough. Each says what is counted and what would be good, and some question measures it."
    ),
    rules=("PUR02", "EVL03", "EVL10"),
)

_EXPECTATIONS = FieldGroup(
    _("What mentoring is here"),
    (
        Field(
            ("expectations", "is"),
            _("It is"),
            Kind.LINES,
            _("For example: A conversation in which you do the thinking."),
            _MANUAL,
            rules=("PUR06",),
        ),
        Field(
            ("expectations", "is_not"),
            _("It is not"),
            Kind.LINES,
            _("For example: A promise of promotion."),
            _MANUAL,
            rules=("PUR06",),
        ),
    ),
    lead=_(
        "Most disappointments begin as expectations that nobody spoke about. Everybody reads this list before the start."
    ),
)

PURPOSE = TaskPage(
    name="purpose",
    title=_("Purpose and goals"),
    section=_("Programme"),
    lead=_("Why the programme exists, what it is to change, and how you will know."),
    parts=(_NEED, _EVIDENCE, _GOALS, _EXPECTATIONS),
)

"""Everything that a programme and its guides can refer to, each wrong once, and what is said of it."""

from __future__ import annotations

from conftest import LEAD, ROOT, SMALL, Project

PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
language: xx
time_zone: Europe/Londn
sessions:
  1: {title: Begin, week: 1, id: begin, keys: [first-conversation, frist-conversation]}
  2: {title: Early, date: 2027-01-31, reinforces: mentor-foundation}
  3: {title: Late, week: 60, day: Tuesday, time_zone: Mars}
  4: {title: Again, id: begin, date: 2027-12-01}
  5: {title: At once, date: 2027-02-01}
  "05": {title: And again}
events:
  - {what: Launch, date: 2027-02-01, module: mentor-foundations, time_zone: localtime}
  - what: Practice
    module: practise
    groups: [{week: 1, time_zone: Europe/Warsow}, {date: 2027-12-02}, {date: 2026-01-31}, {date: 2028-12-02}]
  - {what: Closing, kind: closing, date: 2028-12-01}
  - {what: Survey, kind: survey, date: 2028-12-01, until: 2028-12-02}
  - {what: Before, date: 2026-01-31, id: launch}
  - {what: After, date: 2027-12-01, id: launch}
  - {what: Far, date: 2026-01-30}
goals:
  - {id: bench, statement: Six are ready}
  - {id: bench, statement: Seven are ready}
evaluation:
  questionnaires:
    - {id: start, title: Start, when: baseline, items: [{ask: Ready?, goal: bench}, {ask: Sure?, goal: bnch}]}
    - {id: start, title: End, when: end, items: [{ask: Ready?}]}
communications:
  - {title: Come, id: come, text: "See [us](https://acme.example), [mail](mailto:a@a.example) or [this](page.html)."}
  - {title: Come, id: come, text: "[Call](tel:1) ![us](us.png)"}
trust: |
  One by one.

  /// prompt | Here?
  ///
library: {keys: [feedback, fedback], training: [mentor-foundatons], forms: [goal-sheet, gaol-sheet]}
"""

MODULES = ", ".join(sorted(path.stem for path in (ROOT / "content/training").glob("*.md")))
SAID = f"""\
{LEAD}:5:11  error  "xx" is not a language  [language] -> write a tag such as en-GB, de or pl
{LEAD}:6:12  error  "Europe/Londn" is not a time zone  [time-zone] -> did you mean "Europe/London"?
{LEAD}:8:68  error  no Key named "frist-conversation"  [key-exists] -> did you mean "first-conversation"?
{LEAD}:9:27  error  session 2 is on 2027-01-31, but the programme starts on 2027-02-01  [outside-dates] -> move the session, or change `starts` or `ends`
{LEAD}:9:51  error  no training module named "mentor-foundation"  [module-exists] -> did you mean "mentor-foundations"?
{LEAD}:10:26  error  session 3 is on 2028-03-21, but the programme ends on 2027-12-01  [outside-dates] -> move the session, or change `starts` or `ends`
{LEAD}:10:55  error  "Mars" is not a time zone  [time-zone] -> write it as Europe/London
{LEAD}:11:25  error  two sessions have the id "begin" (first on line 8)  [same-id] -> give one of them another id
{LEAD}:13:3  error  two sessions have the number 5  [same-number] -> number them 1, 2, 3 …
{LEAD}:15:77  error  "localtime" is not a time zone  [time-zone] -> write it as Europe/London
{LEAD}:17:13  error  no training module named "practise"  [module-exists] -> known here: {MODULES}
{LEAD}:18:35  error  "Europe/Warsow" is not a time zone  [time-zone] -> did you mean "Europe/Warsaw"?
{LEAD}:18:58  error  "Practice" is on 2027-12-02, after the programme ends (2027-12-01)  [outside-dates] -> move it, change `ends`, or say what it is: `kind: follow-up`
{LEAD}:18:78  warning  "Practice" is on 2026-01-31, before the programme starts (2027-02-01)  [outside-dates] -> check the year
{LEAD}:18:98  error  "Practice" is on 2028-12-02, more than a year outside the programme  [outside-dates] -> check the year
{LEAD}:20:40  error  "Survey" is on 2028-12-02, more than a year outside the programme  [outside-dates] -> check the year
{LEAD}:21:26  warning  "Before" is on 2026-01-31, before the programme starts (2027-02-01)  [outside-dates] -> check the year
{LEAD}:22:41  error  two events have the id "launch" (first on line 21)  [same-id] -> give one of them another id
{LEAD}:23:23  error  "Far" is on 2026-01-30, more than a year outside the programme  [outside-dates] -> check the year
{LEAD}:26:10  error  two goals have the id "bench" (first on line 25)  [same-id] -> give one of them another id
{LEAD}:29:104  error  no goal has the id "bnch"  [goal-exists] -> did you mean "bench"?
{LEAD}:30:12  error  two questionnaires have the id "start" (first on line 29)  [same-id] -> give one of them another id
{LEAD}:32:35  error  a link to "page.html" leads nowhere from here  [broken-link] -> write the whole address: https://…
{LEAD}:33:23  error  two messages have the id "come" (first on line 32)  [same-id] -> give one of them another id
{LEAD}:33:35  error  there is no picture "us.png"  [picture-exists] -> put the file into content/pictures and write its name: ![what it shows](team.png)
{LEAD}:34:8  error  a block with slashes works in guides only  [block-place] -> put it into a Key, a training module or a form
{LEAD}:39:28  error  no Key named "fedback"  [key-exists] -> did you mean "feedback"?
{LEAD}:39:49  error  no training module named "mentor-foundatons"  [module-exists] -> did you mean "mentor-foundations"?
{LEAD}:39:89  error  no form named "gaol-sheet"  [form-exists] -> did you mean "goal-sheet"?
"""


def test_everything_that_is_not_there_is_told_at_its_place(project: Project) -> None:
    project.write(LEAD, PROGRAM)
    assert project.problems() == SAID.splitlines()


def test_words_that_the_software_has_not_are_noted(project: Project) -> None:
    project.write(LEAD, PROGRAM.partition("language")[0] + "language: sv\nsessions: {1: {title: Begin}}\n")
    assert project.run("check", "--ignore", "design").stderr == (
        f'{LEAD}:5:11  note  the software has no words in "sv" yet: headings and labels come out in English  [language]\n'
        "    your own texts are not touched\n"
        f'{LEAD}:5:11  note  18 guides are there in "en" only, and not in "sv"  [untranslated]\n'
        "    translate forms/action-tracker, forms/closing-guide, forms/goal-sheet, forms/manager-briefing, forms/matching-sheet "
        "and 13 more: content/forms/sv/action-tracker.md\n"
    )


def test_a_programme_without_an_end_can_go_on_for_ten_years(project: Project) -> None:
    text = SMALL.replace("ends: 2027-12-01\n", "") + "  2: {title: End, date: 2040-01-01}\n  3: {title: Open}\n"
    project.write(LEAD, text + "events: [{what: Last, date: 2038-01-20}, {what: Too far, date: 2038-01-21}]\n")
    assert project.problems() == [
        f'{LEAD}:8:64  error  "Too far" is on 2038-01-21, more than a year outside the programme  [outside-dates] -> check the year'
    ]


def test_a_question_is_about_a_goal_that_has_a_name(project: Project) -> None:
    items = "evaluation: {questionnaires: [{id: a, title: A, when: end, items: [{ask: B?, goal: bench}]}]}\n"
    project.write(LEAD, SMALL + "goals: [{statement: Six are ready}, {statement: Seven}]\n" + items)
    assert project.problems() == [
        f'{LEAD}:8:84  error  no goal has the id "bench"  [goal-exists] -> give a goal an id: `id: …`'
    ]


MODULE = """\
---
title: "Ours {{ program.titel }}"
summary: "{{ program.title }} and {{ menti }}."
minutes: 20
keys: [feedback, fedback]
---
## Ground

[Web](https://a.example), [mail](mailto:a@a.example), [here](#ground), [there](../forms/ours.md#second-part), `[x](y)`.

[Nowhere](#grund) and [elsewhere](../forms/ours.md#secnd).
[Bare](../forms/bare.md#top), [broken](../forms/broken.md#x), [page](../keys/feedback.html), [name](../keys/feedback).
[Gone](../forms/our.md), [odd](a/b:c.md)
[Run](javascript:alert), ![us](us.png) and {{ menti }}.
"""
FORM = (
    "---\ntitle: Ours\nsummary: One line.\n---\nText.\n\n## Second part\n\n[Back](../training/ours.md), [up](bar.md)\n"
)
OF_GUIDES = """\
content/forms/broken.md:1:1  error  the facts at the top of this guide are not closed  [front-matter] -> put a line `---` below the last of them
content/forms/ours.md:9:35  error  this link leads to "bar.md", which is not there  [broken-link] -> did you mean "bare.md"?
content/training/ours.md:2:8  error  there is no placeholder "program.titel"  [placeholder] -> did you mean "program.title"?
content/training/ours.md:3:10  error  there is no placeholder "menti"  [placeholder] -> did you mean "mentor"?
content/training/ours.md:5:7  error  no Key named "fedback"  [key-exists] -> did you mean "feedback"?
content/training/ours.md:11:11  error  "training/ours.md" has no heading with the anchor "#grund"  [broken-anchor] -> did you mean "ground"?
content/training/ours.md:11:35  error  "forms/ours.md" has no heading with the anchor "#secnd"  [broken-anchor] -> did you mean "second-part"?
content/training/ours.md:12:8  error  "forms/bare.md" has no heading with the anchor "#top"  [broken-anchor] -> it has no headings
content/training/ours.md:12:70  error  this link leads to "../keys/feedback.html", which is not there  [broken-link] -> link to another guide as feedback.md or ../training/mentor-foundations.md
content/training/ours.md:12:101  error  this link leads to "../keys/feedback", which is not there  [broken-link] -> link to another guide as feedback.md or ../training/mentor-foundations.md
content/training/ours.md:13:8  error  this link leads to "../forms/our.md", which is not there  [broken-link] -> link to another guide as feedback.md or ../training/mentor-foundations.md
content/training/ours.md:13:32  error  this link leads to "a/b:c.md", which is not there  [broken-link] -> link to another guide as feedback.md or ../training/mentor-foundations.md
content/training/ours.md:14:7  error  a link to "javascript:alert" would run code or be refused  [unsafe-link] -> link to https://…, mailto:… or another guide
content/training/ours.md:14:32  error  there is no picture "us.png"  [picture-exists] -> put the file into content/pictures and write its name: ![what it shows](team.png)
content/training/ours.md:14:44  error  there is no placeholder "menti"  [placeholder] -> did you mean "mentor"?
"""


def test_what_guides_lead_to_is_there(project: Project) -> None:
    for path, text in (
        ("training/ours", MODULE),
        ("forms/ours", FORM),
        ("forms/bare", FORM.partition("## ")[0]),
        ("forms/broken", "---\ntitle: [\n"),
    ):
        project.write(f"content/{path}.md", text)
    told = [one for one in project.problems() if "[module-anatomy]" not in one]
    assert told == OF_GUIDES.splitlines()


def test_what_belongs_after_the_end_may_lie_there_and_the_rest_not(project: Project) -> None:
    kinds = ("follow-up", "survey", "closing", "showcase", "task", "launch", "checkpoint", "other")
    events = "".join(f"  - {{what: A {kind}, kind: {kind}, date: 2027-12-10}}\n" for kind in kinds)
    project.write(LEAD, f"{SMALL}events:\n{events}")
    assert [line.partition('"')[2].partition(",")[0] for line in project.problems()] == [
        'A launch" is on 2027-12-10', 'A checkpoint" is on 2027-12-10', 'A other" is on 2027-12-10',
    ]  # fmt: skip


def test_a_text_is_named_at_its_place_whatever_it_is_called(project: Project) -> None:
    project.write(LEAD, SMALL + 'events: [{what: Call, date: 2027-03-01, with: [Ida, "[Lea](lea.html)"]}]\n')
    assert project.problems() == [
        f'{LEAD}:7:53  error  a link to "lea.html" leads nowhere from here  [broken-link] -> write the whole address: https://…'
    ]


def test_what_does_not_fit_into_its_time_is_told(project: Project) -> None:
    project.write(
        LEAD,
        """\
        title: Lead
        organisation: Acme
        starts: 2027-02-01
        events:
          - {what: Trained, week: 1, module: mentor-foundations, minutes: 61}
          - {what: As long, week: 1, module: mentor-foundations, minutes: 90}
          - {what: Open, week: 1, module: mentor-foundations}
          - {what: Twice, module: mentor-foundations, groups: [{week: 1}, {week: 2, minutes: 95}]}
          - {what: Full, week: 1, minutes: 30, parts: [{title: One, minutes: 15}, {title: Two, minutes: 16}]}
          - {what: Half, week: 1, minutes: 30, parts: [{title: One, minutes: 15}, Talk]}
        sessions:
          1: {title: Begin, minutes: 60, agenda: [{what: Arrive, minutes: 40}, {what: Ask, minutes: 21}]}
          2: {title: Go on, minutes: 60, agenda: [{what: Ask, minutes: 40, own_topic: yes}, {what: Next, minutes: 20}]}
          3: {title: Less, minutes: 60, agenda: [{what: Ask, minutes: 40, own_topic: yes}, {what: Next, minutes: 19}]}
          4: {title: Open, minutes: 60, agenda: [{what: Arrive, minutes: 40}, Ask]}
        """,
    )
    own = "or change the run sheet of a copy of training/mentor-foundations"
    rest = "give a step more time or the session less, or leave out the minutes of a step that takes what remains"
    assert project.problems() == [
        f'{LEAD}:5:67  warning  "Trained" takes 61 minutes, and the module that it runs 90  [length] -> write `minutes: 90` or 60, its shorter version, {own}',
        f'{LEAD}:8:86  warning  "Twice" takes 95 minutes, and the module that it runs 90  [length] -> write `minutes: 90` or 60, its shorter version, {own}',
        f'{LEAD}:9:36  warning  "Full" takes 30 minutes, and its parts 31  [length] -> change a step or the whole until they fit',
        f"{LEAD}:12:30  warning  session 1 takes 60 minutes, and its agenda 61  [length] -> change a step or the whole until they fit",
        f"{LEAD}:14:29  warning  session 3 takes 60 minutes, and the steps of its agenda only 59  [length] -> {rest}",
    ]

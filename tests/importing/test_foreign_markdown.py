"""Markdown of eleven other tools: what means the same stays, what they alone understand becomes ours or is told, and no word is lost."""

from __future__ import annotations

import pytest
from conftest import Project

from mentorkit.importing.proposals import GuideProposal, propose


def proposal(text: str, name: str = "text.md", kind: str = "page") -> GuideProposal:
    made, problems = propose(name, text.encode("utf-8"), kind)
    assert made is not None, problems
    assert made.words.lost == ()
    return made


TOOLS: dict[str, tuple[str, str, list[str]]] = {
    "mkdocs": (
        """\
---
title: Mentoring guide
hide:
  - toc
---

# Mentoring guide

!!! note "Before you begin"

    Read *this* first.

??? tip
    Folded.

=== "Mentor"

    Listen.

    - one

=== "Mentee"

    Ask.

--8<-- "snippets/contact.md"

[Button](https://e.org){ .md-button } :material-account: and ++ctrl+c++ text. Code stays: `{{ x }}` and

```jinja
{% hint %} {{ x }}
```

/// admonition | Mind
    type: warning
Careful.
///

[TOC]
""",
        """\
---
title: Mentoring guide
---

> [!NOTE] Before you begin
> Read *this* first.

> [!TIP]
> Folded.

**Mentor**

Listen.

- one

**Mentee**

Ask.

TO FILL IN (the text of snippets/contact.md, which was shown here)

[Button](https://e.org)  and `ctrl+c` text. Code stays: `{ { x } }` and

```jinja
{% hint %} { { x } }
```

> [!WARNING] Mind
> Careful.
""",
        ['facts at the top that other tools read (1): hide', 'marks of other tools (3): { .md-button }, :material-account:, [TOC]', 'parts of other files (1): --8<-- "snippets/contact.md"'],
    ),
    "docusaurus": (
        """\
---
id: intro
title: Intro
sidebar_position: 3
---
import Tabs from '@theme/Tabs';
import TabItem from '@theme/TabItem';

:::tip[My title]

Use **this**.

:::

:::danger Watch out
Now.
:::

<Tabs>
  <TabItem value="a" label="Apple">An apple</TabItem>
  <TabItem value="b" label="Pear">A pear</TabItem>
</Tabs>

<Admonition type="info" title="Hm">Inside *x*.</Admonition>

{/* a comment */}

See [the other](./other.mdx#part).
""",
        """\
---
title: Intro
order: 3
---

> [!TIP] My title
> Use **this**.

> [!DANGER] Watch out
> Now.

## Apple

An apple

## Pear

A pear

> [!INFO] Hm
> Inside *x*.

See the other.
""",
        ['facts at the top that other tools read (1): id', 'comments (1, of 2 words)', 'marks of other tools (10): <Admonition type="info" title="Hm">, </Admonition>, <TabItem value="a" label="Apple">, <TabItem value="b" label="Pear">, <Tabs>, </TabItem>', 'links to files that are not here (their words stay) (1): other.mdx#part'],
    ),
    "github": (
        """\
# Readme

> [!IMPORTANT]
> Read me.

- [x] done
- [ ] open

| a | b |
|:--|--:|
| 1 | 2 |

:tada: <kbd>Ctrl</kbd> H<sub>2</sub>O <img src="https://x.org/a.png" alt="A badge" width="20"> <!-- note to self -->

<details>
<summary>More</summary>

Hidden

</details>

<p align="center"><b>Bold</b> and <a href="https://e.org">link</a></p>

Text with \\*escapes\\*, a [link][ref], [up](#readme) and [part](#part).

## Part

    indented = code

[ref]: https://e.org/x
""",
        """\
---
title: Readme
---

> [!IMPORTANT]
> Read me.

- [x] done
- [ ] open

| a | b |
|:--|--:|
| 1 | 2 |

🎉 `Ctrl` H~2~O TO FILL IN (a picture was here, and is no part of the document: A badge)

**More**

Hidden

**Bold** and [link](https://e.org)

Text with \\*escapes\\*, a [link](https://e.org/x), up and [part](#part).

## Part

```
indented = code
```
""",
        ['comments (1, of 3 words)', 'marks of other tools (1): :tada:', 'links inside the document (their words stay) (1)'],
    ),
    "hugo": (
        """\
+++
title = "Feedback"
weight = 30
draft = true
author = "Jane Secret"
+++

{{% notice tip "Remember" %}}
Say it **soon**.
{{% /notice %}}

{{< callout type="warning" >}}
Not in public.
{{< /callout >}}

{{< figure src="/img/a.png" alt="Chairs" caption="Two chairs" >}}

{{< youtube abc123 >}}

See [that]({{< ref "other.md" >}}).
""",
        """\
---
title: Feedback
order: 30
---

> [!TIP] Remember
> Say it **soon**.

> [!WARNING]
> Not in public.

TO FILL IN (a picture was here, and is no part of the document: Chairs) Two chairs

https://youtu.be/abc123

See that.
""",
        ['facts at the top that other tools read (1): draft, author', 'marks of other tools (7): {{% notice tip "Remember" %}}, {{% /notice %}}, {{< callout type="warning" >}}, {{< /callout >}}, {{< figure src="/img/a.png" alt="Chairs…, {{< youtube abc123 >}}'],
    ),
    "jekyll": (
        """\
---
layout: page
title: Rules
nav_order: 4
author: Jane Secret
---
{% comment %}secret{% endcomment %}
* TOC
{:toc}

## Rules {#rules}

{: .warning }
Mind this rule.
And this.

Text for {{ site.title }}.
{: .lead}

{% include note.html content="Included words" %}

{% highlight ruby %}
puts 1
{% endhighlight %}

[up](#rules)
""",
        """\
---
title: Rules
order: 4
---

> [!WARNING]
> Mind this rule. And this.

Text for TO FILL IN (what another tool put here: site.title).

> [!NOTE]
> Included words

```ruby
puts 1
```

up
""",
        ['facts at the top that other tools read (1): layout, author', 'comments (1, of 3 words)', 'marks of other tools (8, of 4 words): {% include note.html content="Included …, {% highlight ruby %}, {% endhighlight %}, * TOC, {:toc}, {{ site.title }}', 'links inside the document (their words stay) (1)'],
    ),
    "notion": (
        """\
# Onboarding 1a2b

Owner: Jane Secret
Created: March 3, 2026
Tags: HR, Team

<aside>
💡 Tip: be kind.

</aside>

- [ ]  Read it
- [ ]  Meet

[Other page](Other%20page%201a2b3c.md)

![Untitled](Onboarding/Untitled.png)

- Toggle

    Inside the toggle.
""",
        """\
---
title: Onboarding 1a2b
---

> [!NOTE]
> Tip: be kind.

/// checklist | TO FILL IN (what to tick)
- Read it
- Meet
///

Other page

TO FILL IN (a picture was here, and is no part of the document: Untitled)

- Toggle

    Inside the toggle.
""",
        ['facts at the top that other tools read (1): Owner, Created, Tags', 'links to files that are not here (their words stay) (1): Other page 1a2b3c.md'],
    ),
    "obsidian": (
        """\
---
tags: [a/b]
aliases: [x]
---
#mentoring #hr/team

Text with [[Other note|words]] and [[Note#Part]] and ![[photo.png|200]] and ==marked==. %%hidden remark%%

> [!faq]- Why?
> Because.

> [!mykind] Own
> Words.

![[Embedded note]]

A block. ^abc123

```dataview
LIST
```
""",
        """\
---
title: Obsidian
---

Text with words and Note – Part and TO FILL IN (a picture was here, and is no part of the document) and ==marked==.

> [!FAQ] Why?
> Because.

> [!NOTE] Own
> Words.

TO FILL IN (the text of Embedded note, which was shown here)

A block.

```dataview
LIST
```
""",
        ['facts at the top that other tools read (1): tags, aliases', 'comments (1, of 2 words)', 'marks of other tools (4): ![[photo.png|200]], [[Other note|words]], ^abc123, > [!mykind] Own', 'parts of other files (1): ![[Embedded note]]', 'tags (1, of 3 words)'],
    ),
    "gitbook": (
        """\
---
description: How we meet
---

# Meetings

{% hint style="danger" %}
Never late.
{% endhint %}

{% tabs %}
{% tab title="Online" %}
On a call.
{% endtab %}
{% endtabs %}

{% embed url="https://e.org/x" %}

<table><thead><tr><th>Who</th><th>What</th></tr></thead><tbody><tr><td>Mentor</td><td>Listens<br>Asks</td></tr></tbody></table>
""",
        """\
---
title: Meetings
summary: How we meet
---

> [!DANGER]
> Never late.

**Online**

On a call.

https://e.org/x

| Who | What |
| --- | --- |
| Mentor | Listens<br>Asks |
""",
        ['marks of other tools (7): {% hint style="danger" %}, {% endhint %}, {% tabs %}, {% tab title="Online" %}, {% endtab %}, {% endtabs %}'],
    ),
    "quarto": (
        """\
---
title: "Half way"
author: "Jane Secret"
format: html
---

::: {.callout-note title="Look"}
At this.
:::

::: {.columns}
::: {.column width="50%"}
Left.
:::
::: {.column}
Right.
:::
:::

[words]{.underline} and a note^[Said aside.] and @ref.

Term
:   What it means.

\\newpage
""",
        """\
---
title: Half way
---

> [!NOTE] Look
> At this.

Left.

Right.

words and a note[^inline-1] and @ref.

Term
:   What it means.

[^inline-1]: Said aside.
""",
        ['facts at the top that other tools read (1): author, format', 'marks of other tools (2): [words]{.underline}, \\newpage'],
    ),
    "pandoc": (
        """\
% Working together
% Jane Secret
% 2026-01-01

# Part one

+--------+-------+
| a      | b     |
+========+=======+
| 1      | 2     |
+--------+-------+

  a     b
  ----- -----
  x     y

"Quoted" -- and -- dashes...
""",
        """\
---
title: Working together
---

## Part one

| a | b |
| --- | --- |
| 1 | 2 |

| a | b |
| --- | --- |
| x | y |

"Quoted" -- and -- dashes...
""",
        ['facts at the top that other tools read (1): author and date'],
    ),
    "myst": (
        """\
(label)=
# Guide

```{note}
:class: x
Said.
```

:::{tip} Title
Other.
:::

```{admonition} Own title
Words.
```

See {ref}`label` and {doc}`other`.
""",
        """\
---
title: Guide
---

> [!NOTE]
> Said.

> [!TIP] Title
> Other.

> [!NOTE] Own title
> Words.

See label and other.
""",
        ['marks of other tools (1): (label)='],
    ),
}  # fmt: skip


@pytest.mark.parametrize("tool", TOOLS)
def test_a_text_of_another_tool_becomes_a_page(tool: str) -> None:
    text, expected, left_out = TOOLS[tool]
    made = proposal(text, f"{tool}.md")
    assert made.text == expected
    assert [str(one) for one in made.left_out] == left_out
    assert "Jane" not in repr(made)


@pytest.mark.slow
def test_check_finds_nothing_in_them_but_what_is_still_to_be_written(project: Project) -> None:
    for tool, (text, _, _) in TOOLS.items():
        project.write(f"{tool}.md", text.encode())
        result = project.run("import", "guide", str(project.root / f"{tool}.md"), "--id", tool)
        assert result.exit_code == 0, result.stderr
    found = project.problems()
    assert [line for line in found if "[to-fill-in]" not in line] == []
    assert len(found) == 12


@pytest.mark.parametrize(
    "tool", [tool for tool, (_, made, _) in TOOLS.items() if "\n**" not in made and "/// " not in made]
)
def test_what_was_made_stays_the_same_when_it_is_imported_again(tool: str) -> None:
    assert proposal(TOOLS[tool][1]).text == TOOLS[tool][1]


def test_ordinary_markdown_stays_letter_for_letter() -> None:
    text = """\
Setext
------

*  a star list
*  with * signs and_underscores_ and  two  spaces

1) one
2) two

> quoted
lazily

A line  \nbroken, and <https://e.org>, `co**de`, **bold**, H~2~O.[^n]

| a | b |
|---|:-:|
| 1 | 2 |

```python
x = 1
```

Term
: Said.

[^n]: A note.
"""
    assert proposal(text).text == f"---\ntitle: Text\n---\n\n{text}"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "this is no text in UTF-8, or it is empty"),
        (b"\xff\xfea\0", "this is no text in UTF-8, or it is empty"),
        (b"a\xe4", "this is no text in UTF-8, or it is empty"),
        (b"x" * 1_000_001, "this text is larger than 1 MB"),
        (b"# Key\n\n/// prompt | What?\n///\n", "this text has blocks of ours already"),
        (b"> " * 300 + b"deep", "this text is built more deeply than a text is"),
        (b"---\n" + b"[" * 5000 + b"\n---\nWords", "hundreds of brackets are opened here in a row"),
        (b"<div>" * 300 + b"deep", "this text is built more deeply than a text is"),
    ],
)
def test_texts_that_cannot_be_read_have_a_way_out(data: bytes, message: str) -> None:
    made, problems = propose("text.md", data)
    assert made is None
    assert [one.message for one in problems] == [message]
    assert problems[0].hint


HOSTILE = {
    "a script": ("<script>alert(1)</script>\n\n<p onclick='x()'>Words</p>", "Words"),
    "a link that runs": ("[a](javascript:alert(1)) <a href='JavaScript:x'>b</a> [c](data:text/html,x)", "a b c"),
    "a frame": ("<iframe src='javascript:x'></iframe><iframe src='https://e.org/v'></iframe>", "[https://e.org/v](<https://e.org/v>)"),
    "a style": ("<style>p{}</style>Words", "Words"),
    "elements of ours": ("<block kind='prompt' options='lines: 99'><argument>x</argument></block><note kind='x'>y</note>", "xy"),
    "a source of its own": ("<p source='/// prompt | evil'>Words</p>", "Words"),
    "tags that never end": ("<b><i><table><tr><td>Words", "***Words***"),
    "a head of lists in lists": ("---\n" + "- " * 5000 + "\n---\nWords", None),
    "a head with a tag": ("---\ntitle: !!python/object:os.system x\n---\nWords", "Words"),
    "marks that never end": ("{% hint\n\n<!-- x\n\n{{< a \n\n`x", None),
    "a placeholder of ours": ("{{ mentor }} and {{ secrets.key }}", "{{ mentor }} and TO FILL IN (what another tool put here: secrets.key)"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_nothing_in_a_text_runs_or_pretends_to_be_ours(case: str) -> None:
    text, expected = HOSTILE[case]
    made, problems = propose("text.md", text.encode())
    assert made is not None, problems
    if expected is not None:
        assert made.text.split("---\n", 2)[2].strip() == expected


def test_properties_that_only_look_like_a_head_stay() -> None:
    text = "# Contact\n\nPhone: 123\nRoom: 4\n"
    assert "Phone: 123\nRoom: 4" in proposal(text).text

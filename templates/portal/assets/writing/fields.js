/* Fields where a page has lines to write on, numbers to ring, tables to fill and lists to tick. */
"use strict";

/* Makes the fields of these blocks. `words` are the sentences beside them. Whatever a reader changes is an "input" event. */
const mkFields = (page, blocks, words) => {
  const { make } = mkDesk;
  const fields = [];

  const slug = (text) => text.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+/gu)?.join("-") ?? "";
  const textOf = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".headerlink").forEach((link) => link.remove());
    return copy.textContent.trim().replace(/\s+/g, " ");
  };
  const ofWhat = (block) => block.closest("[data-mk-of]")?.dataset.mkOf ?? "";
  const roleOf = (block) => block.closest("[data-mk-for]")?.dataset.mkFor ?? (block.dataset.mkWhose ?? "").replace("both", "");
  /* The first wordings of what is answered in a block, under which it is kept, where they are no longer those on the page. */
  const keptAs = (block) => JSON.parse(block.dataset.mkParts ?? "[]");
  const own = (block) => fields.filter((field) => field.block === block);

  /* Two fields of a block never share a name, even where an author wrote the same words twice. */
  const add = (block, part, label, field) => {
    const twins = own(block).filter((one) => one.wanted === part).length;
    const question = block.dataset.mkAsked || block.dataset.mkLabel || textOf(block.querySelector(".mk-question, h2, h3") ?? block);
    const about = { title: page.dataset.mkTitle, question, label, of: ofWhat(block), role: roleOf(block), order: fields.length };
    if (page.lang || "mkSeveral" in page.dataset) about.lang = page.lang || page.ownerDocument.documentElement.lang;
    fields.push({ block, wanted: part, part: twins ? `${part}--${twins + 1}` : part, about, ...field });
  };

  const identify = (element, name) => (element.id ||= name);
  const describe = (control, hints) => {
    const names = hints.map((hint, number) => identify(hint, `${control.id}-hint-${number + 1}`));
    if (names.length) control.setAttribute("aria-describedby", names.join(" "));
  };

  const area = (block, part, label, rows) => {
    const control = make("textarea", { id: `${block.id}-field-${fields.length + 1}`, rows, maxlength: mkNotes.LONGEST, autocomplete: "off" });
    const text = make("div", { class: "mk-field__text" });
    const holder = make("div", { class: "mk-field" }, control, text);
    const show = (value) => {
      if (control.value !== value) control.value = value;
      text.textContent = `${value} `;
      holder.classList.toggle("mk-field--has", Boolean(value));
    };
    add(block, part, label, { control, read: () => control.value, show });
    control.addEventListener("input", () => show(control.value));
    return { control, holder };
  };

  const writeText = (block) => {
    const content = block.querySelector(":scope > .mk-content");
    const room = block.querySelector(":scope > :is(.mk-room, .mk-draw__frame)");
    const { control, holder } = area(block, "text", "", Number(block.dataset.mkLines ?? 3));
    const question = block.querySelector(":scope > .mk-question");
    if (block.dataset.mkLabel || !question) {
      const label = make("label", { for: control.id, class: "mk-question" }, block.dataset.mkLabel ?? textOf(block));
      const inner = content?.querySelector(":scope > [data-mk-write]");
      if (inner) inner.before(label, holder);
      else block.append(label, holder);
    } else {
      question.replaceChildren(make("label", { for: control.id }, ...question.childNodes));
      if (room) room.before(holder);
      else block.append(holder);
    }
    const hints = block.dataset.mkOf ? [...(content?.querySelectorAll(":scope > p") ?? [])] : [content].filter(Boolean);
    if (block.dataset.mkHint) {
      hints.push(make("p", { class: "mk-field__hint" }, block.dataset.mkHint));
      holder.before(hints.at(-1));
    }
    describe(control, hints);
  };

  const writeScale = (block) => {
    const list = block.querySelector(".mk-scale__steps");
    const numbers = [...list.children].map((step) => step.textContent.trim());
    const values = numbers.map((_, place) => String(list.start + place)); // kept alike, whichever digits show them
    const ends = [...block.querySelectorAll(".mk-scale__end")].map(textOf);
    const name = `${block.id}-number`;
    const radios = values.map((value) => make("input", { type: "radio", name, value }));
    radios[0].setAttribute("aria-label", `${numbers[0]}: ${ends[0]}`);
    radios.at(-1).setAttribute("aria-label", `${numbers.at(-1)}: ${ends[1]}`);
    const steps = radios.map((radio, number) => make("label", {}, radio, make("span", { class: "mk-scale__number" }, numbers[number])));
    list.replaceWith(make("div", { class: "mk-scale__steps mk-scale__steps--write" }, ...steps));
    const unset = make("button", { type: "button", class: "mk-link", hidden: "", lang: words.mkWords }, words.unset);
    block.append(unset);
    const read = () => radios.find((radio) => radio.checked)?.value ?? "";
    const show = (value) => {
      radios.forEach((radio) => (radio.checked = radio.value === value));
      unset.hidden = !value;
    };
    block.setAttribute("aria-labelledby", identify(block.querySelector(".mk-question"), `${block.id}-question`));
    describe(block, [...block.querySelectorAll(":scope > .mk-content")]);
    add(block, "number", `${numbers[0]}: ${ends[0]}, ${numbers.at(-1)}: ${ends[1]}`, { control: block, read, show });
    block.addEventListener("change", ({ target }) => radios.includes(target) && show(read()));
    unset.addEventListener("click", () => {
      show("");
      radios[0].focus();
      radios[0].dispatchEvent(new Event("input", { bubbles: true }));
    });
  };

  /* The rows of a table to fill, each with its name, and the names of its columns. */
  const rowsOf = (block) => {
    const table = block.querySelector("table");
    const heads = [...table.tHead.rows[0].cells];
    const columns = heads.map(textOf);
    const named = heads.filter((cell) => cell.tagName === "TH");
    const known = keptAs(block);
    const parts = heads.map((cell) => known[named.indexOf(cell)] ?? textOf(cell));
    const rows = known.slice(named.length);
    table.classList.add("mk-table--write");
    table.parentElement.removeAttribute("tabindex");
    return [...table.tBodies[0].rows].map((row, number) => {
      const head = row.querySelector("th");
      const label = head ? textOf(head) : "";
      const name = label || (!head && table.tBodies[0].rows.length > 1 ? String(number + 1) : "");
      return { row, head, columns, parts, name, part: label ? (rows.shift() ?? label) : name };
    });
  };

  const writeTable = (block) => {
    rowsOf(block).forEach(({ row, name, columns, part, parts }) => {
      for (const cell of row.querySelectorAll("td")) {
        const column = columns[cell.cellIndex];
        const label = [name, column].filter(Boolean).join(", ");
        const { control, holder } = area(block, cell.dataset.mkPart ?? `${slug(part)}/${slug(parts[cell.cellIndex])}`, label, 1);
        const before = name ? [make("span", { class: "mk-hidden" }, `${name}, `)] : [];
        cell.append(make("label", { for: control.id, class: "mk-cell__label" }, ...before, column), holder);
      }
    });
  };

  /* One of the columns is chosen in each row. */
  const writeChoice = (block) => {
    for (const { row, head, name, columns, part, parts } of rowsOf(block)) {
      const radios = [...row.querySelectorAll("td")].map((cell) => {
        const column = columns[cell.cellIndex];
        const radio = make("input", { type: "radio", name: `${block.id}-row-${row.rowIndex}`, value: parts[cell.cellIndex], "aria-label": [name, column].filter(Boolean).join(", ") });
        cell.append(make("label", { class: "mk-choose" }, radio, make("span", { class: "mk-cell__label" }, column)));
        return radio;
      });
      const unset = make("button", { type: "button", class: "mk-link", hidden: "" }, words.unset, ...(name ? [make("span", { class: "mk-hidden" }, `: ${name}`)] : []));
      (head ?? row.cells[0]).append(" ", unset);
      const read = () => radios.find((radio) => radio.checked)?.value ?? "";
      const said = (value) => columns[row.cells.length - radios.length + radios.findIndex((radio) => radio.value === value)];
      const show = (value) => {
        radios.forEach((radio) => (radio.checked = radio.value === value));
        unset.hidden = !value;
      };
      add(block, slug(part), name, { control: row, read, said, show });
      row.addEventListener("change", () => show(read()));
      unset.addEventListener("click", () => {
        show("");
        radios[0].focus();
        radios[0].dispatchEvent(new Event("input", { bubbles: true }));
      });
    }
  };

  const writeLines = (block) => {
    for (const line of block.querySelectorAll("dd")) {
      const { control, holder } = area(block, line.dataset.mkPart, line.dataset.mkLabel, 1);
      control.setAttribute("aria-label", line.dataset.mkLabel);
      line.append(holder);
    }
  };

  const writeTicks = (block) => {
    block.setAttribute("role", "group");
    block.setAttribute("aria-labelledby", identify(block.querySelector(".mk-question"), `${block.id}-question`));
    const parts = keptAs(block);
    for (const item of block.querySelectorAll("li")) {
      const control = make("input", { type: "checkbox" });
      const label = textOf(item);
      const part = parts.shift() ?? label;
      item.replaceChildren(make("label", {}, control, make("span", {}, ...item.childNodes)));
      add(block, slug(part), label, { control, read: () => (control.checked ? "✓" : ""), show: (value) => (control.checked = Boolean(value)) });
    }
  };

  const writeParagraphs = (block) => {
    const content = block.querySelector(":scope > .mk-content");
    if (content.querySelector("[data-mk-write]")) return;
    const asked = [...content.querySelectorAll(":scope > p, :scope > :is(ul, ol) > li")];
    const parts = keptAs(block);
    for (const paragraph of asked.length ? asked : [content]) {
      const strong = paragraph.querySelector("strong");
      const label = (strong ? textOf(strong) : textOf(paragraph)).replace(/[:.]\s*$/, "");
      const { control, holder } = area(block, slug(parts.shift() ?? label), label, Number(block.dataset.mkLines ?? 2));
      const name = make("label", { for: control.id, class: "mk-hidden" }, label);
      describe(control, [paragraph]);
      if (paragraph.matches("p")) paragraph.after(name, holder);
      else paragraph.append(name, holder);
    }
  };

  /* Options: one of them, or with `data-mk-many` as many as apply. Whoever gives an answer of their own writes it beside. */
  const writeOptions = (block) => {
    const many = "mkMany" in block.dataset;
    const items = [...block.querySelectorAll("li")];
    const boxes = items.map((item) => {
      const box = make("input", { type: many ? "checkbox" : "radio", name: `${block.id}-option`, value: item.dataset.mkValue });
      item.replaceChildren(make("label", {}, box, make("span", {}, ...item.childNodes)));
      return box;
    });
    block.setAttribute("aria-labelledby", identify(block.querySelector(".mk-question"), `${block.id}-question`));
    if (many) for (const box of boxes) add(block, slug(keptOf(box)), box.value, { control: box, read: () => (box.checked ? "✓" : ""), show: (value) => (box.checked = Boolean(value)) });
    else writeOneOf(block, boxes);
    const other = items.find((item) => "mkOther" in item.dataset);
    if (!other) return;
    const { control, holder } = area(block, "other", other.dataset.mkValue, 1);
    control.setAttribute("aria-label", other.dataset.mkValue);
    other.append(holder);
    control.addEventListener("input", () => {
      const box = other.querySelector("label input");
      if (!control.value || box.checked) return;
      box.checked = true;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };

  /* The words under which an option is kept: those of the main language, in a portal in several. */
  const keptOf = (box) => box.closest("li").dataset.mkKept ?? box.value;

  const writeOneOf = (block, radios) => {
    const unset = make("button", { type: "button", class: "mk-link", hidden: "", lang: words.mkWords }, words.unset);
    block.append(unset);
    const read = () => radios.filter((radio) => radio.checked).map(keptOf)[0] ?? "";
    const said = (value) => radios.find((radio) => keptOf(radio) === value)?.value;
    const show = (value) => {
      radios.forEach((radio) => (radio.checked = keptOf(radio) === value));
      unset.hidden = !value;
    };
    add(block, "chosen", "", { control: block, read, said, show });
    block.addEventListener("change", ({ target }) => radios.includes(target) && show(read()));
    unset.addEventListener("click", () => {
      show("");
      radios[0].focus();
      radios[0].dispatchEvent(new Event("input", { bubbles: true }));
    });
  };

  /* A number or a few letters. What lies out of bounds is told when the field is left, and kept as it was written. */
  const writeLine = (block) => {
    const { mkLeast: least, mkMost: most } = block.dataset;
    const { control, holder } = area(block, "text", "", 1);
    const question = block.querySelector(":scope > .mk-question");
    question.replaceChildren(make("label", { for: control.id }, ...question.childNodes));
    block.querySelector(".mk-line").prepend(holder);
    describe(control, [...block.querySelectorAll(":scope > .mk-hint")]);
    if (!("mkWrong" in block.dataset)) return;
    const wrong = make("p", { class: "mk-wrong", role: "alert", lang: words.mkWords });
    block.querySelector(".mk-line").after(wrong);
    control.setAttribute("inputmode", "decimal");
    control.addEventListener("change", () => {
      const number = Number(control.value.trim().replace(",", "."));
      const fits = Number.isFinite(number) && !(number < Number(least ?? -Infinity)) && !(number > Number(most ?? Infinity));
      control.setAttribute("aria-invalid", String(!fits));
      wrong.textContent = fits ? "" : block.dataset.mkWrong;
    });
  };

  const offerNone = (block) => {
    const control = make("input", { type: "checkbox" });
    block.append(make("label", { class: "mk-none" }, control, make("span", {}, block.dataset.mkNone)));
    add(block, "none", block.dataset.mkNone, { control, read: () => (control.checked ? "✓" : ""), show: (value) => (control.checked = Boolean(value)) });
  };

  /* A mark beside an answer: take this one along. */
  const offerMark = (block) => {
    if (ofWhat(block) || !own(block).length) return;
    const control = make("input", { type: "checkbox" });
    block.append(make("label", { class: "mk-mark" }, control, make("span", { lang: words.mkWords }, words.bring)));
    add(block, "+bring", "", { control, read: () => (control.checked ? "yes" : ""), show: (value) => (control.checked = Boolean(value)) });
  };

  const kinds = { text: writeText, lines: writeLines, scale: writeScale, table: writeTable, choice: writeChoice, ticks: writeTicks, options: writeOptions, line: writeLine, paragraphs: writeParagraphs };
  for (const block of blocks) {
    block.hidden = false;
    kinds[block.dataset.mkWrite]?.(block);
    if (block.dataset.mkNone) offerNone(block);
  }
  if (page.dataset.mkKind === "keys") blocks.forEach(offerMark);

  /* What is kept beside an answer: where it was given and, where it is kept in other words than it is shown in, those. */
  const aboutOf = (field, value) => {
    const said = field.said?.(value);
    return said && said !== value ? { ...field.about, said } : field.about;
  };
  return { fields, own, ofWhat, aboutOf };
};

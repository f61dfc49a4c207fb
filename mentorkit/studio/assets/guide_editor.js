// The editor of one guide: what is typed is read, kept and shown after each rest; saving is asked for. Without this script the
// form saves by its button. What was typed stays in three places until it is saved: the page, this browser, and a draft of
// the studio; the studio's counts when the page is opened anew, but for what it had not got yet.

const REST = 600; // milliseconds of rest after which a text is read

/** Make an editor of its form. */
function edit(form) {
  const body = document.getElementById("body");
  const said = document.body.dataset;
  const own = form.dataset.own === "yes";
  const one = (selector) => document.querySelector(selector);
  const told = one("[data-told]");
  const seen = form.elements.namedItem("seen");
  const keptAs = `mentorkit:guide:${location.pathname}`;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const tell = (text, state = "") => {
    told.textContent = text;
    told.dataset.state = state;
  };

  /* ---- what was typed, kept in this browser ---- */

  const typed = () => [...new FormData(form)].filter(([name]) => name !== "seen" && !name.startsWith("was:"));
  let saved = JSON.stringify(typed());

  function keepHere() {
    try {
      localStorage.setItem(keptAs, JSON.stringify({ seen: seen.value, body: body.value }));
    } catch {
      // a browser that keeps nothing still has the text in the page
    }
  }

  function forgetHere() {
    try {
      localStorage.removeItem(keptAs);
    } catch {
      // as above
    }
  }

  function restore() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(keptAs) ?? "null");
    } catch {
      return;
    }
    if (!own || !kept || kept.body === body.value) return;
    if (kept.seen !== seen.value) return; // saved since then, here or elsewhere
    body.value = kept.body;
    tell(said.saidRestored);
    read();
  }

  /* ---- reading while it is typed ---- */

  let resting = 0;
  let latest = 0;

  function changed() {
    showNext();
    keepHere();
    tell(JSON.stringify(typed()) === saved ? "" : said.saidDraft);
    clearTimeout(resting);
    resting = setTimeout(read, REST);
  }

  const sent = () => {
    const data = new FormData(form);
    data.set("dark", dark.matches ? "yes" : "no");
    return new URLSearchParams(data);
  };

  async function read() {
    const turn = ++latest;
    let answer;
    try {
      const response = await fetch(form.dataset.read, { method: "POST", body: sent(), headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(String(response.status));
      answer = await response.json();
    } catch {
      tell(said.saidAlone, "wrong");
      return;
    }
    if (turn !== latest) return; // there is a newer one
    if (own) tell(answer.unsaved ? said.saidDraft : "");
    listProblems(answer.problems);
    listMissing(answer.missing);
    showPage(answer);
    one("[data-roles]").hidden = !answer.roles.length;
    if (!one("#see-print").hidden) printSoon();
  }

  function problemItem(problem) {
    const item = document.createElement("li");
    item.dataset.level = problem.level;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    Object.assign(button.dataset, { line: problem.line, column: problem.column, fact: problem.fact });
    button.textContent = `${problem.line ? `${said.saidLine} ${problem.line}: ` : ""}${problem.message}`;
    const hint = document.createElement("span");
    hint.textContent = problem.hint;
    item.append(button, " ", hint);
    return item;
  }

  function listProblems(problems) {
    const open = problems.filter((problem) => problem.toWrite);
    one("[data-problems-title]").textContent = problems.length ? said.saidSome : said.saidNone;
    one("[data-problems-title]").hidden = open.length > 0 && open.length === problems.length;
    one("[data-problems]").replaceChildren(...problems.filter((problem) => !problem.toWrite).map(problemItem));
    one("[data-to-write]").replaceChildren(...open.map(problemItem));
    one("[data-to-write-count]").textContent = open.length;
    one("[data-to-write-box]").hidden = !open.length;
  }

  function listMissing(parts) {
    one("[data-missing-box]").hidden = !parts.length;
    one("[data-missing]").replaceChildren(
      ...parts.map((part) => {
        const item = document.createElement("li");
        const label = document.createElement("strong");
        label.textContent = part.label;
        const use = document.createElement("span");
        use.textContent = part.use;
        item.append(label, " ", use, " ");
        if (own) {
          const button = document.createElement("button");
          button.type = "button";
          button.className = "small";
          Object.assign(button.dataset, { piece: part.text, chosen: part.chosen, at: part.line });
          const which = document.createElement("span");
          which.className = "unseen";
          which.textContent = `: ${part.label}`;
          button.append(said.saidPut, which);
          item.append(button);
        }
        return item;
      }),
    );
  }

  /* ---- the page beside it ---- */

  const frame = one("[data-page]");

  function showPage(answer) {
    const stale = one("[data-stale]");
    stale.hidden = Boolean(answer.page);
    stale.textContent = answer.page ? "" : answer.readable ? said.saidUnbuilt : said.saidStale;
    if (!answer.page) return;
    const shown = frame.contentDocument;
    const newer = new DOMParser().parseFromString(answer.page, "text/html");
    if (!shown?.querySelector(".mk-page")) {
      frame.src = frame.src; // there was nothing to show until now
      return;
    }
    shown.querySelector(".mk-page").replaceWith(shown.adoptNode(newer.querySelector(".mk-page")));
    follow();
    shown.body.dataset.mdColorScheme = newer.body.dataset.mdColorScheme;
  }

  const letters = (text) => text.replace(/[^\p{L}\p{N}]+/gu, " ").trim().toLowerCase();

  /** Show in the page what stands in the line in which one writes. */
  function follow() {
    const at = body.selectionStart;
    const line = body.value.slice(body.value.lastIndexOf("\n", at - 1) + 1, endOfLine(at));
    const words = letters(line.replace(/^\/+ *\w+ *\|/, "").replace(/\{\{.*/, "")).slice(0, 40);
    const page = frame.contentDocument?.querySelector(".mk-page");
    if (words.length < 8 || !page) return;
    const places = [...page.querySelectorAll("h2, h3, h4, p, li, td, th, .mk-scale__end")];
    const place = places.find((each) => letters(each.textContent).includes(words));
    const seen = place?.getBoundingClientRect();
    const high = frame.contentWindow.innerHeight;
    if (seen && (seen.top < 0 || seen.bottom > high)) place.scrollIntoView({ block: "center" });
  }

  dark.addEventListener("change", read);
  if (dark.matches) frame.src = `${frame.getAttribute("src")}?dark=yes`;

  /* ---- print ---- */

  const tabs = [one("#tab-page"), one("#tab-print")];

  function choose(tab) {
    for (const each of tabs) {
      const on = each === tab;
      each.setAttribute("aria-selected", String(on));
      each.tabIndex = on ? 0 : -1;
      document.getElementById(each.getAttribute("aria-controls")).hidden = !on;
    }
    if (tab === tabs[1] && !one("[data-sheets]").childElementCount) print();
  }

  for (const tab of tabs) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      const other = tabs[1 - tabs.indexOf(tab)];
      choose(other);
      other.focus();
      event.preventDefault();
    });
  }

  let printing = 0;
  let printRest = 0;

  function printSoon() {
    clearTimeout(printRest);
    printRest = setTimeout(print, 1500);
  }

  async function print() {
    const turn = ++printing;
    const state = one("[data-printing]");
    state.textContent = said.saidPrinting;
    const data = sent();
    if (!one("[data-roles]").hidden) data.set("role", one("#print-role").value);
    try {
      const begun = await (await fetch(form.dataset.print, { method: "POST", body: data, headers: { Accept: "application/json" } })).json();
      if (!begun.number) {
        state.textContent = said.saidNotPrinted;
        return;
      }
      const at = `${form.dataset.printed}/${begun.number}`;
      for (;;) {
        await new Promise((done) => setTimeout(done, 400));
        if (turn !== printing) return;
        const now = await (await fetch(at)).json();
        if (!now.ready) continue;
        state.textContent = now.pages ? "" : [said.saidNotPrinted, ...now.problems.map((each) => `${each.message}. ${each.hint}`)].join(" ");
        if (now.pages) showSheets(at, now.pages);
        return;
      }
    } catch {
      state.textContent = said.saidNotPrinted;
    }
  }

  function showSheets(at, count) {
    const sheets = one("[data-sheets]");
    sheets.replaceChildren(
      ...Array.from({ length: count }, (_, number) => {
        const sheet = document.createElement("img");
        sheet.src = `${at}/page-${number + 1}.png`;
        sheet.alt = `${said.saidPage} ${number + 1}`;
        return sheet;
      }),
    );
    const pdf = one("[data-pdf]");
    pdf.href = `${at}/guide.pdf`;
    pdf.hidden = false;
  }

  one("[data-print-now]").addEventListener("click", print);
  one("#print-role").addEventListener("change", print);

  /* ---- writing ---- */

  function insert(text, from = body.selectionStart, to = body.selectionEnd) {
    body.focus();
    body.setSelectionRange(from, to);
    // the browser's own command keeps what can be undone with Ctrl+Z
    if (!document.execCommand("insertText", false, text)) {
      body.setRangeText(text, from, to, "end");
      body.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  const lineStart = (number) => {
    let at = 0;
    for (let line = 1; line < number; line += 1) {
      const end = body.value.indexOf("\n", at);
      if (end < 0) return body.value.length;
      at = end + 1;
    }
    return at;
  };

  function place(at) {
    return body.value.slice(0, at).split("\n").length;
  }

  function show(from, to) {
    body.focus();
    body.setSelectionRange(from, from);
    body.blur(); // browsers scroll to the place where the focus comes
    body.focus();
    body.setSelectionRange(from, to);
  }

  /** Put a block at a place, on lines of its own, and choose the words that are written over first. */
  function insertPiece(text, chosen, at = body.selectionEnd) {
    const before = body.value.slice(0, at);
    const after = body.value.slice(at);
    const head = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    const tail = after === "" ? "\n" : after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
    insert(head + text + tail, at, at);
    const from = at + head.length + Math.max(text.indexOf(chosen), 0);
    show(from, from + chosen.length);
    read();
  }

  /* ---- what is still to be written ---- */

  const gap = /TO FILL IN(?: *\([^()]*\))?/g;

  function showNext() {
    const open = gap.test(body.value);
    gap.lastIndex = 0;
    for (const each of document.querySelectorAll("[data-next], [data-next-hint]")) each.hidden = !open;
  }

  /** Choose the next mark behind the place where one is, so that what is typed stands in its place. */
  function next(from = body.selectionEnd) {
    const marks = [...body.value.matchAll(gap)];
    const found = marks.find((mark) => mark.index >= from) ?? marks[0];
    if (found) show(found.index, found.index + found[0].length);
  }

  function endOfLine(at) {
    const end = body.value.indexOf("\n", at);
    return end < 0 ? body.value.length : end;
  }

  function mark(sign) {
    const { selectionStart: from, selectionEnd: to } = body;
    const words = body.value.slice(from, to);
    insert(`${sign}${words}${sign}`);
    body.setSelectionRange(from + sign.length, to + sign.length);
  }

  function link() {
    const { selectionStart: from, selectionEnd: to } = body;
    const words = body.value.slice(from, to) || "words";
    insert(`[${words}](https://)`);
    const address = from + words.length + 3;
    body.setSelectionRange(address, address + "https://".length);
  }

  /* ---- pieces to insert ---- */

  const pieces = one("[data-pieces]");
  const find = one("[data-pieces-find]");

  function openPieces() {
    find.value = "";
    sift();
    pieces.showModal();
    find.focus();
  }

  function sift() {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const group of pieces.querySelectorAll("[data-pieces-group]")) {
      let left = 0;
      for (const item of group.querySelectorAll("li")) {
        item.hidden = !words.every((word) => item.textContent.toLowerCase().includes(word));
        left += !item.hidden;
      }
      group.hidden = !left;
    }
  }

  find.addEventListener("input", sift);
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    pieces.querySelector("li:not([hidden]) button")?.click();
  });
  pieces.addEventListener("click", (event) => {
    const button = event.target.closest("[data-piece], [data-inline]");
    if (!button) return;
    pieces.close();
    if (button.dataset.inline) insert(button.dataset.inline);
    else insertPiece(button.dataset.piece, button.dataset.chosen, endOfLine(body.selectionEnd));
  });
  pieces.addEventListener("close", () => body.focus());

  one("[data-picture]")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = one("[data-picture-wrong]");
    let answer;
    try {
      const response = await fetch(event.target.dataset.picture, { method: "POST", body: new FormData(event.target), headers: { Accept: "application/json" } });
      answer = response.ok ? await response.json() : { wrong: said.saidTooLarge };
    } catch {
      answer = { wrong: said.saidAlone };
    }
    wrong.textContent = answer.wrong ?? "";
    wrong.hidden = !answer.wrong;
    if (answer.wrong) return;
    event.target.reset();
    pieces.close();
    insertPiece(answer.text, answer.text, endOfLine(body.selectionEnd));
  });

  /* ---- the bar, keys, problems ---- */

  const bar = one("[data-bar]");
  bar?.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("openPieces" in button.dataset) openPieces();
    else if (button.dataset.mark) mark(button.dataset.mark);
    else if ("next" in button.dataset) next();
    else link();
  });
  bar?.addEventListener("keydown", (event) => {
    const buttons = [...bar.querySelectorAll("button:not([hidden])")];
    const at = buttons.indexOf(document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined || !buttons[next]) return;
    for (const button of buttons) button.tabIndex = -1;
    buttons[next].tabIndex = 0;
    buttons[next].focus();
    event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "F8" && own) {
      next();
      event.preventDefault();
    }
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !own) return;
    const key = event.key.toLowerCase();
    if (key === "s") save();
    else if (document.activeElement === body && key === "b") mark("**");
    else if (document.activeElement === body && key === "i") mark("*");
    else if (document.activeElement === body && key === "k") link();
    else return;
    event.preventDefault();
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.at) {
      insertPiece(button.dataset.piece, button.dataset.chosen, lineStart(Number(button.dataset.at)));
    } else if (button.dataset.line && button.dataset.line !== "0") {
      const from = lineStart(Number(button.dataset.line));
      const marked = body.value.slice(from, endOfLine(from)).includes("TO FILL IN");
      if (marked) next(from + Math.max(Number(button.dataset.column) - 1, 0));
      else show(from, endOfLine(from));
    } else if ("fact" in button.dataset) {
      const facts = form.querySelector("details");
      if (facts) facts.open = true;
      const box = button.dataset.fact && document.getElementById(`f-${button.dataset.fact}`);
      (box?.querySelector("input:not([type=hidden]), textarea, select") ?? body).focus();
    }
  });

  /* ---- saving ---- */

  async function save() {
    clearTimeout(resting);
    latest += 1;
    tell(said.saidSaving);
    let answer;
    try {
      const response = await fetch(form.getAttribute("action"), { method: "POST", body: sent(), headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(String(response.status));
      answer = await response.json();
    } catch {
      keepHere();
      tell(said.saidAlone, "wrong");
      return;
    }
    if (answer.state === "wrong") {
      tell(`${said.saidWrong} ${answer.problems[0]?.message ?? ""}`, "wrong");
      listProblems(answer.problems);
      return;
    }
    if (answer.state === "clash") {
      clash(answer);
      return;
    }
    forgetHere();
    if (answer.body !== body.value) {
      location.reload(); // facts and text as they are in the file now
      return;
    }
    seen.value = answer.seen;
    saved = JSON.stringify(typed());
    tell(answer.state === "merged" ? said.saidMerged : said.saidSaved, "saved");
    document.querySelector("form.notice button[value=forget]")?.closest("form").remove();
    await read();
    tell(answer.state === "merged" ? said.saidMerged : said.saidSaved, "saved");
    document.dispatchEvent(new CustomEvent("studio:saved", { detail: { name: "guide" } }));
  }

  const clashed = one("[data-clash]");

  function clash(answer) {
    tell(said.saidClash, "wrong");
    one("[data-theirs]").value = answer.theirs;
    one("[data-mine]").onclick = () => {
      clashed.close();
      seen.value = answer.seen;
      save();
    };
    one("[data-take]").onclick = async () => {
      forgetHere();
      await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams({ do: "forget" }) });
      location.reload();
    };
    one("[data-later]").onclick = () => clashed.close();
    clashed.showModal();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  if (own) form.addEventListener("input", changed);
  form.addEventListener("change", (event) => {
    if (own && event.target !== body) changed();
  });

  const places = one("[data-place]");
  let following = 0;
  document.addEventListener("selectionchange", () => {
    if (document.activeElement !== body) return;
    clearTimeout(following);
    following = setTimeout(follow, 300);
    places.textContent = `${said.saidLine} ${place(body.selectionStart)}. `;
  });

  restore();
  showNext();
  const asked = /^#line-(\d+)$/.exec(location.hash);
  if (asked) {
    const from = lineStart(Math.max(Number(asked[1]) - Number(form.dataset.first) + 1, 1));
    show(from, endOfLine(from));
  }
}

const found = document.querySelector("form[data-guide]");
if (found) edit(found);

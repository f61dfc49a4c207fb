// The script of the studio's forms. Without it every page works by its buttons; with it a field is saved when it is left.
// Three things are kept apart: what is in the inputs, what was seen (the hidden `was:` input), and what the browser
// keeps of both until the studio has it (localStorage), so that nothing is lost when either of them dies.

const REST = 2000; // milliseconds of rest in a field after which it is saved
const WATCH = 4000; // milliseconds between two looks at the file
const said = document.body.dataset;
const stateLine = document.getElementById("state");
const form = document.querySelector("form[data-task]");

export function tell(state, text) {
  stateLine.dataset.state = state;
  stateLine.textContent = text;
}

/* ---- one field ---- */

const boxOf = (element) => element.closest("[data-field]");
const boxes = () => [...form.querySelectorAll("[data-field]")].filter(seenIn);
const nameOf = (box) => box.dataset.field;
const seenIn = (box) => box.querySelector(`input[type=hidden][name^="was:"]`);
const inputsOf = (box) => [...box.querySelectorAll("input, textarea, select")].filter((one) => one.name && !one.name.startsWith("was:"));
const keptAs = (box) => `mentorkit:${said.workspace}:${form.getAttribute("action")}:${nameOf(box)}`; // workspaces share a port, one after another

/** Half a date or time reads as none: sent, it would take away what was there. */
const isHalf = (box) => inputsOf(box).some((one) => one.validity.badInput);

const entry = () => form.elements.of?.value ?? ""; // tells the entry of this page from another one that may stand at its place

const typed = (box) =>
  JSON.stringify(
    inputsOf(box)
      .filter((one) => !["radio", "checkbox"].includes(one.type) || one.checked)
      .map((one) => [one.name, one.value]),
  );

const lastSaved = new WeakMap(); // box → what was typed when it was last the same as in the file
const resting = new WeakMap(); // box → timer
const underWay = new WeakMap(); // box → the saving that is under way

function keep(box) {
  try {
    localStorage.setItem(keptAs(box), JSON.stringify({ typed: typed(box), was: seenIn(box).value, of: entry() }));
  } catch {
    // a browser that keeps nothing still has the text in the page
  }
}

function forget(box) {
  try {
    localStorage.removeItem(keptAs(box));
  } catch {
    // as above
  }
}

function note(box, answer) {
  const line = box.querySelector("[data-note]");
  const wrong = Boolean(answer);
  line.hidden = !wrong;
  line.replaceChildren();
  if (wrong) {
    const strong = document.createElement("strong");
    strong.textContent = said.saidWrong;
    line.append(strong, ` ${answer.message}${answer.hint ? `. ${answer.hint}` : ""}`);
  }
  box.classList.toggle("field--wrong", wrong);
  for (const input of inputsOf(box)) {
    input.toggleAttribute("aria-invalid", wrong);
    if (wrong) input.setAttribute("aria-invalid", "true");
    const about = new Set((input.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
    about[wrong ? "add" : "delete"](line.id);
    if (about.size) input.setAttribute("aria-describedby", [...about].join(" "));
    else input.removeAttribute("aria-describedby");
  }
}

async function post(body) {
  const answer = await fetch(form.getAttribute("action"), {
    method: "POST",
    headers: { Accept: "application/json" },
    body,
    keepalive: true, // a page that is left still saves
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function save(box) {
  clearTimeout(resting.get(box));
  if (isHalf(box)) {
    note(box, { message: said.saidHalf });
    tell("wrong", `${said.saidWrong} ${said.saidHalf}`);
    return;
  }
  await underWay.get(box);
  if (typed(box) === lastSaved.get(box)) {
    forget(box);
    return;
  }
  const saving = send(box);
  underWay.set(box, saving);
  await saving;
}

async function send(box) {
  // answers that could not be saved alone may need this one: they are tried together with it
  const waiting = boxes().filter((one) => one !== box && one.matches(".field--wrong:not(.field--clash)") && !isHalf(one));
  const sent = new Map([box, ...waiting].map((one) => [one, typed(one)]));
  const body = new URLSearchParams();
  for (const [one, text] of sent) {
    for (const [name, value] of JSON.parse(text)) body.append(name, value);
    body.append(seenIn(one).name, seenIn(one).value);
    body.append("only", nameOf(one));
  }
  if (entry()) body.append("of", entry());
  if (form.elements.seen) body.append("seen", form.elements.seen.value);
  tell("saving", said.saidSaving);
  let told;
  try {
    told = await post(body);
  } catch (error) {
    tell("wrong", /^4(?!03)/.test(error.message) ? said.saidUnread : said.saidUnreachable);
    return;
  }
  const saved = [...sent].filter(([one, text]) => answered(one, text, told.fields[nameOf(one)]));
  const answer = told.fields[nameOf(box)];
  if (answer.message) tell("wrong", `${said.saidWrong} ${answer.message}`);
  else tell("saved", said.saidSaved);
  if (told.address) location.replace(told.address); // an entry that has another name by now
  if (!saved.length) return;
  form.dataset.digest = told.digest;
  if (told.of && form.elements.of) form.elements.of.value = told.of;
  undoable(told.undo);
  for (const [one] of saved) document.dispatchEvent(new CustomEvent("studio:saved", { detail: { name: nameOf(one) } }));
}

/** Show in a box what became of what was sent of it; whether the file says it now. */
function answered(box, sent, answer) {
  if (!answer) return false; // the page did not take it along
  if (answer.was !== undefined) seenIn(box).value = answer.was;
  box.classList.toggle("field--clash", answer.state === "clash");
  if (answer.message) {
    note(box, answer);
    if (answer.state === "clash") lastSaved.set(box, sent); // only another edit, or Save, writes over what somebody else wrote
    else lastSaved.delete(box);
    return false;
  }
  lastSaved.set(box, sent);
  note(box, null);
  box.querySelector(".field__asked")?.remove();
  box.querySelector("[data-findings]")?.setAttribute("hidden", ""); // what was said of the answer before; the next check says it anew
  if (typed(box) === sent) forget(box);
  box.classList.add("field--saved");
  return true;
}

function undoable(what) {
  const undo = document.querySelector("[data-undo]");
  if (!undo || what === undefined) return;
  undo.querySelector("[value=undo]").disabled = !what;
  undo.querySelector("[data-undo-what]").textContent = what ? `: ${what}` : "";
  undo.querySelector("[value=undo]").title = what;
  undo.querySelector("[value=redo]").disabled = true;
}

/* ---- what was typed before and is not saved ---- */

function restore(box) {
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(keptAs(box)) ?? "null");
  } catch {
    kept = null;
  }
  if (kept?.of !== undefined && kept.of !== entry()) return; // it was typed about another entry, and waits for that one
  if (!kept || kept.typed === typed(box)) {
    forget(box);
    return;
  }
  const texts = new Map();
  for (const [name, value] of JSON.parse(kept.typed)) texts.set(name, [...(texts.get(name) ?? []), value]);
  for (const input of inputsOf(box)) {
    const values = texts.get(input.name) ?? [];
    if (["radio", "checkbox"].includes(input.type)) input.checked = values.includes(input.value);
    else input.value = values[0] ?? "";
  }
  seenIn(box).value = kept.was;
  lastSaved.delete(box);
  save(box);
}

/* ---- fields that mean something only with another ---- */

function follow() {
  for (const box of form.querySelectorAll("[data-only-if]")) {
    const other = [...form.elements].filter((one) => one.name === box.dataset.onlyIf);
    const value = other.find((one) => one.type !== "radio" || one.checked)?.value ?? "";
    const filled = JSON.parse(typed(box)).some(([, text]) => text);
    box.hidden = !box.dataset.onlyValues.split("|").includes(value) && !filled;
  }
  for (const group of form.querySelectorAll(".group")) {
    const boxes = [...group.querySelectorAll("[data-field]")];
    group.hidden = boxes.length > 0 && boxes.every((one) => one.hidden);
  }
}

/* ---- what is missing, and what happens to the file elsewhere ---- */

let asking = 0;

export async function missing() {
  if (!said.program || !document.querySelector("[data-open]")) return;
  clearTimeout(asking);
  let told;
  try {
    const answer = await fetch(`${said.program}/-/missing`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    told = await answer.json();
  } catch {
    return;
  }
  if (!told.ready) asking = setTimeout(missing, 1000);
  for (const place of document.querySelectorAll("[data-open]")) {
    const open = told.pages?.[place.dataset.open] ?? 0;
    place.replaceChildren(...(open ? counted(open, place) : []));
  }
  if (!told.ready) return;
  for (const list of document.querySelectorAll("[data-findings]")) {
    const box = boxOf(list);
    // what is still to fill in stands above the input already
    const ones = (told.fields?.[nameOf(box)] ?? []).filter((one) => !(one.asked && box.querySelector(".field__asked")));
    list.hidden = ones.length === 0;
    list.replaceChildren(...ones.map(finding));
  }
}

/** How many points are open, with the word for it: in the sidebar, where there is little room, only for screen readers. */
function counted(open, place) {
  const word = document.createElement("span");
  word.textContent = ` ${said.saidOpen}`;
  word.classList.toggle("unseen", Boolean(place.closest("[data-side]")));
  return [String(open), word];
}

function finding(one) {
  const line = document.createElement("li");
  line.dataset.level = one.level;
  line.textContent = one.hint ? `${one.message}. ${one.hint}` : one.message;
  return line;
}

async function watch() {
  if (document.hidden || !form) return;
  try {
    const answer = await fetch(form.dataset.state ?? `${said.program}/-/state`);
    if (!answer.ok) return;
    const { digest } = await answer.json();
    const changed = document.getElementById("changed");
    if (changed && digest !== form.dataset.digest && !stateLine.dataset.state?.startsWith("saving")) {
      const untouched = boxes().every((box) => lastSaved.get(box) === typed(box));
      if (untouched && !form.contains(document.activeElement)) location.reload();
      else changed.hidden = false;
    }
  } catch {
    // it is told when something is to be saved
  }
}

/* ---- begin ---- */

const narrow = matchMedia("(max-width: 56rem)");
const side = document.querySelector("[data-side]");
const fold = () => side && (side.open = !narrow.matches);
narrow.addEventListener("change", fold);
fold();
if (!narrow.matches) side?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });

document.getElementById("summary")?.focus();

if (form) {
  for (const box of boxes()) {
    lastSaved.set(box, box.matches(".field--wrong") ? null : typed(box));
    restore(box);
  }
  follow();
  form.addEventListener("input", (event) => {
    const box = boxOf(event.target);
    if (!box) return;
    if (event.target.dataset.how) box.querySelector(`input[type=radio][value=${event.target.dataset.how}]`).checked = true;
    box.classList.remove("field--saved");
    keep(box);
    follow();
    tell("unsaved", said.saidUnsaved);
    clearTimeout(resting.get(box));
    resting.set(box, setTimeout(() => save(box), REST));
  });
  form.addEventListener("focusout", (event) => {
    const box = boxOf(event.target);
    if (box && !box.contains(event.relatedTarget)) save(box);
  });
  form.addEventListener("change", (event) => {
    const box = boxOf(event.target);
    if (box && ["radio", "checkbox"].includes(event.target.type)) save(box);
  });
  form.addEventListener("submit", (event) => {
    const half = boxes().find(isHalf);
    if (half) {
      event.preventDefault();
      save(half);
      inputsOf(half).find((one) => one.validity.badInput).focus();
      return;
    }
    for (const box of boxes()) {
      clearTimeout(resting.get(box));
      forget(box);
    }
  });
  addEventListener("pagehide", () => boxes().forEach((box) => lastSaved.get(box) !== typed(box) && save(box)));
  setInterval(watch, WATCH);
}

/** Into the field or list that the address names: whoever came by a link types at once. */
function arrive() {
  const box = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!box?.id.startsWith("f-")) return;
  const inputs = "input:not([type=hidden], [type=color]), textarea, select";
  const head = box.matches("section") ? box.querySelector("h2") : null;
  if (head) head.tabIndex = -1;
  (head ?? box.querySelector("input:checked") ?? box.querySelector(inputs))?.focus();
}

document.addEventListener("studio:saved", missing);
addEventListener("hashchange", arrive);
// behind the browser's own going there, which takes the focus away
addEventListener("load", () => requestAnimationFrame(() => setTimeout(() => document.activeElement === document.body && arrive())));

for (const picker of document.querySelectorAll("[data-colour-of]")) {
  const text = document.getElementById(picker.dataset.colourOf);
  picker.addEventListener("input", () => {
    text.value = picker.value;
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
  text.addEventListener("input", () => {
    if (/^#[0-9a-f]{6}$/i.test(text.value)) picker.value = text.value;
  });
}

missing();

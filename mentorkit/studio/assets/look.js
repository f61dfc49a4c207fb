// The page "Look": while a colour is typed, the studio says what pages and books will use for it; a chosen file is sent at once.

const form = document.querySelector("form[data-colours]");
const WAIT = 250; // milliseconds of rest after which the studio is asked
const SVG = "http://www.w3.org/2000/svg";
const waiting = new WeakMap();
const asked = new WeakMap(); // field → the number of the last question, so that a late answer to an earlier one is not shown
let question = 0;

function drawn(tag, attributes, text = "") {
  const one = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  one.textContent = text;
  return one;
}

function chip({ front, ground }) {
  const svg = drawn("svg", { viewBox: "0 0 34 22", width: 34, height: 22, "aria-hidden": "true" });
  svg.append(
    drawn("rect", { width: 34, height: 22, rx: 4, fill: ground }),
    drawn("text", { x: 17, y: 15.5, "text-anchor": "middle", "font-size": 12, "font-weight": 600, fill: front }, "Aa"),
  );
  return svg;
}

function words(tag, text, name = "") {
  const one = document.createElement(tag);
  one.textContent = text;
  if (name) one.className = name;
  return one;
}

function show(box, answer) {
  const place = box.querySelector("[data-uses]");
  if (answer.wrong) {
    place.replaceChildren(words("p", answer.hint ? `${answer.wrong}: ${answer.hint}` : answer.wrong, "tone__moved"));
    return;
  }
  const list = words("ul", "", "uses");
  for (const use of answer.uses) {
    const line = document.createElement("li");
    line.append(chip(use), words("span", use.media ? `${use.use}, ${use.media}` : use.use), words("span", use.contrast, "uses__ratio"));
    list.append(line);
  }
  const notes = answer.notes.map((one) => words("p", one, "tone__moved"));
  place.replaceChildren(...(box.querySelector("input[type=text]").value.trim() ? [list, ...notes] : []));
  const picker = box.querySelector("input[type=color]");
  if (/^#[0-9a-f]{6}$/.test(answer.colour)) picker.value = answer.colour;
  for (const shape of document.querySelectorAll("[data-samples] [data-fill]")) {
    shape.setAttribute("fill", answer.palette[shape.dataset.fill]);
  }
}

async function ask(box) {
  const mine = ++question;
  asked.set(box, mine);
  const about = new URLSearchParams({
    role: box.dataset.role,
    side: box.dataset.side,
    colour: box.querySelector("input[type=text]").value,
  });
  try {
    const answer = await fetch(`${form.dataset.colours}?${about}`);
    if (answer.ok && asked.get(box) === mine) show(box, await answer.json());
  } catch {
    // it is told when the colour is saved
  }
}

form?.addEventListener("input", (event) => {
  const box = event.target.closest("[data-role]");
  if (!box) return;
  clearTimeout(waiting.get(box));
  waiting.set(box, setTimeout(() => ask(box), WAIT));
});

for (const input of document.querySelectorAll("[data-upload]")) {
  input.addEventListener("change", () => input.files.length && input.form.requestSubmit());
}

document.querySelector("[data-focus]")?.focus();

// The page "Dates": after each change that was saved, the timeline shows what it moved, each date with where it was before.

const section = document.querySelector("[data-timeline]");
const list = section?.querySelector("ol");
const first = new Map(); // key → when it was as the page came

const lineOf = (key) => [...list.children].find((one) => one.dataset.key === key);
const whenOf = (line) => [line.querySelector("[data-week]").textContent, line.querySelector("[data-day]").textContent].filter(Boolean).join(", ");

function shown(line, row) {
  line.querySelector("[data-week]").textContent = row.week;
  line.querySelector("[data-day]").textContent = row.day;
  const rhythm = line.querySelector("[data-rhythm]");
  rhythm.textContent = row.rhythm;
  rhythm.hidden = !row.rhythm;
  line.dataset.counted = row.counted ? "yes" : "";
  const before = first.get(row.key);
  const moved = whenOf(line) !== before;
  line.classList.toggle("date--moved", moved);
  line.querySelector(".date__was")?.remove();
  if (!moved) return;
  const was = document.createElement("span");
  was.className = "date__was";
  was.textContent = section.dataset.saidWas.replace("{when}", before);
  line.querySelector(".date__when").append(was);
}

// Lines go to their new places around the one that has the focus: what is moved in a page loses it.
function arranged(rows) {
  const lines = rows.map((row) => lineOf(row.key)).filter(Boolean);
  const held = lines.findIndex((line) => line.contains(document.activeElement));
  if (held < 0) {
    list.append(...lines);
    return;
  }
  for (const line of lines.slice(0, held)) list.insertBefore(line, lines[held]);
  list.append(...lines.slice(held + 1));
}

function tell(name, moved, rows) {
  const others = moved.filter((row) => lineOf(row.key)?.querySelector("[data-field]")?.dataset.field !== name);
  const lines = [];
  if (others.length) lines.push(section.dataset.saidMoved.replace("{number}", others.length));
  if (name === "starts") {
    const days = rows.filter((row) => !row.counted && row.week && !moved.includes(row));
    if (days.length) lines.push(section.dataset.saidStayed.replace("{number}", days.length));
  }
  section.querySelector("[data-told]").textContent = lines.join(". ");
}

async function refresh(name) {
  let answer;
  try {
    answer = await fetch(section.dataset.timeline, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
  } catch {
    return; // it is told when something is saved
  }
  const { rows } = await answer.json();
  const moved = [];
  for (const row of rows) {
    const line = lineOf(row.key);
    if (!line) continue;
    const before = whenOf(line);
    shown(line, row);
    if (whenOf(line) !== before) moved.push(row);
  }
  arranged(rows);
  tell(name, moved, rows);
}

if (section) {
  for (const line of list.querySelectorAll("[data-key]")) first.set(line.dataset.key, whenOf(line));
  document.addEventListener("studio:saved", (event) => refresh(event.detail?.name));
}

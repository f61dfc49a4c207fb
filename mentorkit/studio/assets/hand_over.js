// How far a job is: its part of the page is fetched again until it is over.

const LOOK = 1000; // milliseconds between two looks

async function look() {
  const job = document.getElementById("job");
  if (job?.dataset.job !== "working") return;
  try {
    const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
    const fresh = page.getElementById("job");
    if (fresh.dataset.job !== "working") {
      location.reload(); // what was made has its links elsewhere on the page
      return;
    }
    const status = job.querySelector("[role=status]");
    const said = fresh.querySelector("[role=status]").textContent;
    if (status.textContent !== said) status.textContent = said;
    job.querySelector("progress").replaceWith(fresh.querySelector("progress"));
    job.querySelector(".job__what").replaceWith(fresh.querySelector(".job__what"));
  } catch {
    // the studio has ended, or answers next time
  }
  setTimeout(look, LOOK);
}

setTimeout(look, LOOK);

for (const place of document.querySelectorAll(".places input:not([type])")) {
  place.addEventListener("input", () => {
    document.querySelector(`.places input[type=radio][value="${place.name}"]`).checked = true; // whoever writes a place means it
  });
}

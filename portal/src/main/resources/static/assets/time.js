// Moves the two axes by hand; the form beside does the same without it.
"use strict";
const form = document.getElementById("time");
const then = document.getElementById("then");
const known = document.getElementById("slide-known");
const until = document.getElementById("slide-until");
let asked = 0;

async function show() {
  const mine = ++asked;
  const query = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.action + "?" + query, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("then");
  // An answer that was overtaken by a later one is passed over.
  if (mine === asked && page !== null) {
    then.replaceChildren(...page.childNodes);
    history.replaceState(null, "", form.action + "?" + query);
  }
}

known.addEventListener("input", () => {
  document.getElementById("said-known").textContent = known.value;
  form.elements.knownAt.value = known.value;
});
until.addEventListener("input", () => {
  const day = new Date(until.dataset.begin + "T00:00:00Z");
  day.setUTCDate(day.getUTCDate() + Number(until.value));
  const said = day.toISOString().slice(0, 10);
  document.getElementById("said-until").textContent = said;
  form.elements.occurredUntil.value = said;
});
for (const slider of [known, until]) slider.addEventListener("change", show);
document.getElementById("sliders").hidden = false;

// The panel of the lesson's parameters: what is changed there is computed, and the slides follow.

const WAY = 1000; // steps of a slider
const QUICK = 0.7; // seconds: what computes in less follows a slider while it moves
const panel = document.querySelector(".panel");
const rows = [...panel.querySelectorAll(".field")].map((row) => ({
  name: row.dataset.name, usual: row.dataset.default, field: row.querySelector(".value"),
  slider: row.querySelector("[type=range]"), why: row.querySelector(".why"),
}));

function textOf({ field }) {
  return field.type === "checkbox" ? (field.checked ? "True" : "False") : field.value;
}

function setText(row, text) {
  if (row.field.type === "checkbox") row.field.checked = text === "True";
  else row.field.value = text;
  if (row.slider) row.slider.value = wayOf(row.slider, Number(text));
}

// A slider's way and the value there: whole numbers, evenly, or by factors.
function wayOf({ dataset: { scale, low, high } }, value) {
  if (scale === "whole") return value;
  const along = scale === "factors" ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.round(WAY * along);
}

function valueOf({ value, dataset: { scale, low, high } }) {
  if (scale === "whole") return value;
  const share = value / WAY, [first, last] = [Number(low), Number(high)];
  const there = scale === "factors" ? first * (last / first) ** share : first + (last - first) * share;
  const digits = scale === "factors" ? 3 : Math.max(1, 3 + Math.ceil(Math.log10(Math.abs(there) / (last - first) || 1)));
  return String(Math.min(last, Math.max(first, Number(there.toPrecision(Math.min(digits, 15))))));
}

function post(name, content) {
  return fetch(name, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(content) });
}

let asking = 0;
async function ask(some) {
  const number = ++asking;
  tellWhy(some, {});
  const answer = await post("values", Object.fromEntries(some.map((row) => [row.name, textOf(row)])));
  const { why } = await answer.json();
  if (number === asking) tellWhy(some, why);
}

function tellWhy(some, reasons) {
  for (const row of some) {
    const words = reasons[row.name];
    row.why.textContent = words ? `${words} ${live.words.stayAt.replace("{value}", live.values[row.name])}` : "";
    row.why.hidden = !words;
    row.field.toggleAttribute("aria-invalid", Boolean(words));
  }
}

let held = null; // whose slider is being moved
for (const row of rows) {
  if (row.slider) {
    const whole = row.slider.dataset.scale === "whole";
    Object.assign(row.slider, { min: whole ? row.slider.dataset.low : 0, max: whole ? row.slider.dataset.high : WAY, step: 1 });
    row.slider.addEventListener("input", () => {
      row.field.value = valueOf(row.slider);
      if (live.seconds < QUICK && !live.computing) ask([row]);
    });
    row.slider.addEventListener("pointerdown", () => { held = row; });
    row.slider.addEventListener("pointerup", () => row.slider.blur()); // the keys are the slides' again
    row.slider.addEventListener("change", () => { held = null; ask([row]); });
  }
  row.field.addEventListener("change", () => {
    if (row.slider && Number.isFinite(Number(row.field.value))) row.slider.value = wayOf(row.slider, Number(row.field.value));
    ask([row]);
  });
  setText(row, live.values[row.name]);
}

// A presenter's remote turns the slides wherever one was last; Escape leads out of a field.
panel.addEventListener("keydown", (event) => {
  const does = { PageDown: next, PageUp: back, Escape: () => document.activeElement.blur() }[event.key];
  if (!does) return;
  event.preventDefault();
  event.stopPropagation();
  does();
});
panel.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
panel.querySelector(".defaults")?.addEventListener("click", () => {
  rows.forEach((row) => setText(row, row.usual));
  ask(rows);
});
panel.querySelector(".leave").addEventListener("click", () => post("leave", null));
panel.querySelector(".close").addEventListener("click", togglePanel);

function togglePanel() {
  panel.hidden = !panel.hidden;
  root.classList.toggle("beside", !panel.hidden);
}

// What is at work, and what came of it; the fields show what the slides show, but for the one that is being changed.
let since = null;
function tellWork() {
  const work = live.computing, box = panel.querySelector(".computing"), bar = box.querySelector("progress");
  since = work ? since ?? Date.now() : null;
  const seconds = since ? Math.floor((Date.now() - since) / 1000) : 0;
  box.hidden = !work || Date.now() - since < 300;
  if (!work) return;
  box.querySelector("[role=status]").textContent = `${work.words}${seconds ? `, ${seconds} s` : ""}`;
  if (work.total) Object.assign(bar, { max: work.total, value: work.done });
  else bar.removeAttribute("value");
}

let shown = JSON.stringify(live.values);
document.addEventListener("news", () => {
  tellWork();
  const refusal = panel.querySelector(".refusal");
  refusal.textContent = live.refusal && `${live.refusal} ${live.words.stay}`;
  refusal.hidden = !live.refusal || Boolean(live.computing);
  if (live.computing || (JSON.stringify(live.values) === shown && !live.refusal)) return;
  shown = JSON.stringify(live.values);
  for (const row of rows) if (row !== held && !row.field.hasAttribute("aria-invalid")) setText(row, live.values[row.name]);
});
setInterval(tellWork, 250);

document.addEventListener("shown", () => post("place", { slide: at.slide, step: at.step }).catch(() => {}));

actions.numbers = togglePanel;
keys.v = "numbers";
const row = document.querySelector(".help table").insertRow();
element("kbd", "V", element("th", undefined, row)).parentElement.scope = "row";
element("td", live.words.numbers, row);
const opener = document.querySelector(".controls [data-does=overview]").cloneNode(true);
Object.assign(opener, { title: `${live.words.numbers} (V)`, ariaLabel: live.words.numbers }).dataset.does = "numbers";
opener.querySelector("path").setAttribute("d", "M2 4h12M2 8h12M2 12h12M5 2.5v3M11 6.5v3M7 10.5v3");
document.querySelector(".controls .position").nextElementSibling.after(opener);
if (innerWidth > 900) togglePanel();

// Charts answer the pointer: the values there, beside a line through them; a click on a name in a legend hides its series.

const SVG = "http://www.w3.org/2000/svg";
const tip = document.querySelector(".tip");
let pointed = null; // the line through the values that are told

// A value as a slide has it: with a true minus sign, and a dash where there is none.
function said(value) {
  return value === null ? "\u2013" : String(value).replace("-", "\u2212");
}

function drawn(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function nearest(places, at) {
  return places.reduce((best, place, index) => (Math.abs(place - at) < Math.abs(places[best] - at) ? index : best), 0);
}

// What is told at a place along the axis: where exactly, what stands there, and the value of each series that is shown.
function valuesAt(chart, content, along) {
  const shown = content.series.filter((each) => !chart.querySelector(`[data-series="${each.index}"].off`));
  const points = shown.map((series) => {
    const places = series.at ?? content.at;
    const index = nearest(places, along);
    return { name: series.name, at: places[index], x: (series.x ?? content.x)[index], y: series.y[index] };
  });
  if (!points.length) return null;
  const first = points[nearest(points.map((point) => point.at), along)];
  return { at: first.at, x: first.x, points: points.filter((point) => Math.abs(point.at - first.at) < 1) };
}

function tell(chart, event) {
  const content = JSON.parse(chart.dataset.chart);
  const [left, top, width, height] = content.plot;
  const here = new DOMPoint(event.clientX, event.clientY).matrixTransform(chart.getScreenCTM().inverse());
  const [x, y] = [here.x - left, here.y - top];
  if (x < -8 || y < -8 || x > width + 8 || y > height + 8) return forget();
  const found = valuesAt(chart, content, content.sideways ? y : x);
  if (!found) return forget();
  pointed?.remove();
  const across = content.sideways
    ? { x1: left, x2: left + width, y1: top + found.at, y2: top + found.at }
    : { x1: left + found.at, x2: left + found.at, y1: top, y2: top + height };
  pointed = chart.appendChild(drawn("line", { ...across, class: "pointed" }));
  const values = found.points.map((point) => element("div", `${point.name}: ${said(point.y)}`));
  tip.replaceChildren(element("strong", typeof found.x === "number" ? said(found.x) : found.x), ...values);
  tip.hidden = false;
  tip.style.left = `${Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 4)}px`;
  tip.style.top = `${Math.max(4, event.clientY - tip.offsetHeight - 10)}px`;
}

function forget() {
  pointed?.remove();
  pointed = null;
  tip.hidden = true;
}

const stage = document.querySelector("main");
stage.addEventListener("pointermove", (event) => {
  const chart = event.target.closest(".chart[data-chart]");
  if (chart && !root.classList.contains("overview")) tell(chart, event);
  else if (pointed) forget();
});
stage.addEventListener("pointerleave", forget);
document.addEventListener("shown", forget);

stage.addEventListener("click", (event) => {
  const entry = event.target.closest("[data-toggles]");
  if (!entry) return;
  event.stopImmediatePropagation();
  entry.classList.toggle("off");
  for (const series of entry.closest(".chart").querySelectorAll(`[data-series="${entry.dataset.toggles}"]`)) series.classList.toggle("off");
});

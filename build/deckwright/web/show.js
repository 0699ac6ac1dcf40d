// Which slide is shown, and how much of it: slides are counted from 0, steps from 0 (nothing clicked yet).
// Whoever has to know listens to the document's event "shown".

const slides = [...document.querySelectorAll("main > .slide")];
const at = { slide: 0, step: 0 };
const root = document.documentElement;
const words = JSON.parse(document.getElementById("words").textContent);

// The clicks of a slide, in their order.
function clicks(slide) {
  const numbers = [...slide.querySelectorAll("[data-step]")].map((part) => Number(part.dataset.step));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function reveal(slide, step) {
  const reached = step > 0 ? clicks(slide)[step - 1] : 0;
  for (const part of slide.querySelectorAll("[data-step]")) part.classList.toggle("future", Number(part.dataset.step) > reached);
}

function revealAll(slide) {
  for (const part of slide.querySelectorAll(".future")) part.classList.remove("future");
}

function isOneAtATime() {
  return root.classList.contains("show");
}

function show(slide, step = 0) {
  const before = slides[at.slide];
  at.slide = Math.min(Math.max(slide, 0), slides.length - 1);
  const now = slides[at.slide];
  at.step = Math.min(Math.max(step, 0), clicks(now).length);
  if (before !== now) revealAll(before);
  for (const each of slides) {
    each.classList.toggle("current", each === now);
    each.toggleAttribute("inert", isOneAtATime() && each !== now);
    if (isOneAtATime() && each !== now) each.setAttribute("hidden", "until-found");
    else each.removeAttribute("hidden");
  }
  if (isOneAtATime()) reveal(now, at.step);
  document.dispatchEvent(new CustomEvent("shown", { detail: { ...at } }));
}

function next() {
  if (isOneAtATime() && at.step < clicks(slides[at.slide]).length) show(at.slide, at.step + 1);
  else if (at.slide + 1 < slides.length) show(at.slide + 1);
}

function back() {
  if (isOneAtATime() && at.step > 0) show(at.slide, at.step - 1);
  else if (at.slide > 0) show(at.slide - 1, Infinity);
}

// The address: #/5/2 is the second step of the fifth slide, #/some-key the slide of that key.
function toAddress() {
  const [name = "", step = ""] = decodeURIComponent(location.hash).replace(/^#\/?/, "").split("/");
  const keyed = slides.findIndex((slide) => slide.dataset.key === name);
  const number = keyed >= 0 ? keyed : Number.parseInt(name, 10) - 1;
  if (number >= 0) show(number, Number.parseInt(step, 10) || 0);
  else show(at.slide, at.step);
}

document.addEventListener("shown", () => {
  const place = `#/${at.slide + 1}${at.step && isOneAtATime() ? `/${at.step}` : ""}`;
  if (location.hash !== place) history.replaceState(null, "", place);
  document.querySelector(".controls .position").value = `${at.slide + 1} / ${slides.length}`;
  document.querySelector("[role=status]").textContent = slides[at.slide].getAttribute("aria-label");
});
addEventListener("hashchange", toAddress);

// A slide on which the browser's search finds something is shown whole.
document.addEventListener("beforematch", (event) => {
  const found = slides.indexOf(event.target.closest(".slide"));
  if (found >= 0) show(found, Infinity);
});

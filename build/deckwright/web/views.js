// One slide at a time ("show"), all of them small ("overview"), or below one another on a phone ("scroll").

const narrow = matchMedia("(max-width: 640px) and (orientation: portrait)");
const usual = () => (narrow.matches ? "scroll" : "show");

function setView(name) {
  root.classList.remove("show", "overview", "scroll");
  root.classList.add(name);
  slides.forEach(revealAll);
  show(at.slide, at.step);
}

function toggleOverview() {
  setView(root.classList.contains("overview") ? usual() : "overview");
}

document.querySelector("main").addEventListener("click", (event) => {
  const slide = event.target.closest(".slide");
  if (!slide || !root.classList.contains("overview")) return;
  show(slides.indexOf(slide));
  setView(usual());
});

narrow.addEventListener("change", () => {
  if (!root.classList.contains("overview")) setView(usual());
});

// Where slides stand below one another, the one that is read is the current one; a step leads to the next one.
let scrolled = false;
const reading = new IntersectionObserver((entries) => {
  const seen = entries.find((entry) => entry.isIntersecting);
  if (!seen || !root.classList.contains("scroll")) return;
  scrolled = true;
  show(slides.indexOf(seen.target));
  scrolled = false;
}, { rootMargin: "-20% 0px -75% 0px" });
slides.forEach((slide) => reading.observe(slide));

document.addEventListener("shown", () => {
  const block = root.classList.contains("scroll") ? "start" : "nearest";
  if (!isOneAtATime() && !scrolled) slides[at.slide].scrollIntoView({ block });
});

function theme() {
  const chosen = root.dataset.theme;
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  return dark ? "dark" : "light";
}

function toggleTheme() {
  root.dataset.theme = theme() === "dark" ? "light" : "dark";
  try { localStorage.setItem("deckwright-theme", root.dataset.theme); } catch { /* a browser may keep nothing */ }
}

try { root.dataset.theme = localStorage.getItem("deckwright-theme") || root.dataset.theme || ""; } catch { /* likewise */ }
if (!root.dataset.theme) delete root.dataset.theme;

function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.();
}

function toggleBlack() {
  const black = document.querySelector(".black");
  black.hidden = !black.hidden;
}

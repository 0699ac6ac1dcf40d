// Keys as reveal.js has them, the buttons below the slide, and swipes.

const actions = {
  next, back,
  first: () => show(0),
  last: () => show(slides.length - 1),
  overview: toggleOverview,
  speaker: openSpeaker,
  theme: toggleTheme,
  fullscreen: toggleFullscreen,
  black: toggleBlack,
  figures: nextFigure,
  help: () => document.querySelector(".help").togglePopover(),
};
const keys = {
  ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", n: "next", l: "next", j: "next",
  ArrowLeft: "back", ArrowUp: "back", PageUp: "back", p: "back", h: "back", k: "back", Backspace: "back",
  Home: "first", End: "last", o: "overview", Escape: "overview", s: "speaker", t: "theme", f: "fullscreen",
  b: "black", ".": "black", i: "figures", "?": "help",
};
const mirrored = { ArrowLeft: "next", ArrowRight: "back" }; // where one reads from the right

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("input, select, textarea, video")) return;
  if (event.target.closest?.("button") && [" ", "Enter"].includes(event.key)) return; // the button's own
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  let action = (root.dir === "rtl" && mirrored[key]) || keys[key];
  if (key === " " && event.shiftKey) action = "back";
  if (key === "Escape" && document.querySelector(":popover-open")) return; // which closes it
  if (key === "Enter" && root.classList.contains("overview")) action = "overview";
  if (!action || (root.classList.contains("scroll") && ["ArrowUp", "ArrowDown", " "].includes(key))) return;
  event.preventDefault();
  actions[action]();
}

addEventListener("keydown", onKey);

document.querySelector(".controls").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) actions[button.dataset.does]();
});

let resting;
addEventListener("pointermove", () => {
  root.classList.add("moved");
  clearTimeout(resting);
  resting = setTimeout(() => root.classList.remove("moved"), 2500);
});

const SWIPE = 40; // pixels
let touched = null;
addEventListener("touchstart", (event) => {
  touched = event.touches.length === 1 ? event.touches[0] : null;
}, { passive: true });
addEventListener("touchend", (event) => {
  const zoomed = visualViewport && visualViewport.scale > 1.05;
  if (!touched || zoomed || !isOneAtATime() || String(getSelection())) return;
  const across = event.changedTouches[0].clientX - touched.clientX;
  const down = event.changedTouches[0].clientY - touched.clientY;
  touched = null;
  if (Math.abs(across) < SWIPE || Math.abs(across) < Math.abs(down)) return;
  (across < 0) === (root.dir !== "rtl") ? next() : back();
}, { passive: true });

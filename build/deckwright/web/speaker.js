// The speaker's window: this slide, what comes next, notes, planned minutes, a timer that a click starts anew.

let view = null;
let started = Date.now();

function openSpeaker() {
  view = open("", "deckwright-speaker", "popup,width=1200,height=760");
  if (!view) return;
  const page = view.document;
  page.head.replaceChildren(...[...document.querySelectorAll("head > style, head > title")].map((each) => each.cloneNode(true)));
  page.documentElement.dataset.theme = theme();
  page.body.className = "speaker";
  page.body.replaceChildren(document.querySelector(".letters").cloneNode(true), document.getElementById("speaker").content.cloneNode(true));
  page.querySelector(".timer").onclick = () => { started = Date.now(); tick(); };
  view.onkeydown = onKey;
  tellSpeaker();
  tick();
}

function isOpen() {
  return view && !view.closed;
}

function pictured(slide, step) {
  const copy = slide.cloneNode(true);
  copy.removeAttribute("hidden");
  copy.removeAttribute("inert");
  copy.querySelectorAll(".notes, .video").forEach((part) => part.remove());
  reveal(copy, step);
  return copy;
}

function tellSpeaker() {
  if (!isOpen()) return;
  const page = view.document, slide = slides[at.slide];
  const more = at.step < clicks(slide).length;
  const then = more ? slide : slides[at.slide + 1];
  page.querySelector(".now").replaceChildren(pictured(slide, at.step));
  page.querySelector(".then").replaceChildren(...(then ? [pictured(then, more ? at.step + 1 : 0)] : []));
  page.querySelector(".position").value = `${at.slide + 1} / ${slides.length}, ${at.step} / ${clicks(slide).length}`;
  page.querySelector(".notes").innerHTML = slide.querySelector(".notes")?.innerHTML ?? "";
  const minutes = (some) => some.reduce((sum, each) => sum + Number(each.dataset.minutes || 0), 0);
  const planned = minutes(slides.slice(0, at.slide + 1));
  page.querySelector(".minutes").textContent = planned ? `${words.planned}: ${planned} / ${minutes(slides)} min` : "";
}

function tick() {
  if (!isOpen()) return;
  const seconds = Math.floor((Date.now() - started) / 1000);
  view.document.querySelector(".timer").value = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  view.document.querySelector(".clock").textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

document.addEventListener("shown", tellSpeaker);
setInterval(tick, 1000);

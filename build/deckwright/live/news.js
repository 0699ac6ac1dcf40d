// A live page hears what changed: only those slides are replaced, and one stays at the slide and step where one is.

const live = JSON.parse(document.getElementById("live").textContent);
const asMade = new Map(slides.map((slide) => [slide.dataset.key, slide.outerHTML])); // before anything was revealed

function markupOf(text) {
  const holder = document.createElement("template");
  holder.innerHTML = text.trim();
  return holder.content.firstElementChild;
}

// Those of some parts that are not as they were; none where there are more or fewer of them than before.
function notAsBefore(parts, before) {
  return parts.length === before.length ? parts.filter((part, index) => part.outerHTML !== before[index].outerHTML) : [];
}

// What is seen to change on a slide: numbers; blocks in which it is something else; all of one that is built otherwise.
function changes(now, before) {
  if (before?.querySelector("svg").outerHTML === now.querySelector("svg").outerHTML) return []; // in the notes, say
  const blocks = (slide) => [...slide.querySelector("svg").children];
  const figures = (block) => [...block.querySelectorAll("tspan[data-figures], .formula[data-figures]")];
  const was = before ? blocks(before) : [];
  const there = notAsBefore(blocks(now), was).flatMap((block) => {
    const numbers = notAsBefore(figures(block), figures(was[blocks(now).indexOf(block)]));
    return numbers.length ? numbers : [block];
  });
  return there.length ? there : [now];
}

function glow(now, text) {
  const changed = changes(now, text && markupOf(text));
  changed.forEach((part) => part.classList.add("changed"));
  setTimeout(() => changed.forEach((part) => part.classList.remove("changed")), 2000);
}

function takeSlides({ order, sections, letters, workings: formulas }) {
  const key = slides[at.slide].dataset.key;
  const known = new Map(slides.map((slide) => [slide.dataset.key, slide]));
  const outlines = document.querySelector(".letters defs");
  const missing = Object.entries(letters).filter(([name]) => !document.getElementById(name));
  outlines.insertAdjacentHTML("beforeend", missing.map(([, path]) => path).join(""));
  Object.assign(workings, formulas);
  for (const [name, text] of Object.entries(sections)) {
    const now = markupOf(text);
    if (asMade.get(name) === now.outerHTML) continue;
    glow(now, asMade.get(name));
    asMade.set(name, now.outerHTML);
    known.get(name)?.replaceWith(now);
    reading.observe(now);
    known.set(name, now);
  }
  slides.filter((slide) => !order.includes(slide.dataset.key)).forEach((slide) => slide.remove());
  slides.splice(0, Infinity, ...order.map((name) => known.get(name)));
  const main = document.querySelector("main");
  if ([...main.querySelectorAll(".slide")].some((slide, index) => slide !== slides[index])) main.append(...slides);
  if (isOpen()) view.document.querySelector(".letters").replaceWith(document.querySelector(".letters").cloneNode(true));
  const same = order.indexOf(key);
  show(same >= 0 ? same : at.slide, at.step);
}

function take(news) {
  if (news.edition !== live.edition) return location.reload();
  Object.assign(live, news);
  if (news.order) takeSlides(news);
  document.dispatchEvent(new CustomEvent("news", { detail: news }));
}

// Words at the page's foot about how it is with the slides, or none.
function tellAll(said) {
  document.querySelector(".told")?.remove();
  if (!said) return;
  const words = element("p", said, document.body);
  words.className = "told";
  words.setAttribute("role", "status");
}

function tellEnded(ended) {
  tellAll(ended && live.words.ended);
}

async function listen() {
  for (let ended = false; ;) {
    try {
      const answer = await fetch(`changes?after=${live.version}`);
      if (!answer.ok) throw new Error(answer.statusText);
      if (ended) tellEnded(ended = false);
      take(await answer.json());
    } catch {
      if (!ended) tellEnded(ended = true);
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

addEventListener("load", listen);

// Where a figure comes from: a card beside the number, formula or chart that was clicked.

const card = document.querySelector(".origin");
const workings = JSON.parse(document.getElementById("workings").textContent);
const fields = ["value", "label", "formula", "expression", "source"];
let asked = null;

function element(name, content, where) {
  const made = document.createElement(name);
  if (content !== undefined) made.textContent = content;
  where?.append(made);
  return made;
}

function described(figure) {
  const section = element("section");
  if (figure.text) element("h2", figure.text, section);
  const list = element("dl", undefined, section);
  for (const field of fields.filter((each) => figure[each] !== undefined)) {
    element("dt", words[field], list);
    const said = element("dd", undefined, list);
    const text = String(figure[field]);
    if (["formula", "label"].includes(field) && workings[text]) said.innerHTML = workings[text];
    else element(["value", "label"].includes(field) ? "span" : "code", text, said);
  }
  return section;
}

function tellOrigin(target) {
  asked = target;
  card.replaceChildren(...JSON.parse(target.dataset.figures).map(described));
  card.showPopover();
  const beside = target.getBoundingClientRect();
  const left = Math.min(beside.left, innerWidth - card.offsetWidth - 8);
  const below = beside.bottom + 8 + card.offsetHeight <= innerHeight;
  card.style.left = `${Math.max(8, left)}px`;
  card.style.top = `${Math.max(8, below ? beside.bottom + 8 : beside.top - card.offsetHeight - 8)}px`;
}

// The next figure on the slide, for who has no pointer.
function nextFigure() {
  const figures = [...slides[at.slide].querySelectorAll("[data-figures]")].filter((each) => !each.closest(".future"));
  if (figures.length) tellOrigin(figures[(figures.indexOf(asked) + 1) % figures.length]);
}

document.querySelector("main").addEventListener("click", (event) => {
  const target = event.target.closest("[data-figures]");
  if (target && !root.classList.contains("overview") && !String(getSelection())) tellOrigin(target);
});
document.addEventListener("shown", () => card.matches(":popover-open") && card.hidePopover());

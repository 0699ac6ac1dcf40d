// A page that is being written says why its last words are not shown.

document.addEventListener("news", () => tellAll(live.refusal));
addEventListener("load", () => tellAll(live.refusal));

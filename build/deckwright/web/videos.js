// Videos play when they are shown, as in the presentation, and stop when their slide is left.

document.addEventListener("shown", () => {
  for (const video of document.querySelectorAll("main .video")) {
    const here = isOneAtATime() && video.closest(".slide") === slides[at.slide] && !video.classList.contains("future");
    if (!here) {
      video.pause();
      delete video.dataset.begun;
    } else if ("autoplay" in video.dataset && !("begun" in video.dataset)) {
      video.dataset.begun = "";
      video.currentTime = 0;
      video.play().catch(() => {}); // a browser may want a click first
    }
  }
});

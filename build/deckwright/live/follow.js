// A student's page goes where the lecturer goes; whoever looks at another slide is led back when the lecturer moves on.

document.addEventListener("news", ({ detail: { place } }) => {
  if (String(place) !== String(live.followed)) show(...place);
  live.followed = place;
});
addEventListener("load", () => {
  show(...live.place);
  live.followed = live.place;
});

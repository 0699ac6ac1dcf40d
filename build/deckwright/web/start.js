// All parts listen by now: the slide that the address names is shown.

root.classList.add(usual());
toAddress();

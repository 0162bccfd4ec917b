// Tabs as the ARIA practices have them: one of them is in the order of focus, arrows go from one to the next.

export function tabs(list, onChoice) {
  const all = [...list.querySelectorAll("[role=tab]")];
  const steps = { ArrowRight: (at) => at + 1, ArrowLeft: (at) => at - 1, Home: () => 0, End: () => -1 };

  function choose(tab) {
    for (const each of all) {
      each.setAttribute("aria-selected", each === tab);
      each.tabIndex = each === tab ? 0 : -1;
    }
    onChoice(tab);
  }

  list.addEventListener("click", ({ target }) => all.includes(target) && choose(target));
  list.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const next = all.at(step(all.indexOf(event.target)) % all.length);
    next.focus();
    choose(next);
  });
  choose(all[0]);
}

// Elements by id and by name. What shows the same as before is left alone: it may be selected, or be read aloud.

export const byId = (id) => document.getElementById(id);

export function element(name, properties, ...content) {
  const made = document.createElement(name);
  for (const [property, value] of Object.entries(properties)) {
    if (/^(aria|data)-/.test(property) || ["role", "scope"].includes(property)) made.setAttribute(property, value);
    else made[property] = value;
  }
  made.append(...content);
  return made;
}

export function show(id, text) {
  if (byId(id).textContent !== text) byId(id).textContent = text;
}

export function replace(id, content) {
  const now = element("div", {}, ...content);
  if (byId(id).innerHTML !== now.innerHTML) byId(id).replaceChildren(...now.childNodes);
}

// Names with what there is to say of each, as the content of a list of descriptions.
export const facts = (rows) =>
  rows.map(([name, ...values]) => element("div", {}, element("dt", {}, name), ...values.filter((value) => value).map((value) => element("dd", {}, value))));

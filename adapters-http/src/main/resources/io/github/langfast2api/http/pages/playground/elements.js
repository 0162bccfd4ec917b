// Elements made by name, with properties and what is in them; strings in it are text.

export function element(name, properties, ...content) {
  const made = document.createElement(name);
  for (const [property, value] of Object.entries(properties || {})) {
    if (property.startsWith("aria-") || property.startsWith("data-") || property === "role") made.setAttribute(property, value);
    else made[property] = value;
  }
  made.append(...content);
  return made;
}

export const byId = (id) => document.getElementById(id);

export const button = (label, onClick, properties) => {
  const made = element("button", { type: "button", ...properties }, label);
  made.addEventListener("click", () => onClick(made));
  return made;
};

// Narrows the choices inside it to those whose words are typed; what is chosen stays chosen. Without it all are shown.
class ListFilter extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("[data-filter-words]")) return;
    const field = document.createElement("input");
    field.type = "search";
    field.dataset.filterWords = "";
    field.setAttribute("aria-label", this.dataset.label);
    field.placeholder = field.getAttribute("aria-label");
    field.addEventListener("input", () => this.narrow(field.value));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    this.prepend(field);
    this.told = document.createElement("p");
    this.told.className = "empty";
    this.told.setAttribute("role", "status");
    this.append(this.told);
  }

  narrow(typed) {
    const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const words = plain(typed).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of this.querySelectorAll("[data-filter]")) {
      const text = plain(row.textContent);
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    for (const part of this.querySelectorAll("[data-filtered]")) {
      part.hidden = !part.querySelector("[data-filter]:not([hidden])");
    }
    this.told.textContent = shown ? "" : this.dataset.none;
  }
}

customElements.define("list-filter", ListFilter);

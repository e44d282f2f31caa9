/**
 * Loses no word that is typed while an answer is on its way: an answer to older words is left out, and asked for again.
 *
 *   <late-words> <form hx-post hx-trigger="change from:find .panes__side"> … <textarea name="wording"> … </late-words>
 */
class LateWords extends HTMLElement {
  #sent = "";

  connectedCallback() {
    for (const name of ["htmx:beforeRequest", "htmx:beforeSwap"]) this.addEventListener(name, this);
  }

  handleEvent(event) {
    const typed = this.querySelector("textarea[name=wording]").value;
    if (event.type === "htmx:beforeRequest") this.#sent = typed;
    else if (typed !== this.#sent) {
      event.detail.shouldSwap = false;
      this.querySelector(".panes__side").dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
}

customElements.define("late-words", LateWords);

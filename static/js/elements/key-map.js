/**
 * Letter keys for the page; they act only outside fields and can be switched off.
 *
 *   <key-map> <button data-keys>Keys</button> <dialog class="keys"> <dl> … <label><input type="checkbox" data-off> </dialog> </key-map>
 *
 * J and K go to the next and previous paragraph, N and P to changed ones; any other key follows or presses the
 * element whose `data-key` is that key, the one in the current paragraph first; "?" shows the list.
 */
class KeyMap extends HTMLElement {
  connectedCallback() {
    document.addEventListener("keydown", this);
    this.querySelector("[data-keys]")?.addEventListener("click", () => this.#dialog?.showModal());
    const off = this.querySelector("[data-off]");
    if (!off) return;
    off.checked = this.#isOff;
    off.addEventListener("change", () => {
      if (off.checked) localStorage.setItem("keys", "off");
      else localStorage.removeItem("keys");
    });
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
  }

  get #dialog() {
    return this.querySelector("dialog");
  }

  get #isOff() {
    return localStorage.getItem("keys") === "off";
  }

  handleEvent(event) {
    const isTyping = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || this.#isOff) return;
    const key = event.key.toLowerCase();
    if (key === "?") this.#dialog?.showModal();
    else if (key === "j" || key === "k") this.#go(".paragraph[id]", key === "j" ? 1 : -1);
    else if (key === "n" || key === "p") this.#go(".paragraph[id][data-changed]", key === "n" ? 1 : -1);
    else if (!this.#press(key)) return;
    event.preventDefault();
  }

  #press(key) {
    const named = `[data-key="${CSS.escape(key)}"]`;
    const found = document.querySelector(`.paragraph:target ${named}`) ?? document.querySelector(named);
    if (!found) return false;
    if (found.matches("input, textarea, select")) found.focus();
    else found.click();
    return true;
  }

  #go(which, step) {
    const shown = [...document.querySelectorAll(which)].filter((each) => each.checkVisibility());
    const here = document.querySelector(".paragraph:target");
    const top = here?.getBoundingClientRect().top ?? 120;
    const rest = shown.filter((each) => each !== here && (each.getBoundingClientRect().top - top) * step > 0);
    const next = step > 0 ? rest[0] : rest.at(-1);
    if (next) location.replace(`#${next.id}`);
  }
}

customElements.define("key-map", KeyMap);

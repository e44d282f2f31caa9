/**
 * Letter keys for the page; they act only outside fields and can be switched off.
 *
 *   <key-map> <button data-keys>Keys</button> <dialog class="keys"> <dl> … <label><input type="checkbox" data-off> </dialog> </key-map>
 *
 * J and K go to the next and previous paragraph, N and P to changed ones; any other key follows or presses the
 * element whose `data-key` is that key, the one in the current paragraph first; "?" shows the list; Ctrl Enter
 * presses `data-ctrl-enter`, in fields too. A click on `data-press="n"` does what the key does. Of several on a page
 * the first listens for all: the bar over every page has one, for "G".
 */
class KeyMap extends HTMLElement {
  connectedCallback() {
    const isFirst = document.querySelector("key-map") === this;
    for (const name of isFirst ? ["keydown", "click"] : []) document.addEventListener(name, this);
    for (const button of document.querySelectorAll("[data-press], [data-keys]")) button.hidden = false;
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
    document.removeEventListener("click", this);
  }

  get #dialog() {
    return document.querySelector("key-map dialog");
  }

  get #isOff() {
    return localStorage.getItem("keys") === "off";
  }

  handleEvent(event) {
    if (event.type === "click") {
      if (event.target.closest("[data-keys]")) this.#dialog?.showModal();
      this.#act(event.target.closest("[data-press]")?.dataset.press);
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) document.querySelector("[data-ctrl-enter]")?.click();
    const isTyping = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, dialog, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || this.#isOff) return;
    if (this.#act(event.key.toLowerCase())) event.preventDefault();
  }

  #act(key) {
    if (!key) return false;
    if (key === "?") this.#dialog?.showModal();
    else if (key === "j" || key === "k") this.#go(".paragraph[id]", key === "j" ? 1 : -1);
    else if (key === "n" || key === "p") this.#go(".paragraph[id][data-changed]", key === "n" ? 1 : -1);
    else return this.#press(key);
    return true;
  }

  #press(key) {
    const named = `[data-key="${CSS.escape(key)}"]`;
    const inView = (which) => [...document.querySelectorAll(which)].find((each) => each.checkVisibility());
    const found = inView(`.paragraph:target ${named}`) ?? inView(named);
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

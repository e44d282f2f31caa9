/**
 * Keys that merge: the clusters of the workbench inside are chosen and settled without a mouse.
 *
 *   <bench-keys> <form> … <fieldset data-cluster="2"> <input value="0"> … <button value="undo"> … </bench-keys>
 *
 * 1 to 9 go to that cluster, J and K to the next and previous one. There A to I take its first, second, third … option,
 * 0 keeps the present wording and "[" leaves it contested. U and Ctrl Z press Undo, T takes all. A choice is a click,
 * so whoever listens for changes hears it, and what was chosen has the focus. They act outside fields for text only,
 * and rest where <key-map> is switched off.
 */
const TEXT = "textarea, select, dialog, [contenteditable], input:not([type=radio], [type=checkbox])";
const LETTERS = "abcdefghi";

class BenchKeys extends HTMLElement {
  connectedCallback() {
    document.addEventListener("keydown", this, true);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this, true);
  }

  handleEvent(event) {
    const key = event.key.toLowerCase();
    const isUndo = key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    const isBracket = key === "[" && !event.metaKey; /* some keyboards write it with Alt or AltGr */
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.target.closest?.(TEXT) || localStorage.getItem("keys") === "off") return;
    if ((isUndo && this.#press("undo")) || ((isBracket || isPlain) && this.#act(key))) event.preventDefault();
  }

  #act(key) {
    if (/^[1-9]$/u.test(key)) return this.#go(this.querySelector(`[data-cluster="${key}"]`));
    if (key === "j" || key === "k") return this.#step(key === "j" ? 1 : -1);
    if (LETTERS.includes(key) && this.#take(LETTERS.indexOf(key))) return true;
    if (key === "0") return this.#take("keep");
    if (key === "[") return this.#take("bracket");
    return (key === "u" && this.#press("undo")) || (key === "t" && this.#press("take_all"));
  }

  get #here() {
    const focused = document.activeElement?.closest("[data-cluster]");
    return this.contains(focused) ? focused : null;
  }

  #go(cluster) {
    const field = cluster?.querySelector("input:checked") ?? cluster?.querySelector("input");
    field?.focus({ focusVisible: true });
    return Boolean(field);
  }

  #step(by) {
    const all = [...this.querySelectorAll("[data-cluster]")];
    const next = this.#here ? all[all.indexOf(this.#here) + by] : all.at(by > 0 ? 0 : -1);
    return this.#go(next);
  }

  #take(value) {
    const box = this.#here?.querySelector("input[type=checkbox]");
    const field = box ?? this.#here?.querySelector(`input[value="${value}"]`);
    if (!field || (box && ![0, "keep"].includes(value))) return false;
    field.focus({ focusVisible: true });
    if (field.checked !== (value !== "keep" || !box)) field.click();
    return true;
  }

  #press(action) {
    const button = this.querySelector(`button[name=action][value=${action}]`);
    button?.click();
    return Boolean(button);
  }
}

customElements.define("bench-keys", BenchKeys);

/**
 * Keeps what is typed in the form inside, in this browser, until the server has it.
 *
 *   <kept-draft key="7-amend-12-3"> <form> … </form> <div data-kept hidden> … <button data-discard> … </div> </kept-draft>
 *
 * A later visit finds the words again and shows `data-kept`, whose `data-discard` goes back to the server's words.
 * They are forgotten when discarded, or when <saved-draft> finds them saved. The key names the reader too.
 */
class KeptDraft extends HTMLElement {
  #served = {};
  #soon;

  connectedCallback() {
    this.#served = this.#read();
    this.addEventListener("input", this);
    this.addEventListener("change", this);
    this.querySelector("[data-discard]")?.addEventListener("click", () => this.#discard());
    const kept = this.#kept();
    if (!kept || JSON.stringify(kept) === JSON.stringify(this.#served)) return;
    this.#write(kept);
    this.querySelector("[data-kept]")?.removeAttribute("hidden");
  }

  handleEvent() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#keep(), 200);
  }

  get #key() {
    return `kept:${this.getAttribute("key")}`;
  }

  #keep() {
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#read()));
    } catch { /* full or shut: typing goes on */ }
  }

  #kept() {
    try {
      return JSON.parse(localStorage.getItem(this.#key));
    } catch {
      return null;
    }
  }

  #fields() {
    const left = ["hidden", "password", "file", "submit", "button"];
    return [...this.querySelector("form").elements].filter((field) => field.name && !left.includes(field.type));
  }

  #read() {
    return Object.fromEntries(
      this.#fields().map((field) => {
        const isOption = ["checkbox", "radio"].includes(field.type);
        return [isOption ? `${field.name}=${field.value}` : field.name, isOption ? field.checked : field.value];
      }),
    );
  }

  #write(values) {
    for (const field of this.#fields()) {
      const option = `${field.name}=${field.value}`;
      if (["checkbox", "radio"].includes(field.type)) {
        if (option in values) field.checked = values[option];
      } else if (field.name in values) field.value = values[field.name];
    }
    this.querySelector("textarea")?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #discard() {
    this.#write(this.#served);
    clearTimeout(this.#soon);
    localStorage.removeItem(this.#key);
    this.querySelector("[data-kept]")?.setAttribute("hidden", "");
  }
}

customElements.define("kept-draft", KeptDraft);

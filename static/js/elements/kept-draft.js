/**
 * Keeps what is typed in the form inside, in this browser, until the server has it.
 *
 *   <kept-draft key="7-amend-12"> <div data-kept hidden> … <button data-discard> … </div> <form> … </form> </kept-draft>
 *
 * A later visit finds the words, shows `data-kept`, and `data-discard` goes back to the server's. They return with the
 * edition they were typed on, so that the server can merge; once that has passed, without the choices beside them.
 * The answer to a form that was sent is `answered`: it holds newer words than the browser does. They are forgotten when discarded, when an answer that was put in their place holds them, or when <saved-draft>
 * finds them saved. The key names the reader too.
 */
class KeptDraft extends HTMLElement {
  #served = {};

  connectedCallback() {
    this.#served = this.#read();
    for (const name of ["input", "change", "htmx:afterSwap"]) this.addEventListener(name, this);
    this.querySelector("[data-discard]").addEventListener("click", () => this.#discard());
    const kept = this.#kept();
    if (this.hasAttribute("answered")) return kept && localStorage.setItem(this.#key, JSON.stringify(this.#served));
    if (!kept || JSON.stringify(kept) === JSON.stringify(this.#served)) return;
    this.#write(kept);
    this.querySelector("[data-kept]").hidden = false;
  }

  handleEvent(event) {
    if (event.type === "htmx:afterSwap") this.#served = this.#read();
    if (event.type === "htmx:afterSwap") this.querySelector("[data-kept]").hidden = true;
    const [typed, served] = [this.#read(), this.#served].map((values) => JSON.stringify(values));
    try {
      if (typed === served) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, typed);
    } catch { /* full or shut: typing goes on */ }
  }

  get #key() {
    return `kept:${this.getAttribute("key")}`;
  }

  #kept() {
    try {
      return JSON.parse(localStorage.getItem(this.#key));
    } catch {
      return null;
    }
  }

  #fields() {
    const left = ["", "csrfmiddlewaretoken", "action"];
    return [...this.querySelector("form").elements].filter((field) => !left.includes(field.name) && field.type !== "password");
  }

  #read() {
    return Object.fromEntries(
      this.#fields().map((field) => {
        const isOption = ["checkbox", "radio"].includes(field.type);
        return isOption ? [`${field.name}=${field.value}`, field.checked] : [field.name, field.value];
      }),
    );
  }

  #write(values) {
    const fields = this.#fields();
    const hasPassed = fields.some((field) => field.name.endsWith("edition") && values[field.name] !== field.value);
    for (const field of fields) {
      const option = `${field.name}=${field.value}`;
      if (hasPassed && !["textarea", "hidden"].includes(field.type)) continue;
      if (option in values) field.checked = values[option];
      else if (field.name in values) field.value = values[field.name];
    }
    const told = () => this.querySelector("textarea")?.dispatchEvent(new Event("input", { bubbles: true }));
    customElements.whenDefined("live-redline").then(told);
  }

  #discard() {
    this.#write(this.#served);
    this.querySelector("[data-kept]").hidden = true;
  }
}

customElements.define("kept-draft", KeptDraft);

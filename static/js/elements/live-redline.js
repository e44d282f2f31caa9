/**
 * Asks the server for the redline at each pause in typing.
 *
 *   <live-redline src="…/redline/" target="changes outcomes"> … <textarea name="wording"> … </live-redline>
 *
 * Posts the whole form around it to `src` and puts the elements of the answer in place of those whose ids `target`
 * lists, and nothing else: what is being typed is not touched. Where nobody has typed, the answer may have other words
 * for the box (`data-fill`), for what is `data-begun`. While it waits, and when no answer comes, the last ones stay, dimmed.
 */
class LiveRedline extends HTMLElement {
  #waiting;
  #asked;

  connectedCallback() {
    this.addEventListener("input", this);
    window.addEventListener("pageshow", this);
  }

  disconnectedCallback() {
    window.removeEventListener("pageshow", this);
    clearTimeout(this.#waiting);
    this.#asked?.abort();
  }

  handleEvent(event) {
    if (event.type === "pageshow" && !event.persisted && !this.#isRestored) return;
    const old = this.closest("form")?.querySelectorAll(".errorlist, .notice[data-tone=refusal]") ?? [];
    if (event.type === "input") for (const each of old) each.remove();
    clearTimeout(this.#waiting);
    for (const id of this.#targets) document.getElementById(id)?.setAttribute("aria-busy", "true");
    this.#waiting = setTimeout(() => this.#ask(), Number(this.getAttribute("pause") ?? 400));
  }

  /** Whether the browser has put typed words back that the page was not served with. */
  get #isRestored() {
    return [...this.querySelectorAll("textarea, select, input")].some((field) => field.checked !== field.defaultChecked
      || (field.options ? [...field.options].some((each) => each.selected && each.index && !each.defaultSelected)
        : field.value !== field.defaultValue));
  }

  get #targets() {
    return this.getAttribute("target").split(" ");
  }

  async #ask() {
    const form = this.closest("form") ?? this.querySelector("form");
    this.#asked?.abort();
    this.#asked = new AbortController();
    const sent = new FormData(form);
    try {
      const answer = await fetch(this.getAttribute("src"), {
        method: "POST",
        body: sent,
        headers: { "HX-Request": "true" },
        signal: this.#asked.signal,
      });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const told = page.querySelector("[data-told]")?.textContent;
      const status = this.querySelector("[role=status]");
      if (told && status) status.textContent = told;
      this.#fill(form, sent, page.querySelector("[data-fill]")?.dataset);
      for (const id of this.#targets) {
        const fresh = page.getElementById(id);
        if (fresh) document.getElementById(id)?.replaceWith(fresh);
        if (fresh) window.htmx?.process(fresh);
      }
    } catch (lost) {
      if (lost.name !== "AbortError") this.dispatchEvent(new CustomEvent("htmx:sendError", { bubbles: true }));
    }
  }

  #fill(form, sent, answer) {
    const box = form.elements.wording;
    if (!answer || box.value !== sent.get("wording")) return;
    [box.value, form.elements.begun.value] = [answer.fill, answer.begun];
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("live-redline", LiveRedline);

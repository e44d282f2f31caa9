/**
 * Asks the server for the redline at each pause in typing.
 *
 *   <live-redline src="…/redline/" target="changes"> … <textarea name="wording"> … </live-redline>
 *
 * Posts the whole form around it to `src` and puts the answer in place of the element whose id is `target`;
 * while it waits, and when no answer comes, the last one stays, dimmed.
 */
class LiveRedline extends HTMLElement {
  #waiting;
  #asked;

  connectedCallback() {
    this.addEventListener("input", this);
  }

  disconnectedCallback() {
    clearTimeout(this.#waiting);
    this.#asked?.abort();
  }

  handleEvent() {
    clearTimeout(this.#waiting);
    this.#shown?.setAttribute("aria-busy", "true");
    this.#waiting = setTimeout(() => this.#ask(), Number(this.getAttribute("pause") ?? 400));
  }

  get #shown() {
    return document.getElementById(this.getAttribute("target"));
  }

  async #ask() {
    const form = this.closest("form") ?? this.querySelector("form");
    this.#asked?.abort();
    this.#asked = new AbortController();
    try {
      const answer = await fetch(this.getAttribute("src"), {
        method: "POST",
        body: new FormData(form),
        headers: { "HX-Request": "true" },
        signal: this.#asked.signal,
      });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(this.getAttribute("target"));
      if (!fresh) return;
      this.#shown?.replaceWith(fresh);
      window.htmx?.process(fresh);
    } catch (lost) {
      if (lost.name !== "AbortError") this.dispatchEvent(new CustomEvent("htmx:sendError", { bubbles: true }));
    }
  }
}

customElements.define("live-redline", LiveRedline);

/**
 * Counts down by the minute to an hour, by the server's clock; amber in the last day, then its closing word.
 *
 *   <count-down until="2010-06-17T22:00:00Z" now="2010-06-15T18:19:00Z" closed="Closed">
 *     <p class="countdown"><b data-days>2</b> d <b data-hours>03</b> h <b data-minutes>41</b> min</p></count-down>
 */
class CountDown extends HTMLElement {
  #timer = 0;
  #ahead = 0;

  connectedCallback() {
    this.#ahead = Date.parse(this.getAttribute("now")) - Date.now();
    this.#timer = setInterval(() => this.#tell(), 5000);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #tell() {
    const left = Math.floor((Date.parse(this.getAttribute("until")) - Date.now() - this.#ahead) / 60000);
    if (Number.isNaN(left)) return clearInterval(this.#timer);
    const panel = this.closest(".panel, .window");
    if (left < 24 * 60 && panel) panel.dataset.tone = "attention";
    if (left < 0) {
      clearInterval(this.#timer);
      if (panel) panel.dataset.tone = "grey";
      this.textContent = this.getAttribute("closed");
      return undefined;
    }
    const parts = { days: Math.floor(left / 1440), hours: Math.floor(left / 60) % 24, minutes: left % 60 };
    for (const [name, value] of Object.entries(parts)) {
      const told = name === "days" ? String(value) : String(value).padStart(2, "0");
      const place = this.querySelector(`[data-${name}]`);
      if (place && place.textContent !== told) place.textContent = told;
    }
    return undefined;
  }
}

customElements.define("count-down", CountDown);

/**
 * Adds the reader's own hour to the negotiation's, where they differ.
 *
 *   <local-time zone="America/New_York" label="your time"><time datetime="2010-06-17T22:00:00Z">17 June, 18:00 New York</time></local-time>
 */
class LocalTime extends HTMLElement {
  connectedCallback() {
    if (this.querySelector(".local-time__here")) return;
    const instant = new Date(this.querySelector("time")?.dateTime);
    if (Number.isNaN(instant.valueOf())) return;
    const form = { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const language = document.documentElement.lang;
    const told = (zone) => new Intl.DateTimeFormat(language, { ...form, timeZone: zone }).format(instant);
    const here = told(undefined);
    if (here === told(this.getAttribute("zone"))) return;
    const note = document.createElement("span");
    note.className = "local-time__here";
    note.textContent = `(${here} ${this.getAttribute("label") ?? ""}`.trimEnd() + ")";
    this.append(" ", note);
  }
}

customElements.define("local-time", LocalTime);

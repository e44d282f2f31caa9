/** Changes the appearance at once; the form inside tells the server, which remembers it in a cookie. */
class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this);
  }

  handleEvent(event) {
    const form = event.target;
    const chosen = event.submitter?.value;
    if (!chosen) return;
    event.preventDefault();
    if (chosen === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    for (const button of form.querySelectorAll("button[value]")) {
      button.toggleAttribute("aria-current", false);
      if (button === event.submitter) button.setAttribute("aria-current", "true");
    }
    const body = new FormData(form, event.submitter);
    fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
  }
}

customElements.define("theme-switch", ThemeSwitch);

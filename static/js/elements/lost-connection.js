/** Says in the refusal's place that the server did not answer a request of htmx; goes when one succeeds. */
class LostConnection extends HTMLElement {
  connectedCallback() {
    for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError", "htmx:afterOnLoad"]) {
      document.addEventListener(name, this);
    }
  }

  disconnectedCallback() {
    for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError", "htmx:afterOnLoad"]) {
      document.removeEventListener(name, this);
    }
  }

  handleEvent(event) {
    const place = document.getElementById("refusal");
    if (!place) return;
    const said = place.querySelector("[data-lost]");
    if (event.type === "htmx:afterOnLoad") {
      if (event.detail.xhr?.status < 400) said?.remove();
      return;
    }
    if (said) return;
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.dataset.tone = "attention";
    notice.dataset.lost = "";
    notice.setAttribute("role", "alert");
    notice.textContent = this.dataset.sentence;
    place.prepend(notice);
  }
}

customElements.define("lost-connection", LostConnection);

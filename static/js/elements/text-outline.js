/** Marks in the outline inside it the paragraph that the reader is at, and closes the sheet it stands in on a phone. */
class TextOutline extends HTMLElement {
  connectedCallback() {
    addEventListener("hashchange", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this);
  }

  handleEvent(event) {
    const here = location.hash;
    for (const link of this.querySelectorAll("a[href*='#']")) {
      if (here && link.hash === here) {
        link.setAttribute("aria-current", "location");
        if (link.checkVisibility()) link.scrollIntoView({ block: "nearest" });
      } else if (link.getAttribute("aria-current") === "location") link.removeAttribute("aria-current");
    }
    if (event) this.closest("[popover]")?.matches(":popover-open") && this.closest("[popover]").hidePopover();
  }
}

customElements.define("text-outline", TextOutline);

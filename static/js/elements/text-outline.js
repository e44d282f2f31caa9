/**
 * Marks in the outline inside it the paragraph that the reader is at, which is the one that the address points to;
 * a click on a paragraph's words makes it that one, without moving the page. Closes the sheet it stands in on a phone.
 * Another view of the text opens at the paragraph that is on the screen.
 */
class TextOutline extends HTMLElement {
  connectedCallback() {
    addEventListener("hashchange", this);
    document.addEventListener("click", this);
    this.#mark();
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this);
    document.removeEventListener("click", this);
  }

  handleEvent(event) {
    if (event.type === "click") return this.#choose(event.target);
    const sheet = this.closest("[popover]");
    if (sheet?.matches(":popover-open")) sheet.hidePopover();
    this.#mark();
  }

  #choose(clicked) {
    const view = clicked.closest("a[href^='?view=']");
    if (view) view.hash = this.#here();
    const paragraph = clicked.closest(".paragraph[id]");
    if (!paragraph || clicked.closest("a, button, summary") || !getSelection().isCollapsed) return;
    const { scrollX, scrollY } = window;
    location.replace(`#${paragraph.id}`);
    scrollTo(scrollX, scrollY);
  }

  #here() {
    const { clientHeight } = document.documentElement;
    const isSeen = (each) => {
      const box = each?.getBoundingClientRect();
      return box && box.height && box.bottom > clientHeight / 6 && box.top < clientHeight;
    };
    const chosen = document.getElementById(location.hash.slice(1));
    const seen = isSeen(chosen) ? chosen : [...document.querySelectorAll(".paragraph[id]")].find(isSeen);
    return seen && scrollY ? seen.id : "";
  }

  #mark() {
    const here = location.hash;
    for (const link of this.querySelectorAll("a[href*='#']")) {
      if (here && link.hash === here) {
        link.setAttribute("aria-current", "location");
        if (link.checkVisibility()) link.scrollIntoView({ block: "nearest" });
      } else if (link.getAttribute("aria-current") === "location") link.removeAttribute("aria-current");
    }
  }
}

customElements.define("text-outline", TextOutline);

/**
 * Copies a reference that can be pasted into a letter: its words, then the address.
 *
 *   <copy-reference words="Plan of action, paragraph 49, edition 3" href="/gpa/plan/49/" done="Copied"> <button hidden>…<span>Copy reference</span></button> </copy-reference>
 */
class CopyReference extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", this);
  }

  async handleEvent() {
    const address = new URL(this.getAttribute("href") ?? "", location.href);
    await navigator.clipboard.writeText(`${this.getAttribute("words")}\n${address}`);
    const label = this.querySelector("span");
    const before = label.textContent;
    label.setAttribute("role", "status");
    label.textContent = this.getAttribute("done");
    setTimeout(() => { label.textContent = before; }, 2000);
  }
}

customElements.define("copy-reference", CopyReference);

/**
 * Forgets what `<kept-draft>` keeps in this browser, once the server shows the same words as saved.
 *
 *   <saved-draft key="7-amend-12-3" wording="…"></saved-draft>
 */
class SavedDraft extends HTMLElement {
  connectedCallback() {
    const place = `kept:${this.getAttribute("key")}`;
    const plain = (words) => (words ?? "").replace(/\s+/gu, " ").trim();
    try {
      const kept = JSON.parse(localStorage.getItem(place));
      if (kept && plain(kept.wording) === plain(this.getAttribute("wording"))) localStorage.removeItem(place);
    } catch { /* what cannot be read is left alone */ }
  }
}

customElements.define("saved-draft", SavedDraft);

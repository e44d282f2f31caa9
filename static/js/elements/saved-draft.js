/**
 * Forgets what `<kept-draft>` keeps in this browser, once the server shows the same as saved.
 *
 *   <saved-draft key="7-amend-12-3" wording="…" [kind="merge" target="49"]></saved-draft>
 *
 * With a kind the kept form is the same only if it chose that one; a deletion and a move have no words to be compared.
 */
class SavedDraft extends HTMLElement {
  connectedCallback() {
    const place = `kept:${this.getAttribute("key")}`;
    try {
      const kept = JSON.parse(localStorage.getItem(place));
      if (kept && this.#isSaved(kept)) localStorage.removeItem(place);
    } catch { /* what cannot be read is left alone */ }
  }

  #isSaved(kept) {
    const kind = this.getAttribute("kind");
    const plain = (words) => (words ?? "").replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "").replace(/\s+/gu, " ").trim();
    if (kind && !kept[`kind=${kind}`]) return false;
    if (["merge", "move"].includes(kind) && kept.target !== this.getAttribute("target")) return false;
    return ["delete", "move"].includes(kind) || plain(kept.wording) === plain(this.getAttribute("wording"));
  }
}

customElements.define("saved-draft", SavedDraft);

/** A part of a screen that was asked for may still have to be fetched. */
const waitsFor = 5000;

/** Takes the reader to the part with that id, as soon as it is there. */
export function arriveAt(id: string, gone: AbortSignal): void {
  const arrived = (): boolean => {
    const place = document.getElementById(id); // ids are plain letters: nothing to decode
    if (!place) return false;
    if (document.activeElement?.closest("search")) return true; // the next question already
    const row = place.closest<HTMLElement>('[role="row"]'); // a list by the keyboard has its own focus
    if (!row) place.tabIndex = -1;
    (row ?? place).focus({ preventScroll: true });
    place.scrollIntoView({ block: place.offsetHeight < innerHeight / 2 ? "center" : "start" });
    return true;
  };
  if (gone.aborted || arrived()) return;
  const watch = new MutationObserver(() => arrived() && watch.disconnect());
  watch.observe(document.body, { childList: true, subtree: true });
  const over = AbortSignal.any([gone, AbortSignal.timeout(waitsFor)]);
  over.addEventListener("abort", () => watch.disconnect());
}

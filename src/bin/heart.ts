import { beatEvery } from "./supervision.ts";

/** The exit code of a server that is to be opened anew by its supervisor, with another household. */
export const again = 75;

/**
 * To our supervisor, where there is one: that we are there, and then that we are alive. Where it has
 * gone, so do we, at once: another one will come, and what lives is written down (docs/survivability.md).
 */
export function beats(): void {
  if (process.send === undefined) return;
  if (process.listenerCount("disconnect") > 0) return; // a house that was opened anew: it beats already
  const beat = (): void => void process.send?.("beat");
  beat();
  setInterval(beat, beatEvery).unref();
  process.once("disconnect", () => process.exit(70));
  process.channel?.unref();
}

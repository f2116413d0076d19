import { keptIn } from "#kit/keptText.ts";
import type { KnownCall } from "#server/mailbox/leftBehind.ts";
import type { ServerParts } from "#server/serverParts.ts";
import type { KeptLive } from "#server/survival/kept.ts";

/** Of calls of the process before: those that were over have their record, of the others the journal tells. */
export function knownCalls({
  store,
  journal,
}: Pick<ServerParts, "store" | "journal">): (call: string) => KnownCall | undefined {
  const live = new Map(journal?.found.map(({ key, text }) => [key, text]));
  return (call) => store.calls.get(call)?.record ?? aboutOf(live.get(call));
}

function aboutOf(text: string | undefined): KnownCall | undefined {
  if (text === undefined) return undefined;
  try {
    return (keptIn(text) as KeptLive).state.about;
  } catch {
    return undefined; // of a program that wrote it otherwise
  }
}

import { WireBook } from "#server/calls/wireBook.ts";
import type { ServerParts } from "#server/serverParts.ts";
import { LadderBook } from "#sip/agent/ladderBook.ts";

/** Notes what goes over the wires until it is closed, so that each call has its ladder. */
export function wireTap({
  agent,
  settings,
  store,
  world: { clock },
}: Pick<ServerParts, "agent" | "settings" | "store" | "world">) {
  const wires = new WireBook({ clock, store, settings: () => settings.current().ladders });
  const ladders = new LadderBook(() => wires.isOn);
  const close = agent.traffic((traffic) => ladders.note(traffic, clock.now()));
  return { wires, ladders, close };
}

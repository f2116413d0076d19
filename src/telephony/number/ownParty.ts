/** Parties that nobody dials: pages and programs name them, and the house calls its people for them. */
import type { ServiceId } from "#telephony/services/starCodes.ts";

export type OwnParty =
  /** The owner's menu of messages; one's own voice. */
  | { readonly is: "messages" | "echo" }
  /** What another telephone of ours has goes on here; `what`: that call, a leg of one, or `parkedIn` a slot. */
  | { readonly is: "take"; readonly what?: string }
  /** Who leaves a message or is asked who it is is heard here; `what`: in that call. */
  | { readonly is: "listen"; readonly what?: string }
  /** `input`: what it is about, or was keyed behind its code; perhaps nothing yet. */
  | { readonly is: "service"; readonly service: ServiceId; readonly input: string };

export function ownParty(text: string): OwnParty | undefined {
  const name = text.toLowerCase();
  if (name === "messages" || name === "echo") return { is: name };
  if (text.startsWith(takePrefix)) return { is: "take", what: text.slice(takePrefix.length) };
  if (text.startsWith(listenPrefix)) return { is: "listen", what: text.slice(listenPrefix.length) };
  return ofTheHouse(name);
}

/** Before the id of a call, or of a leg of one: it goes on here. For pages and INVITEs with Replaces. */
export const takePrefix = "take:";
/** What is parked there, as `what` is to be taken; `slotIn` reads it. */
export const parkedIn = (slot: number): string => `slot ${slot}`;
export function slotIn(what: string): number | undefined {
  const [, slot] = /^slot ([1-9])$/.exec(what) ?? [];
  return slot === undefined ? undefined : Number(slot);
}
/** Before the id of a call: its caller is heard here. */
export const listenPrefix = "listen:";

/** Calls that nobody dials: the house rings somebody, and this is what it has to say. */
const houseSays: Readonly<Record<string, ServiceId | undefined>> = {
  "wake-up": "wakeUpCall",
  "help-notice": "helpNotice",
};
const sent = "message-";
/** What such a call is to when it plays a message that was left. */
export const sentMessage = (id: string): string => `${sent}${id}`;

function ofTheHouse(text: string): OwnParty | undefined {
  if (/^message-[0-9a-f]{1,64}$/.test(text))
    return { is: "service", service: "playMessage", input: text.slice(sent.length) };
  const service = houseSays[text];
  return service && { is: "service", service, input: "" };
}

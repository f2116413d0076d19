import { type PromptKey, spokenNumber } from "#telephony/mailbox/prompts.ts";
import { type InHandVerb, refused, type Said, type Service } from "./service.ts";

/** What is keyed while a call is held at this telephone, and is about that call. */
const inHand = (does: InHandVerb, says: PromptKey): Service => ({
  perform: () => ({ is: "inHand", does, says: [says] }),
});

export const park = inHand("park", "service-parked");
/** Where it was parked, for whoever takes just that call. */
export const spokenSlot = (slot: number): readonly Said[] => ["service-slot", spokenNumber(slot)];
export const recordOff = inHand("recordNoMore", "service-record-off");
export const muteOn = inHand("mute", "service-muted");
export const muteOff = inHand("unmute", "service-unmuted");
export const dropLast = inHand("dropLast", "service-dropped");

const record = inHand("record", "service-record-on");
export const recordOn: Service = {
  perform: (input, facts) =>
    facts.settings.recording.enabled ? record.perform(input, facts) : refused,
};

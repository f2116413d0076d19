import type { CallView, MessageView } from "#server/control.ts";
import type { Belongings } from "#web/auth/vault.ts";

/**
 * What a member of the family may ask, by operation. All else is the owner's: an operation that is
 * new is closed to them until it stands here. What they see is what is theirs.
 */
const ofMembers: ReadonlySet<string> = new Set([
  "status",
  "devices",
  "device",
  "settings",
  "setMode",
  "calls",
  "call",
  "placeCall",
  "endCall",
  "parkCall",
  "takeCall",
  "chooseForCall",
  "messages",
  "messageAudio",
  "markMessage",
  "deleteMessage",
  "events",
  "handset",
  "iceServers",
]);

export const isForMembers = (operationId: string): boolean => ofMembers.has(operationId);

/** A call is theirs whose number it was for, or whose telephone rang or placed it. */
export const isTheirCall = ({ devices, numbers }: Belongings, call: CallView): boolean =>
  numbers.includes(call.to) ||
  (call.direction === "out" && devices.includes(call.via ?? "")) ||
  call.legs.some(({ target }) => devices.includes(target));

/** A message is theirs that was left in a call of theirs. */
export function isTheirMessage(
  belongings: Belongings,
  message: MessageView,
  callOf: (id: string) => CallView | undefined,
): boolean {
  const call = message.call === undefined ? undefined : callOf(message.call);
  return call !== undefined && isTheirCall(belongings, call);
}

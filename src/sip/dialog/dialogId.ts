/**
 * sip/dialog: what two user agents know of each other (RFC 3261 §12), as a value and functions over
 * it. Sessions keep dialogs and the agent finds them by their ids; nothing here sends or waits.
 */
import { CallId } from "#sip/headers/callId.ts";
import { From } from "#sip/headers/from.ts";
import { To } from "#sip/headers/to.ts";
import { readable, type SipMessage } from "#sip/message/message.ts";

/** What names a dialog, seen from our side (§12). */
export interface DialogId {
  readonly callId: string;
  readonly localTag: string;
  /** Empty where the other side wrote none, as before RFC 3261 (§12.1.1). */
  readonly remoteTag: string;
}

/** Equal keys, equal dialogs. A line end cannot stand in any of the three. */
export const dialogKey = ({ callId, localTag, remoteTag }: DialogId): string =>
  `${callId}\n${localTag}\n${remoteTag}`;

export const fromTag = (message: SipMessage): string =>
  readable(message, From)?.params.get("tag") ?? "";
export const toTag = (message: SipMessage): string =>
  readable(message, To)?.params.get("tag") ?? "";

/** The dialog that a message which came belongs to: of a request, To is our side; of a response, From. */
export function dialogIdOf(message: SipMessage): DialogId {
  const callId = readable(message, CallId) ?? "";
  const [from, to] = [fromTag(message), toTag(message)];
  return message.kind === "request"
    ? { callId, localTag: to, remoteTag: from }
    : { callId, localTag: from, remoteTag: to };
}

import { fail, ok, type Result } from "#kit/result.ts";
import { type DialogId, dialogIdOf } from "#sip/dialog/dialogId.ts";
import { type Routed, routed } from "#sip/dialog/routeSet.ts";
import { CallId } from "#sip/headers/callId.ts";
import { Contact, firstContact } from "#sip/headers/contact.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { From } from "#sip/headers/from.ts";
import { MaxForwards } from "#sip/headers/maxForwards.ts";
import { RecordRoute } from "#sip/headers/recordRoute.ts";
import { To } from "#sip/headers/to.ts";
import {
  type HeaderLine,
  header,
  readable,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from "#sip/message/message.ts";
import { methodFacts } from "#sip/message/methods.ts";

/** One dialog (RFC 3261 §12), seen from our side. Plain data: URIs and parties are texts. */
export interface Dialog extends DialogId {
  /** The From and To texts of our requests, tags included. */
  readonly localParty: string;
  readonly remoteParty: string;
  /** Of the request that we last sent; 0 before the first. */
  readonly localSeq: number;
  /** Of the request last admitted; absent before the first. */
  readonly remoteSeq?: number;
  /** Where the other side itself can be reached: its last Contact. */
  readonly remoteTarget: string;
  /** URIs of proxies that want to see our requests, next one first. */
  readonly routeSet: readonly string[];
  readonly phase: "early" | "confirmed";
}

/** A request as plain data: the sender still adds Via, and Contact where the method wants it. */
export interface Outline {
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly HeaderLine[];
  /** URI of the next hop (§8.1.2). */
  readonly nextHop: string;
  /** That is a proxy which the dialog's route set or a given Route names, not the target itself. */
  readonly byRoute: boolean;
}

/** The request that a caller's dialogs come from. */
export interface DialogRoot {
  readonly callId: string;
  readonly localTag: string;
  /** Its From text, tag included. */
  readonly localParty: string;
  readonly seq: number;
  /** Its Request-URI: the target until a Contact says better. */
  readonly uri: string;
}

const uris = (message: SipMessage): readonly string[] =>
  (readable(message, RecordRoute) ?? []).map(({ uri }) => uri);

const contactOf = (message: SipMessage): string | undefined =>
  firstContact(readable(message, Contact))?.uri;

/** §12.1.2: what the response to our request made. A missing Contact is forgiven: many a 180 has none. */
export function callerDialog(root: DialogRoot, response: SipResponse): Dialog {
  const { callId, localTag, localParty } = root;
  return {
    callId,
    localTag,
    remoteTag: dialogIdOf(response).remoteTag,
    localParty,
    remoteParty: response.lines(To.name)[0] ?? "",
    localSeq: root.seq,
    remoteTarget: contactOf(response) ?? root.uri,
    routeSet: uris(response).toReversed(), // the last proxy is the caller's first
    phase: response.status < 200 ? "early" : "confirmed",
  };
}

/** §12.1.1: what a request to us makes, answered with that tag. Callers of RFC 2543 have no Contact: they are where From says. */
export function calledDialog(request: SipRequest, localTag: string): Result<Dialog> {
  const remoteTarget = contactOf(request) ?? readable(request, From)?.uri;
  if (remoteTarget === undefined) return fail("sip.noContact", request.method);
  const toText = request.lines(To.name)[0] ?? "";
  return ok({
    callId: readable(request, CallId) ?? "",
    localTag,
    remoteTag: dialogIdOf(request).remoteTag,
    localParty: `${bracketed(toText)};tag=${localTag}`,
    remoteParty: request.lines(From.name)[0] ?? "",
    localSeq: 0,
    remoteSeq: readable(request, CSeq)?.number ?? 0,
    remoteTarget,
    routeSet: uris(request),
    phase: "early",
  });
}

/** `sip:a@b` alone would take our tag for a parameter of the URI. */
const bracketed = (party: string): string => (party.includes("<") ? party : `<${party}>`);

/** §13.2.2.4: the 2xx decides route set and target anew; counts go on. */
export function confirmed(dialog: Dialog, root: DialogRoot, response: SipResponse): Dialog {
  const { localSeq, remoteSeq } = dialog;
  const made = callerDialog(root, response);
  const remoteTarget = contactOf(response) ?? dialog.remoteTarget;
  return { ...made, remoteTarget, localSeq, ...(remoteSeq === undefined ? {} : { remoteSeq }) };
}

/** The next request within the dialog (§12.2.1.1), and the dialog after it. */
export function nextRequest(dialog: Dialog, method: string): readonly [Dialog, Outline] {
  const localSeq = dialog.localSeq + 1;
  return [{ ...dialog, localSeq }, outlined(dialog, method, localSeq)];
}

/** §13.2.2.4: the ACK of a 2xx has the number of its INVITE, and counts for nothing. */
export const ackOf = (dialog: Dialog, inviteSeq: number): Outline =>
  outlined(dialog, "ACK", inviteSeq);

function outlined(dialog: Dialog, method: string, number: number): Outline {
  const { uri, route, nextHop } = routeOf(dialog);
  const headers = [
    ...route,
    header(MaxForwards, 70),
    { name: From.name, text: dialog.localParty },
    { name: To.name, text: dialog.remoteParty },
    header(CallId, dialog.callId),
    header(CSeq, { number, method }),
  ];
  return { method, uri, headers, nextHop, byRoute: dialog.routeSet.length > 0 };
}

const routeOf = ({ remoteTarget, routeSet }: Dialog): Routed => routed(remoteTarget, routeSet);

/**
 * Takes in a request that came within the dialog (§12.2.2): its number must be above the last one
 * (`sip.outOfOrder`, a 500), and the target moves where the method moves it. ACK has no say.
 */
export function admit(dialog: Dialog, request: SipRequest): Result<Dialog> {
  if (request.method === "ACK" || request.method === "CANCEL") return ok(dialog);
  const number = readable(request, CSeq)?.number ?? 0;
  if (dialog.remoteSeq !== undefined && number <= dialog.remoteSeq)
    return fail("sip.outOfOrder", `${number} after ${dialog.remoteSeq}`);
  return ok(refreshTarget({ ...dialog, remoteSeq: number }, request, request.method));
}

/** §12.2.1.2, §12.2.2: a request that refreshes the target, or the 2xx to one of ours, brings a new Contact. */
export function refreshTarget(dialog: Dialog, message: SipMessage, method: string): Dialog {
  const remoteTarget = contactOf(message);
  return remoteTarget === undefined || !methodFacts(method).refreshesTarget
    ? dialog
    : { ...dialog, remoteTarget };
}

import type { WallTime } from "#kit/time.ts";
import type { NameAddr } from "#sip/message/nameAddr.ts";
import { sameUri } from "#sip/message/sameUri.ts";
import { formatUri, parseUri } from "#sip/message/uri.ts";
import type { Flow } from "#sip/transport/flow.ts";

/**
 * sip/registrar: where devices may be found until when (RFC 3261 §10.3). A pure function over plain
 * lists; who may register and where lists are kept is its caller's.
 *
 * A binding is plain JSON: it is kept over restarts.
 */
export interface Binding {
  /** The contact's URI as it came. */
  readonly contact: string;
  /** The URIs of RFC 3327 Path, first hop first: the Route of what is sent there. */
  readonly path: readonly string[];
  /** What it came along, and what reaches the device through its NAT. */
  readonly flow: Flow;
  /** 0 … 1; higher is tried first. */
  readonly q: number;
  readonly expires: WallTime;
  readonly callId: string;
  readonly cseq: number;
  /** RFC 5626: which device and which of its flows; both or neither count. */
  readonly instanceId?: string;
  readonly regId?: number;
  readonly userAgent?: string;
}

/** The bindings that still hold. */
export const current = (bindings: readonly Binding[], now: WallTime): readonly Binding[] =>
  bindings.filter(({ expires }) => expires > now);

/** What RFC 5626 §4.2 puts into a contact: `+sip.instance` without its brackets, and `reg-id`. */
export function outboundIds({ params }: NameAddr): Pick<Binding, "instanceId" | "regId"> {
  const instanceId = params.get("+sip.instance")?.replace(/^<(.*)>$/, "$1");
  const regId = params.get("reg-id");
  return {
    ...(instanceId ? { instanceId } : {}),
    ...(regId !== undefined && /^[1-9]\d{0,8}$/.test(regId) ? { regId: Number(regId) } : {}),
  };
}

/** The binding this contact renews: the same flow of the same device (RFC 5626 §6), else an equal URI (§10.3). */
export function bindingOf(bindings: readonly Binding[], contact: NameAddr): Binding | undefined {
  const { instanceId, regId } = outboundIds(contact);
  if (instanceId !== undefined && regId !== undefined)
    return bindings.find((one) => one.instanceId === instanceId && one.regId === regId);
  const uri = parseUri(contact.uri);
  return bindings.find((one) => {
    const other = parseUri(one.contact);
    return uri.ok && other.ok ? sameUri(uri.value, other.value) : one.contact === contact.uri;
  });
}

/**
 * One telephone that writes where its router shows it, before and after the router forgot: alike but
 * for host and port, with the Call-ID that all of one boot share (§10.2.4), or of one instance. Who
 * comes from the same place as before has not moved, and adds a contact (RFC 3665 §2.2).
 */
export function isMoved(before: Binding, now: Binding): boolean {
  if (before.regId !== undefined || now.regId !== undefined) return false; // bindingOf knows those
  const isSame =
    before.instanceId === undefined && now.instanceId === undefined
      ? before.callId === now.callId && before.cseq < now.cseq
      : before.instanceId === now.instanceId;
  const comesFromElsewhere = placeOf(before.flow) !== placeOf(now.flow);
  return comesFromElsewhere && isSame && placeless(before.contact) === placeless(now.contact);
}

const placeOf = ({ remote: { host, port } }: Flow): string => `${host}:${port}`;

function placeless(contact: string): string {
  const uri = parseUri(contact);
  if (!uri.ok) return contact;
  const { port: _, ...rest } = uri.value;
  return formatUri({ ...rest, host: "anywhere.invalid" });
}

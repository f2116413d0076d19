import { type Problem, problem } from "#kit/problem.ts";
import { type Millis, type WallTime, wallTime } from "#kit/time.ts";
import { CallId } from "#sip/headers/callId.ts";
import { Contact, expiresParam, qParam } from "#sip/headers/contact.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { Expires } from "#sip/headers/expires.ts";
import { MinExpires } from "#sip/headers/minExpires.ts";
import { Path } from "#sip/headers/path.ts";
import { Require, Unsupported } from "#sip/headers/require.ts";
import { Supported } from "#sip/headers/supported.ts";
import { Via } from "#sip/headers/via.ts";
import {
  type HeaderLine,
  header,
  readable,
  type SipRequest,
  type SipResponse,
} from "#sip/message/message.ts";
import type { NameAddr } from "#sip/message/nameAddr.ts";
import { respond } from "#sip/message/response.ts";
import { parseUri } from "#sip/message/uri.ts";
import { type Binding, bindingOf, current, isMoved, outboundIds } from "#sip/registrar/binding.ts";
import type { Flow } from "#sip/transport/flow.ts";

/** What registering takes from outside. */
export interface RegistrarFacts {
  readonly now: WallTime;
  readonly flow: Flow;
  readonly toTag: string;
  /** Below: 423. Above: taken down to it. Absent in the request: `usual`. */
  readonly expiry: { readonly least: Millis; readonly usual: Millis; readonly most: Millis };
  /** When there would be more, those that end first are dropped. */
  readonly mostBindings: number;
}

/** The bindings as they now are, and the answer. */
export type Registered = readonly [bindings: readonly Binding[], response: SipResponse];

/** Why a REGISTER is refused whole: nothing of it is done (§10.3 step 7). */
interface Refusal {
  readonly status: number;
  readonly problem: Problem;
  readonly headers?: readonly HeaderLine[];
}

const refusal = (status: number, code: string, detail: string): Refusal => ({
  status,
  problem: problem(code, detail),
});

/**
 * A REGISTER of somebody who has been authenticated for the address of record whose bindings these
 * are (RFC 3261 §10.3 from step 5 on; Path by RFC 3327, flows by RFC 5626).
 */
export function register(
  bindings: readonly Binding[],
  request: SipRequest,
  facts: RegistrarFacts,
): Registered {
  const before = current(bindings, facts.now);
  const asked = readAsked(request);
  if ("status" in asked) return refused(before, request, facts, asked);
  const after = applied(before, asked, facts);
  return "status" in after
    ? refused(before, request, facts, after)
    : [after, welcome(after, request, asked, facts)];
}

const refused = (
  bindings: readonly Binding[],
  request: SipRequest,
  { toTag }: RegistrarFacts,
  { status, headers = [] }: Refusal,
): Registered => [bindings, respond(request, status, { toTag, headers })];

/** A REGISTER as values. */
interface Asked {
  readonly contacts: "*" | readonly NameAddr[];
  /** The Expires header, in seconds. */
  readonly expires: number | undefined;
  readonly callId: string;
  readonly cseq: number;
  readonly path: readonly string[];
  readonly outbound: boolean;
  readonly userAgent: string | undefined;
}

const understood = new Set(["path", "outbound", "gruu"]);

function readAsked(request: SipRequest): Asked | Refusal {
  const missing = (readable(request, Require) ?? []).filter(
    (tag) => !understood.has(tag.toLowerCase()),
  );
  if (missing.length > 0)
    return {
      ...refusal(420, "sip.badExtension", missing.join()),
      headers: [header(Unsupported, missing)],
    };
  const contacts = request.get(Contact);
  const path = request.get(Path);
  if (!contacts.ok) return { status: 400, problem: contacts.problem };
  if (!path.ok) return { status: 400, problem: path.problem };
  const asked = {
    contacts: contacts.value ?? [],
    expires: readable(request, Expires),
    callId: readable(request, CallId) ?? "",
    cseq: readable(request, CSeq)?.number ?? 0,
    path: (path.value ?? []).map(({ uri }) => uri),
    outbound: readable(request, Supported)?.includes("outbound") ?? false,
    userAgent: request.lines("User-Agent")[0],
  };
  return unfit(asked, request) ?? asked;
}

function unfit(
  { contacts, expires, path, outbound }: Asked,
  request: SipRequest,
): Refusal | undefined {
  if (contacts === "*")
    return expires === 0 ? undefined : refusal(400, "sip.badWildcard", "* needs Expires: 0"); // §10.2.2
  if (contacts.some(({ uri }) => !isSip(uri)))
    return refusal(400, "sip.badContact", "only sip and sips contacts can be rung");
  // RFC 5626 §6: a flow is the device's own only if the first proxy keeps it (ob)
  const wantsFlow =
    outbound && contacts.some((contact) => outboundIds(contact).regId !== undefined);
  const far = (readable(request, Via)?.length ?? 1) > 1;
  return wantsFlow && far && !/;ob(;|$|=)/.test(path.at(-1) ?? "")
    ? refusal(439, "sip.noOutbound", "the first hop keeps no flow")
    : undefined;
}

function isSip(text: string): boolean {
  const uri = parseUri(text);
  return uri.ok && uri.value.scheme !== "tel";
}

function applied(
  before: readonly Binding[],
  asked: Asked,
  facts: RegistrarFacts,
): readonly Binding[] | Refusal {
  if (asked.contacts === "*")
    return before.some((binding) => isLate(binding, asked)) ? outOfOrder : [];
  let bindings = before;
  for (const contact of asked.contacts) {
    const next = appliedOne(bindings, contact, asked, facts);
    if ("status" in next) return next;
    bindings = next;
  }
  return newest(bindings, facts.mostBindings);
}

/** A device that comes from a new port each time must not lock itself out: the oldest give way. */
function newest(bindings: readonly Binding[], most: number): readonly Binding[] {
  if (bindings.length <= most) return bindings;
  const kept = new Set(bindings.toSorted((a, b) => b.expires - a.expires).slice(0, most));
  return bindings.filter((binding) => kept.has(binding));
}

/** §10.3 step 7: what is older than the binding must not change it. §12.2.2 has the status. */
const outOfOrder = refusal(500, "sip.registerOutOfOrder", "CSeq is lower than the binding's");

const isLate = (binding: Binding, { callId, cseq }: Asked): boolean =>
  binding.callId === callId && cseq < binding.cseq;

function appliedOne(
  bindings: readonly Binding[],
  contact: NameAddr,
  asked: Asked,
  facts: RegistrarFacts,
): readonly Binding[] | Refusal {
  const old = bindingOf(bindings, contact);
  if (old !== undefined && isLate(old, asked)) return outOfOrder;
  const { least, usual, most } = facts.expiry;
  const wanted = (expiresParam(contact) ?? asked.expires ?? usual / 1000) * 1000;
  if (wanted === 0) return bindings.filter((one) => one !== old);
  if (wanted < least)
    return {
      ...refusal(423, "sip.tooBrief", `${wanted} ms`),
      headers: [header(MinExpires, Math.ceil(least / 1000))],
    };
  const expires = wallTime(facts.now + Math.min(wanted, most));
  const fresh = bindingFrom(contact, expires, asked, facts.flow);
  const replaced = old ?? (asked.contacts.length === 1 && bindings.find((b) => isMoved(b, fresh)));
  return replaced ? bindings.map((one) => (one === replaced ? fresh : one)) : [...bindings, fresh];
}

const bindingFrom = (
  contact: NameAddr,
  expires: WallTime,
  { callId, cseq, path, userAgent }: Asked,
  flow: Flow,
): Binding => ({
  contact: contact.uri,
  path,
  flow,
  q: qParam(contact),
  expires,
  callId,
  cseq,
  ...outboundIds(contact),
  ...(userAgent === undefined ? {} : { userAgent }),
});

/** §10.3 step 8: all bindings with what is left of them. */
function welcome(
  bindings: readonly Binding[],
  request: SipRequest,
  asked: Asked,
  { now, toTag }: RegistrarFacts,
): SipResponse {
  const lines = bindings.map((binding) => header(Contact, [contactOf(binding, now)]));
  const path = request.lines("Path").map((text) => ({ name: "Path", text })); // RFC 3327 §5.3
  const kept =
    asked.outbound &&
    bindings.some(({ regId, cseq }) => regId !== undefined && cseq === asked.cseq);
  const outbound = kept ? [header(Require, ["outbound"])] : []; // RFC 5626 §6
  return respond(request, 200, { toTag, headers: [...lines, ...path, ...outbound] });
}

function contactOf({ contact, q, expires, instanceId, regId }: Binding, now: WallTime): NameAddr {
  const params = new Map([["expires", String(Math.ceil((expires - now) / 1000))]]);
  if (q !== 1) params.set("q", String(q));
  if (instanceId !== undefined) params.set("+sip.instance", `<${instanceId}>`);
  if (regId !== undefined) params.set("reg-id", String(regId));
  return { uri: contact, params };
}

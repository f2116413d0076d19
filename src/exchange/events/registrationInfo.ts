import type { LocationChange } from "#exchange/locations.ts";
import type { WallTime } from "#kit/time.ts";
import type { Binding } from "#sip/registrar/binding.ts";

/** Documents of the registration event package (RFC 3680 §5): XML of where a user's servers are. */

/** RFC 3680 §5.1, those that happen here: a binding comes by REGISTER alone, and a refresh that takes nothing away is no event. */
export type ContactEvent = "registered" | "shortened" | "expired" | "deactivated" | "unregistered";

export interface ContactInfo {
  readonly id: string;
  readonly binding: Binding;
  readonly event: ContactEvent;
}

export interface RegistrationInfo {
  /** Address of record: `sip:ada@maple.example`. */
  readonly aor: string;
  /** From 0 on, one more with each document of a subscription. */
  readonly version: number;
  readonly isFull: boolean;
  /** `init`: nobody has registered; `terminated`: the last one has just gone. */
  readonly state: "init" | "active" | "terminated";
  readonly contacts: readonly ContactInfo[];
}

export const registrationType = "application/reginfo+xml";

export function registrationText(info: RegistrationInfo, now: WallTime): string {
  const { aor, version, isFull, state, contacts } = info;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="${version}" state="${isFull ? "full" : "partial"}">`,
    `<registration aor="${escaped(aor)}" id="r" state="${state}">`,
    ...contacts.map((contact) => contactText(contact, now)),
    "</registration>",
    "</reginfo>",
    "",
  ].join("\n");
}

function contactText({ id, binding, event }: ContactInfo, now: WallTime): string {
  const { contact, expires, q, callId, cseq, instanceId, regId } = binding;
  const isActive = event === "registered" || event === "shortened";
  const left = Math.max(0, Math.ceil((expires - now) / 1000));
  const attributes = [
    `id="${id}" state="${isActive ? "active" : "terminated"}" event="${event}"`,
    ...(isActive ? [`expires="${left}"`] : []),
    `q="${q}" callid="${escaped(callId)}" cseq="${cseq}"`,
  ].join(" ");
  const unknown = [
    ["+sip.instance", instanceId === undefined ? undefined : `"<${instanceId}>"`],
    ["reg-id", regId],
  ].flatMap(([name, value]) =>
    value === undefined
      ? []
      : [`<unknown-param name="${name}">${escaped(`${value}`)}</unknown-param>`],
  );
  return [
    `<contact ${attributes}>`,
    `<uri>${escaped(contact)}</uri>`,
    ...unknown,
    "</contact>",
  ].join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (one) => entities[one] ?? "").replace(/[^\t\n\r -￿]/g, "");

/** Why a binding that a subscriber knew is there no more. */
export const goneBy = (
  { expires }: Binding,
  why: LocationChange["why"],
  now: WallTime,
): ContactEvent => (expires <= now ? "expired" : why === "lost" ? "deactivated" : "unregistered");

/**
 * How surely the caller's number is the caller's own, as the account says it: `verstat` beside the
 * identity (3GPP TS 24.229 §7.2A.20, ATIS-1000074), and the level in P-Attestation-Indicator or
 * Attestation-Info. Only an account that the owner believes is asked; a stranger says what it likes.
 */
import type { SipRequest } from "#sip/message/message.ts";
import type { Attested } from "#telephony/directing/facts.ts";

/** Undefined: not verified, or nothing is said of it. */
export function attestationOf(request: SipRequest): Attested | undefined {
  const [identity = request.lines("From")[0] ?? ""] = request.lines("P-Asserted-Identity");
  const said = /;\s*verstat=\s*"?TN-Validation-(Passed|Failed)(?:-([ABC]))?(?![\w-])/i.exec(
    identity,
  );
  if (!said) return undefined;
  if (said[1]?.toLowerCase() === "failed") return "failed";
  const level =
    said[2] ?? levelIn(request, "P-Attestation-Indicator") ?? levelIn(request, "Attestation-Info");
  return (level?.toUpperCase() as Attested | undefined) ?? "A";
}

const levelIn = (request: SipRequest, header: string): string | undefined =>
  /^\s*([ABC])\s*$/i.exec(request.lines(header)[0] ?? "")?.[1];

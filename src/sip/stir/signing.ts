/** Makes what `passport.ts` reads: a PASSporT in full, as one line of Identity (RFC 8224 §6.1, RFC 8225 §9). */
import { base64Url, utf8 } from "#kit/bytes.ts";
import type { SignedIdentity } from "#sip/headers/identity.ts";
import type { Named } from "#sip/stir/passport.ts";

export interface ToSign {
  /** Where the certificate is. */
  readonly x5u: string;
  readonly orig: Named;
  readonly dest: Named;
  /** Seconds since 1970. */
  readonly iat: number;
  /** RFC 8588 §4, §5; without it the PASSporT is of no extension. */
  readonly shaken?: { readonly attest: "A" | "B" | "C"; readonly origid: string };
}

/** `sign`: ES256 over these bytes, 64 bytes. */
export function signedIdentity(
  { x5u, orig, dest, iat, shaken }: ToSign,
  sign: (data: Uint8Array) => Uint8Array,
): SignedIdentity {
  const ppt = shaken && { ppt: "shaken" };
  // keys stand in the order of their letters, and nothing between them
  const header = encoded({ alg: "ES256", ...ppt, typ: "passport", x5u });
  const claims = encoded({
    ...(shaken && { attest: shaken.attest }),
    dest: "tn" in dest ? { tn: [dest.tn] } : { uri: [dest.uri] },
    iat,
    orig: "tn" in orig ? { tn: orig.tn } : { uri: orig.uri },
    ...(shaken && { origid: shaken.origid }),
  });
  const signature = base64Url(sign(utf8(`${header}.${claims}`)));
  return { header, claims, signature, info: x5u, alg: "ES256", ...ppt };
}

const encoded = (value: object): string => base64Url(utf8(JSON.stringify(value)));

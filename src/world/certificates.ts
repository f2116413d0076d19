import type { WallTime } from "#kit/time.ts";

/** One extension (RFC 5280 §4.2): `oid` in dots, `value` its DER. */
export interface CertificateExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** A certificate as it was read: nothing of it is believed yet. */
export interface Certificate {
  /** For people: who it is for. */
  readonly subject: string;
  readonly validFrom: WallTime;
  readonly validTo: WallTime;
  /** Its basic constraints say that it may sign others. */
  readonly isAuthority: boolean;
  readonly extensions: readonly CertificateExtension[];
  /** The other's name is its issuer, and the other's key has signed it. */
  readonly isSignedBy: (other: Certificate) => boolean;
  /** ECDSA on P-256 with SHA-256 (JWS's ES256): `signature` is r and s, 64 bytes. False for a key of another kind. */
  readonly verifiesEs256: (data: Uint8Array, signature: Uint8Array) => boolean;
}

/** A private key as it is pasted (RFC 7468 §10, RFC 5915 §4); line breaks may be lost, as in a field of one line. */
export interface PemKey {
  readonly is: "pkcs8" | "sec1";
  readonly der: Uint8Array;
}

/** Undefined: there is none, or it is encrypted. Other blocks beside it (`EC PARAMETERS`) are passed over. */
export function privateKeyIn(pem: string): PemKey | undefined {
  const found =
    /-----BEGIN (EC )?PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END \1?PRIVATE KEY-----/.exec(pem);
  const base64 = found?.[2]?.replaceAll(/\s/g, "") ?? "";
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const der = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return { is: found?.[1] === undefined ? "pkcs8" : "sec1", der };
}

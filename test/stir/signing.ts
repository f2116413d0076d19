/* A carrier that signs who calls (RFC 8225), and the authority behind its certificate: made anew for each test. */
import "reflect-metadata"; // x509 asks for it
import { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { base64Url, concat, utf8 } from "#kit/bytes.ts";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
x509.cryptoProvider.set(webcrypto as unknown as Parameters<typeof x509.cryptoProvider.set>[0]);

type Keys = Awaited<ReturnType<typeof keysOf>>;
const keysOf = (curve: "P-256" | "P-384") =>
  webcrypto.subtle.generateKey({ name: "ECDSA", namedCurve: curve }, true, ["sign", "verify"]);

export interface Holder {
  readonly certificate: x509.X509Certificate;
  readonly pem: string;
  readonly keys: Keys;
}

export interface Made {
  readonly name?: string;
  readonly by?: Holder;
  readonly from?: string;
  readonly to?: string;
  readonly isAuthority?: boolean;
  readonly pathLength?: number;
  readonly scope?: Uint8Array;
  readonly curve?: "P-256" | "P-384";
  readonly usage?: number;
  readonly more?: readonly x509.Extension[];
}

const { digitalSignature, keyCertSign } = x509.KeyUsageFlags;

/** Signed by itself unless said by whom. */
export async function holder(how: Made = {}): Promise<Holder> {
  const { name = "Somebody", by, isAuthority = false, curve = "P-256", more = [] } = how;
  const keys = await keysOf(curve);
  const usage = how.usage ?? (isAuthority ? keyCertSign : digitalSignature);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: by?.certificate.subject ?? `CN=${name}`,
    notBefore: new Date(how.from ?? "2026-01-01T00:00:00Z"),
    notAfter: new Date(how.to ?? "2028-01-01T00:00:00Z"),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: (by ?? { keys }).keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(isAuthority, how.pathLength, true),
      new x509.KeyUsagesExtension(usage, true),
      ...(how.scope ? [new x509.Extension("1.3.6.1.5.5.7.1.26", false, how.scope)] : []),
      ...more,
    ],
  });
  return { certificate, pem: certificate.toString("pem"), keys };
}

/* TNAuthList (RFC 8226 §9), written by hand: explicit tags around IA5Strings. */

const der = (tag: number, content: Uint8Array): Uint8Array =>
  concat([Uint8Array.of(tag, content.length), content]);
const ia5 = (text: string): Uint8Array => der(22, utf8(text));
export const carrierCode = (code: string): Uint8Array => der(0xa0, ia5(code));
export const oneNumber = (tn: string): Uint8Array => der(0xa2, ia5(tn));
export const numberRange = (start: string, count: number): Uint8Array =>
  der(0xa1, der(0x30, concat([ia5(start), der(2, Uint8Array.of(0, count >> 8, count & 255))])));
export const scopeOf = (...entries: readonly Uint8Array[]): Uint8Array =>
  der(0x30, concat(entries));

export const shakenHeader = (x5u: string): object => ({
  alg: "ES256",
  ppt: "shaken",
  typ: "passport",
  x5u,
});
export const baseHeader = (x5u: string): object => ({ alg: "ES256", typ: "passport", x5u });

const encoded = (value: object): string => base64Url(utf8(JSON.stringify(value)));

/** `header.claims.signature` of these two, in that order of keys. */
export async function token(header: object, claims: object, { keys }: Holder): Promise<string> {
  const signed = `${encoded(header)}.${encoded(claims)}`;
  const how = { name: "ECDSA", hash: "SHA-256" };
  const signature = await webcrypto.subtle.sign(how, keys.privateKey, utf8(signed));
  return `${signed}.${base64Url(new Uint8Array(signature))}`;
}

export interface Said {
  readonly from: string;
  readonly to: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly level?: string;
}

/** The text of an Identity header (RFC 8588). */
export async function shakenIdentity(said: Said, x5u: string, signer: Holder): Promise<string> {
  const { from, to, at, level = "A" } = said;
  const claims = {
    attest: level,
    dest: { tn: [to] },
    iat: at,
    orig: { tn: from },
    origid: "123e4567-e89b-12d3-a456-426655440000",
  };
  const text = await token(shakenHeader(x5u), claims, signer);
  return `${text};info=<${x5u}>;alg=ES256;ppt=shaken`;
}

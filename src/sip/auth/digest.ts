import type { Crypto } from "#world/crypto.ts";

/** The digest algorithms we speak (RFC 8760 §2.1; MD5 for those who need it). */
export type Algorithm = "MD5" | "MD5-sess" | "SHA-256" | "SHA-256-sess";

const known: readonly Algorithm[] = ["MD5", "MD5-sess", "SHA-256", "SHA-256-sess"];

/** By its name in any case; MD5 when there is none (RFC 7616 §3.3). */
export const algorithmOf = (name: string | undefined): Algorithm | undefined =>
  name === undefined ? "MD5" : known.find((algorithm) => algorithm === upper(name));

const upper = (name: string): string => name.toUpperCase().replace("-SESS", "-sess");

/**
 * What a server keeps instead of a password: the hash of user, realm and password, for both
 * families. Lower-case hexadecimal. As good as the password within its realm: keep it secret.
 */
export interface DigestSecrets {
  readonly md5: string;
  readonly sha256: string;
}

export interface Login {
  readonly user: string;
  readonly password: string;
}

export function digestSecrets(hashes: Crypto, realm: string, login: Login): DigestSecrets {
  const text = `${login.user}:${realm}:${login.password}`;
  return { md5: hashes.md5Hex(text), sha256: hashes.sha256Hex(text) };
}

/** All that goes into one response. */
export interface DigestInput {
  readonly algorithm: Algorithm;
  /** That of `DigestSecrets` which fits the algorithm. */
  readonly secret: string;
  readonly nonce: string;
  /** Absent for a server that offers no qop (RFC 2069). `count` has eight hexadecimal digits. */
  readonly qop?: { readonly name: string; readonly count: string; readonly cnonce: string };
  /** Of a -sess algorithm where there is no qop. */
  readonly cnonce?: string | undefined;
  readonly method: string;
  /** The digest-uri as written in the credentials. */
  readonly uri: string;
}

/** The secret of the algorithm's family. */
export const secretFor = (algorithm: Algorithm, { md5, sha256 }: DigestSecrets): string =>
  algorithm.startsWith("MD5") ? md5 : sha256;

/** The response of RFC 7616 §3.4.1, in lower-case hexadecimal. */
export function digestResponse(hashes: Crypto, input: DigestInput): string {
  const { algorithm, nonce, qop, method, uri } = input;
  const hash = (text: string): string =>
    algorithm.startsWith("MD5") ? hashes.md5Hex(text) : hashes.sha256Hex(text);
  const cnonce = qop?.cnonce ?? input.cnonce ?? "";
  const a1 = algorithm.endsWith("-sess")
    ? hash(`${input.secret}:${nonce}:${cnonce}`) // §3.4.2
    : input.secret;
  const a2 = hash(`${method}:${uri}`);
  return qop === undefined
    ? hash(`${a1}:${nonce}:${a2}`)
    : hash(`${a1}:${nonce}:${qop.count}:${qop.cnonce}:${qop.name}:${a2}`);
}

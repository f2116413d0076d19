/** Signed texts (RFC 7515, compact form, EdDSA by RFC 8037): what it says, who signed, over which bytes. */
import { base64Url, fromBase64Url, fromUtf8, utf8 } from "./bytes.ts";
import { fail, ok, type Result } from "./result.ts";

export interface Jws {
  /** The signer's raw Ed25519 key, 32 bytes, as the header has it (`jwk`). It proves nothing by itself. */
  readonly publicKey: Uint8Array;
  readonly payload: unknown;
  /** Exactly the bytes that the signature is over. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Signer {
  readonly publicKey: Uint8Array;
  sign(data: Uint8Array): Uint8Array;
}

export function signJws(payload: unknown, { publicKey, sign }: Signer): string {
  const jwk = { kty: "OKP", crv: "Ed25519", x: base64Url(publicKey) };
  const parts = [{ alg: "EdDSA", jwk }, payload].map((part) => textOf(part));
  const signed = parts.join(".");
  return `${signed}.${base64Url(sign(utf8(signed)))}`;
}

const textOf = (part: unknown): string => base64Url(utf8(JSON.stringify(part)));

const longest = 65_536;

/** Reads it; the signature is yet to be checked. */
export function readJws(text: string): Result<Jws> {
  const [head = "", body = "", last = "", ...more] =
    text.length > longest ? [] : text.trim().split(".");
  const [header, payload, signature] = [jsonOf(head), jsonOf(body), fromBase64Url(last)];
  const publicKey = keyOf(header);
  if (more.length > 0 || payload === undefined || signature?.length !== 64)
    return fail("jws.malformed", "no compact JWS");
  if (publicKey === undefined) return fail("jws.badHeader", "wants EdDSA and an Ed25519 `jwk`");
  return ok({ publicKey, payload, signed: utf8(`${head}.${body}`), signature });
}

function jsonOf(text: string): unknown {
  const bytes = fromBase64Url(text);
  try {
    return bytes === undefined ? undefined : (JSON.parse(fromUtf8(bytes)) as unknown);
  } catch {
    return undefined;
  }
}

interface Header {
  readonly alg?: unknown;
  readonly crit?: unknown;
  readonly jwk?: { readonly kty?: unknown; readonly crv?: unknown; readonly x?: unknown };
}

/** What a header says is critical and we do not know makes all of it void (§4.1.11). */
function keyOf(header: unknown): Uint8Array | undefined {
  const { alg, crit, jwk } = (header ?? {}) as Header;
  if (alg !== "EdDSA" || crit !== undefined || jwk?.kty !== "OKP" || jwk.crv !== "Ed25519")
    return undefined;
  const key = typeof jwk.x === "string" ? fromBase64Url(jwk.x) : undefined;
  return key?.length === 32 ? key : undefined;
}

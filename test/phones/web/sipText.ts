import { createHash, randomBytes } from "node:crypto";

/* SIP as lines of text, for a telephone that shares no code with sip/: it reads what it must. */

/** One message; `start` is its first line. */
export interface SipText {
  readonly start: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export function readSip(text: string): SipText {
  const end = text.indexOf("\r\n\r\n");
  const [start = "", ...lines] = text.slice(0, end).split("\r\n");
  const headers = lines.map((line): readonly [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { start, headers, body: text.slice(end + 4) };
}

export const writeSip = (
  start: string,
  headers: readonly (readonly [string, string])[],
  body = "",
): string => {
  const all = [...headers, ["Content-Length", String(Buffer.byteLength(body))] as const];
  return `${[start, ...all.map(([name, value]) => `${name}: ${value}`)].join("\r\n")}\r\n\r\n${body}`;
};

export const all = ({ headers }: SipText, name: string): readonly string[] =>
  headers.filter(([one]) => one === name).map(([, value]) => value);
export const first = (message: SipText, name: string): string => all(message, name)[0] ?? "";

export const token = (): string => randomBytes(8).toString("hex");

export interface Login {
  readonly user: string;
  readonly password: string;
}

/** Credentials for the first challenge of a 401 that can be met (RFC 8760); SHA-256 or MD5 with qop. */
export function credentials(refusal: SipText, method: string, uri: string, login: Login): string {
  const challenge = all(refusal, "www-authenticate").find((one) => /SHA-256|MD5/.test(one)) ?? "";
  const said = (name: string): string =>
    new RegExp(`${name}="?([^",]+)"?`).exec(challenge)?.[1] ?? "";
  const algorithm = said("algorithm");
  const hash = (text: string): string =>
    createHash(algorithm === "SHA-256" ? "sha256" : "md5")
      .update(text)
      .digest("hex");
  const [realm, nonce, cnonce, count] = [said("realm"), said("nonce"), token(), "00000001"];
  const secret = hash(`${login.user}:${realm}:${login.password}`);
  const response = hash(`${secret}:${nonce}:${count}:${cnonce}:auth:${hash(`${method}:${uri}`)}`);
  const known = `username="${login.user}", realm="${realm}", nonce="${nonce}", uri="${uri}"`;
  return `Digest ${known}, algorithm=${algorithm}, qop=auth, nc=${count}, cnonce="${cnonce}", response="${response}"`;
}

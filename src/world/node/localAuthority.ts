import {
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from "node:crypto";
import { isIP } from "node:net";
import type { TlsIdentity } from "#world/network.ts";
import {
  addressOctets,
  bits,
  explicit,
  identifier,
  implicit,
  integer,
  octets,
  printable,
  sequence,
  set,
  time,
  yes,
} from "#world/node/der.ts";

/**
 * A certificate authority of one's own, made at first start: a browser gives a microphone only
 * over HTTPS, and a telephone at home has no public name. The owner installs the authority once.
 */
export interface LocalAuthority {
  /** PEM, to install in browsers and phones. */
  readonly certificate: string;
  /** PEM; stays in the data folder. */
  readonly key: string;
}

const authorityName = "Ringwise at home";
const day = 24 * 3600_000;

/** Ten years, may sign nothing but leaf certificates. */
export function makeAuthority(now: number): LocalAuthority {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const certificate = signed(keys.privateKey, {
    subject: authorityName,
    key: keys.publicKey,
    from: now - day,
    to: now + 3650 * day,
    extensions: [
      critical("2.5.29.19", sequence(yes, integer(0))), // basic constraints: an authority over leaves
      critical("2.5.29.15", bits(Buffer.of(0b0000_0110), 1)), // key usage: certificates and their lists
    ],
  });
  return { certificate, key: pem(keys.privateKey) };
}

/** A server certificate for these host names and addresses, for 397 days: browsers refuse more. */
export function issue(
  authority: LocalAuthority,
  hosts: readonly string[],
  now: number,
): TlsIdentity {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const certificate = signed(createPrivateKey(authority.key), {
    subject: "Ringwise",
    key: keys.publicKey,
    from: now - day,
    to: now + 397 * day,
    extensions: [
      critical("2.5.29.19", sequence()), // basic constraints: no authority
      critical("2.5.29.15", bits(Buffer.of(0b1000_0000), 7)), // key usage: signatures
      extension("2.5.29.37", sequence(identifier("1.3.6.1.5.5.7.3.1"))), // of TLS servers
      extension("2.5.29.17", sequence(...hosts.map(alternativeName))),
    ],
  });
  return { certificate: `${certificate}\n${authority.certificate}\n`, key: pem(keys.privateKey) };
}

/** When a certificate ends, as a wall time in ms. */
export const endOf = (certificate: string): number =>
  Date.parse(new X509Certificate(certificate).validTo);

interface Certified {
  readonly subject: string;
  readonly key: KeyObject;
  readonly from: number;
  readonly to: number;
  readonly extensions: readonly Buffer[];
}

const ecdsaWithSha256 = sequence(identifier("1.2.840.10045.4.3.2"));

/** A certificate of version 3, by our authority, as PEM (RFC 5280 §4.1). */
function signed(by: KeyObject, { subject, key, from, to, extensions }: Certified): string {
  const certificate = sequence(
    explicit(0, integer(2)),
    integer(1, ...randomBytes(16)), // §4.1.2.2: a positive serial number that nobody guesses
    ecdsaWithSha256,
    commonName(authorityName),
    sequence(time(from), time(to)),
    commonName(subject),
    key.export({ type: "spki", format: "der" }),
    explicit(3, sequence(...extensions)),
  );
  const signature = sign("sha256", certificate, by);
  const whole = sequence(certificate, ecdsaWithSha256, bits(signature)).toString("base64");
  const lines = whole.match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----"].join("\n");
}

const commonName = (name: string): Buffer =>
  sequence(set(sequence(identifier("2.5.4.3"), printable(name))));

const extension = (id: string, content: Buffer): Buffer =>
  sequence(identifier(id), octets(content));
const critical = (id: string, content: Buffer): Buffer =>
  sequence(identifier(id), yes, octets(content));

/** A host name or an IP address (RFC 5280 §4.2.1.6). */
const alternativeName = (host: string): Buffer =>
  isIP(host) === 0 ? implicit(2, Buffer.from(host)) : implicit(7, addressOctets(host));

const pem = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();

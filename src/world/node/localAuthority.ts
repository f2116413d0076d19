import "reflect-metadata"; // x509 asks for it
import { webcrypto } from "node:crypto";
import { isIP } from "node:net";
import * as x509 from "@peculiar/x509";
import type { TlsIdentity } from "#world/network.ts";

/**
 * A certificate authority of one's own, made at first start: a browser gives a microphone only
 * over HTTPS, and a telephone at home has no public name. The owner installs the authority once.
 * Loaded only when something is to be made: the library is a tenth of a second.
 */
export interface LocalAuthority {
  /** PEM, to install in browsers and phones. */
  readonly certificate: string;
  /** PEM; stays in the data folder. */
  readonly key: string;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const day = 24 * 3600_000;

/** Ten years, may sign nothing but leaf certificates. */
export async function makeAuthority(now: number): Promise<LocalAuthority> {
  const keys = await newKeys();
  const { cRLSign, keyCertSign } = x509.KeyUsageFlags;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Ringwise at home",
    notBefore: new Date(now - day),
    notAfter: new Date(now + 3650 * day),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(keyCertSign | cRLSign, true),
    ],
  });
  return { certificate: certificate.toString("pem"), key: await pem(keys.privateKey) };
}

/** A server certificate for these host names and addresses, for 397 days: browsers refuse more. */
export async function issue(
  authority: LocalAuthority,
  hosts: readonly string[],
  now: number,
): Promise<TlsIdentity> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    subject: "CN=Ringwise",
    issuer: new x509.X509Certificate(authority.certificate).subject,
    notBefore: new Date(now - day),
    notAfter: new Date(now + 397 * day),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: await signingKey(authority),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(hosts.map(alternativeName)),
    ],
  });
  const chain = `${certificate.toString("pem")}\n${authority.certificate}\n`;
  return { certificate: chain, key: await pem(keys.privateKey) };
}

/** A host name or an IP address (RFC 5280 §4.2.1.6). */
function alternativeName(host: string): x509.JsonGeneralNames[number] {
  if (isIP(host) === 0) return { type: "dns", value: host };
  return { type: "ip", value: isIP(host) === 6 ? inHexadecimal(host) : host };
}

/** The library misreads an IPv6 address that ends in dotted decimals (RFC 4291 §2.2). */
const inHexadecimal = (six: string): string => new URL(`http://[${six}]`).hostname.slice(1, -1);

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);

const signingKey = ({ key }: LocalAuthority): Promise<webcrypto.CryptoKey> =>
  webcrypto.subtle.importKey("pkcs8", x509.PemConverter.decodeFirst(key), algorithm, false, [
    "sign",
  ]);

const pem = async (key: webcrypto.CryptoKey): Promise<string> =>
  x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");

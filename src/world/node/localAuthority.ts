import "reflect-metadata"; // x509 asks for it
import { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import type { TlsIdentity } from "#world/network.ts";

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

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const day = 24 * 3600_000;

const pem = async (key: webcrypto.CryptoKey): Promise<string> =>
  x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");

const newKeys = () => webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);

/** Ten years, may sign nothing but leaf certificates. */
export async function makeAuthority(now: number): Promise<LocalAuthority> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Ringwise at home",
    notBefore: new Date(now - day),
    notAfter: new Date(now + 3650 * day),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
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
  const issuer = new x509.X509Certificate(authority.certificate);
  const signingKey = await webcrypto.subtle.importKey(
    "pkcs8",
    x509.PemConverter.decodeFirst(authority.key),
    algorithm,
    false,
    ["sign"],
  );
  const keys = await newKeys();
  const names = hosts.map((value) => ({ type: isAddress(value) ? "ip" : "dns", value }) as const);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: "CN=Ringwise",
    issuer: issuer.subject,
    notBefore: new Date(now - day),
    notAfter: new Date(now + 397 * day),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names),
    ],
  });
  const chain = `${certificate.toString("pem")}\n${authority.certificate}\n`;
  return { certificate: chain, key: await pem(keys.privateKey) };
}

const isAddress = (host: string): boolean => /^[\d.]+$/.test(host) || host.includes(":");

/** When a certificate ends, as a wall time in ms. */
export const endOf = (certificate: string): number =>
  new x509.X509Certificate(certificate).notAfter.getTime();

import { createHash, X509Certificate } from "node:crypto";

/** How a TLS peer's key is named: SHA-256 of its SubjectPublicKeyInfo in DER, base64url (as RFC 7469 §2.4 pins keys). */
export const keyNameOf = (certificate: string | X509Certificate): string => {
  const { publicKey } =
    typeof certificate === "string" ? new X509Certificate(certificate) : certificate;
  const der = publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(der).digest("base64url");
};

import { verify, X509Certificate } from "node:crypto";
import { fromUtf8 } from "#kit/bytes.ts";
import { objectId, onlyValue, readDer } from "#kit/der.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { wallTime } from "#kit/time.ts";
import type { Certificate, CertificateExtension } from "#world/certificates.ts";

const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const mostCertificates = 500;

/** PEM texts after one another, else one certificate in DER. */
export function readCertificates(data: Uint8Array): Result<readonly Certificate[]> {
  const texts = fromUtf8(data).match(pem);
  if (texts && texts.length > mostCertificates)
    return fail("world.tooManyCertificates", String(texts.length));
  try {
    return ok((texts ?? [data]).map((one) => certificate(new X509Certificate(one))));
  } catch {
    return fail("world.badCertificate", `${data.length} bytes that are no certificate`);
  }
}

/** What `isSignedBy` is handed is one of ours. */
const originals = new WeakMap<Certificate, X509Certificate>();

function certificate(read: X509Certificate): Certificate {
  const key = read.publicKey;
  const isP256 = key.asymmetricKeyDetails?.namedCurve === "prime256v1";
  const made: Certificate = {
    subject: read.subject.replaceAll("\n", ", "),
    validFrom: wallTime(read.validFromDate.getTime()),
    validTo: wallTime(read.validToDate.getTime()),
    isAuthority: read.ca,
    extensions: extensionsOf(read.raw),
    isSignedBy(other) {
      const issuer = originals.get(other);
      return issuer !== undefined && read.checkIssued(issuer) && read.verify(issuer.publicKey);
    },
    verifiesEs256: (bytes, signature) =>
      isP256 && verify("sha256", bytes, { key, dsaEncoding: "ieee-p1363" }, signature),
  };
  originals.set(made, read);
  return made;
}

const sequence = 0x30;
const [context3, boolean, oid, octets] = [0xa3, 1, 6, 4];

/** RFC 5280 §4.1: the extensions are the field with the tag [3]. `X509Certificate` shows only some of them. */
function extensionsOf(der: Uint8Array): readonly CertificateExtension[] {
  const [toBeSigned] = readDer(onlyValue(der, sequence) ?? none) ?? [];
  const field = readDer(toBeSigned?.content ?? none)?.find(({ tag }) => tag === context3);
  const list = readDer(onlyValue(field?.content ?? none, sequence) ?? none) ?? [];
  return list.map(({ content }) => {
    const parts = readDer(content) ?? [];
    const value = parts.find(({ tag }) => tag === octets)?.content ?? none;
    const name = parts.find(({ tag }) => tag === oid)?.content ?? none;
    const critical = parts.some(({ tag, content: [flag] }) => tag === boolean && flag !== 0);
    return { oid: objectId(name), critical, value: new Uint8Array(value) };
  });
}
const none = new Uint8Array();

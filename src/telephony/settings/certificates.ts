/** Certificates as they are pasted into a document: PEM texts (RFC 7468 §5), each of them one of X.509 by its frame. */
import { z } from "zod";
import { onlyValue, readDer } from "#kit/der.ts";

const [sequence, bitString] = [0x30, 3];

/**
 * Whether what stands between every BEGIN and END is framed as a certificate is: to be signed,
 * algorithm, signature (RFC 5280 §4.1). Who reads it for use knows more.
 */
function holdsCertificates(pem: string): boolean {
  const bodies = pem.split(/-----(?:BEGIN|END) CERTIFICATE-----/).filter((_, i) => i % 2 === 1);
  return bodies.length > 0 && bodies.every((body) => isFramed(body.replaceAll(/\s/g, "")));
}

function isFramed(base64: string): boolean {
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return false;
  const der = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const parts = readDer(onlyValue(der, sequence) ?? new Uint8Array()) ?? [];
  return String(parts.map(({ tag }) => tag)) === String([sequence, sequence, bitString]);
}

const saysSo = { code: "invalid_format", format: "pem", message: "holds no certificate" } as const;

const inPem = (longest: number, shape: RegExp) =>
  z
    .string()
    .max(longest)
    .regex(shape)
    .superRefine((text, { addIssue }) => {
      if (shape.test(text) && !holdsCertificates(text)) addIssue(saysSo);
    });

export const certificate = inPem(
  16_384,
  /^\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/,
);

/** One after another. */
export const certificates = inPem(
  400_000,
  /^\s*(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/,
);

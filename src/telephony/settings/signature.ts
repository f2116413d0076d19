/** With what calls that go out through an account are signed, where the owner has a certificate for it (RFC 8224, RFC 8588). */
import { z } from "zod";
import { type DerValue, objectId, onlyValue, readDer } from "#kit/der.ts";
import { privateKeyIn } from "#kit/pem.ts";
import { record } from "./words.ts";

const [sequence, octets, oid, context0] = [0x30, 4, 6, 0xa0];
const [elliptic, p256] = ["1.2.840.10045.2.1", "1.2.840.10045.3.1.7"];
const none = new Uint8Array();

/** Whether it is framed as a key on P-256 is: PKCS #8 (RFC 5958 §2) or SEC 1 (RFC 5915 §3). Who signs with it knows more. */
function holdsKey(pem: string): boolean {
  const found = privateKeyIn(pem);
  const parts = readDer(onlyValue(found?.der ?? none, sequence) ?? none) ?? [];
  if (found?.is === "sec1") return isP256(parts, contentOf(parts, context0));
  const curve = readDer(contentOf(parts, sequence)) ?? [];
  const [kind, named] = curve.map((one) => (one.tag === oid ? objectId(one.content) : ""));
  const inner = readDer(onlyValue(contentOf(parts, octets), sequence) ?? none) ?? [];
  return kind === elliptic && named === p256 && contentOf(inner, octets).length === 32;
}

const isP256 = (parts: readonly DerValue[], curve: Uint8Array): boolean =>
  contentOf(parts, octets).length === 32 && objectId(onlyValue(curve, oid) ?? none) === p256;

const contentOf = (parts: readonly DerValue[], tag: number): Uint8Array =>
  parts.find((one) => one.tag === tag)?.content ?? none;

const saysSo = {
  code: "invalid_format",
  format: "pem",
  message: "holds no private key on P-256, or an encrypted one",
} as const;

const key = z
  .string()
  .min(1)
  .max(4096)
  .superRefine((pem, { addIssue }) => {
    if (!holdsKey(pem)) addIssue(saysSo);
  })
  .meta({
    secret: true,
    description:
      'PEM; the private key on P-256 that belongs to the certificate; reads as `{"set": true}`, and so sent back is kept',
  });

export const signature = record({
  secret: key,
  certificate: z
    .string()
    .max(1000)
    .regex(/^https:\/\/[A-Za-z0-9[][^\s<>"@]*$/i)
    .meta({ description: "where whoever is called finds the certificate: an address by https" }),
  attest: z.enum(["A", "B", "C"]).exactOptional().meta({
    description:
      "how surely the number is the caller's (`shaken`, RFC 8588); without it that is not said (RFC 8225)",
  }),
  origid: z.uuid().exactOptional().meta({
    description: "by which the signer knows who called; default: one made of the account's `id`",
  }),
});
export type Signature = z.output<typeof signature>;

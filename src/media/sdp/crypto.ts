import { base64 } from "#kit/bytes.ts";
import type { AgreedCrypto } from "#media/sdp/agreed.ts";
import type { CryptoLine } from "#media/sdp/description.ts";

/**
 * a=crypto (RFC 4568): keys for SRTP in the signalling. Each side says the key of what it sends.
 * Lines that we could not obey to the letter (an MKI, unknown session parameters) are not chosen.
 */
const suites: readonly AgreedCrypto["suite"][] = [
  "AES_CM_128_HMAC_SHA1_80",
  "AES_CM_128_HMAC_SHA1_32",
];
/** 16 octets of key and 14 of salt. */
export const CRYPTO_KEY_BYTES = 30;
/** 30 octets are 40 digits of base64 without padding. */
const INLINE = /^inline:([A-Za-z0-9+/]{40})(?:\|(?:2\^\d{1,2}|\d{1,15}))?$/;

/** Our lines for an offer or an answer: one a suite, best first. `freshKey` gives 30 unguessable octets. */
export const cryptoLines = (freshKey: () => Uint8Array): CryptoLine[] =>
  suites.map((suite, i) => ({
    tag: i + 1,
    suite,
    key: `inline:${base64(freshKey().subarray(0, CRYPTO_KEY_BYTES))}`,
  }));

/** Answering: the first of their lines for which we have a key; its tag is kept (§5.1.2). */
export function answerCrypto(
  theirs: readonly CryptoLine[],
  ours: readonly CryptoLine[],
): { readonly line: CryptoLine; readonly agreed: AgreedCrypto } | undefined {
  for (const their of theirs) {
    const our = ours.find(({ suite }) => suite === their.suite);
    const agreed = our && agreedKeys(our, their);
    if (agreed) return { line: { tag: their.tag, suite: our.suite, key: our.key }, agreed };
  }
  return undefined;
}

/** Answered: the one line they kept of ours, with their own key in it (§5.1.3). */
export function answeredCrypto(
  ours: readonly CryptoLine[],
  theirs: readonly CryptoLine[],
): AgreedCrypto | undefined {
  const [their] = theirs;
  const our = ours.find(({ tag, suite }) => tag === their?.tag && suite === their.suite);
  return our && their && agreedKeys(our, their);
}

function agreedKeys(our: CryptoLine, their: CryptoLine): AgreedCrypto | undefined {
  const suite = suites.find((name) => name === their.suite);
  const [sends, receives] = [inlineKey(our), inlineKey(their)];
  return suite && sends && receives ? { suite, sends, receives } : undefined;
}

/** Key and salt in base64. A parameter that may be ignored begins with a hyphen (§6.3.7). */
function inlineKey({ key, session }: CryptoLine): string | undefined {
  return session === undefined || session.startsWith("-") ? INLINE.exec(key)?.[1] : undefined;
}

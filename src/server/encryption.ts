export type Encryption = "answered" | "wished" | "required";

/**
 * What the owner's `mustEncrypt` and the way of the signalling make of it: keys are offered where
 * nobody can read them. `protocol`: of the flow or the account, in either case of letters.
 */
export function encryptionFor(mustEncrypt: boolean, protocol: string | undefined): Encryption {
  if (mustEncrypt) return "required";
  return /^(tls|wss)$/i.test(protocol ?? "") ? "wished" : "answered";
}

/**
 * A message as text that its owner may show to others: without what proves who somebody is
 * (RFC 3261 §22, RFC 3329), the keys of media (RFC 4568, RFC 8839) and keys that were pressed, which
 * may be a PIN. Of a body that is no SDP only its length is told.
 */
import { fromUtf8 } from "#kit/bytes.ts";

const removed = "(removed)";
const headers = /^(authorization|proxy-authorization|authentication-info)[ \t]*:.*$/i;
const attributes = /^(a=crypto:\S+ \S+ |a=ice-pwd:|a=key-mgmt:|k=).*$/i;
/** What may be an address up to its host; each character is looked at once, whatever a stranger sends. */
const runs = /[^\s@<>]+@?/g;
const password = /(sips?:[^:;]+):.+@$/i;

/** At most `longest` characters. */
export function withoutSecrets(bytes: Uint8Array, longest: number): string {
  const [head = "", body = ""] = halves(fromUtf8(bytes));
  const lines = unfolded(head).map((line) =>
    line
      .replace(headers, (_, name: string) => `${name}: ${removed}`)
      .replace(runs, (run) => (run.endsWith("@") ? run.replace(password, `$1:${removed}@`) : run)),
  );
  const shown = [...lines, ...(body === "" ? [] : ["", ...bodyLines(head, body)])];
  return shown.join("\n").slice(0, longest);
}

function halves(text: string): readonly string[] {
  const at = /\r?\n\r?\n/.exec(text);
  return at ? [text.slice(0, at.index), text.slice(at.index + at[0].length)] : [text];
}

/** A folded line would hide its rest from the rules. */
const unfolded = (head: string): readonly string[] =>
  head
    .replace(/\r?\n[ \t]+/g, " ")
    .trimEnd()
    .split(/\r?\n/);

function bodyLines(head: string, body: string): readonly string[] {
  const isSdp = /^(content-type|c)[ \t]*:[ \t]*application\/sdp\b/im.test(head);
  if (!isSdp) return [`(${body.length} characters that are no SDP)`];
  return body
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.replace(attributes, `$1${removed}`));
}

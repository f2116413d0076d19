/**
 * %HH in URIs and quoted strings in headers (RFC 3261 §25.1). An escaped octet that is no UTF-8 is
 * kept as a lone surrogate U+DC80…U+DCFF, so that nothing is lost between `unescaped` and `escaped`.
 */
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Undefined when a % is not followed by two hexadecimal digits. */
export function unescaped(text: string): string | undefined {
  if (!text.includes("%")) return text;
  if (/%(?![0-9a-f]{2})/i.test(text)) return undefined;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const octets = Uint8Array.from(run.slice(1).split("%"), (digits) =>
      Number.parseInt(digits, 16),
    );
    try {
      return strict.decode(octets);
    } catch {
      return Array.from(octets, octetAsChar).join("");
    }
  });
}

const octetAsChar = (octet: number): string =>
  String.fromCharCode(octet < 0x80 ? octet : 0xdc00 + octet);

/** Escapes every character but letters, digits, the marks -_.!~*'() and those of `allowed`. */
export function escaped(text: string, allowed: string): string {
  if (/^[\w.-]*$/.test(text)) return text;
  let whole = "";
  for (const char of text)
    whole += /[\w.!~*'()-]/.test(char) || allowed.includes(char) ? char : escapedChar(char);
  return whole;
}

function escapedChar(char: string): string {
  const code = char.charCodeAt(0);
  const isKeptOctet = char.length === 1 && code >= 0xdc80 && code <= 0xdcff;
  const octets = isKeptOctet ? [code - 0xdc00] : encoder.encode(char);
  return Array.from(octets, percent).join("");
}

const percent = (octet: number): string => `%${octet.toString(16).toUpperCase().padStart(2, "0")}`;

/** As a quoted-string. What cannot stand in one (line ends, controls) becomes a blank. */
export const quoted = (text: string): string =>
  `"${text.replace(/\p{Cc}/gu, " ").replace(/["\\]/g, "\\$&")}"`;

/** The inside of a quoted-string, without its quotes, as text. */
export const unquoted = (inside: string): string =>
  inside.includes("\\") ? inside.replace(/\\(.)/gs, "$1") : inside;

/** RFC 3261 §25.1 token. */
export const isToken = (text: string): boolean => /^[\w.!%*+`'~-]+$/.test(text);

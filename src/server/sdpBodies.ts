/** Session descriptions as SIP carries them, and what they name. */
import { fromUtf8 } from "#kit/bytes.ts";
import { fail, type Result } from "#kit/result.ts";
import { type CodecName, codecFormat } from "#media/codec/format.ts";
import type { Description } from "#media/sdp/description.ts";
import { formatDescription } from "#media/sdp/format.ts";
import { parseDescription } from "#media/sdp/parse.ts";
import { type Body, sdpBody } from "#sip/session/session.ts";

export const hasKeys = ({ media }: Description): boolean =>
  media.some(({ cryptos }) => cryptos.length > 0);

/** Those of its sound that are known to anybody here, best first. */
export function codecsIn({ media }: Description): readonly CodecName[] {
  const audio = media.find(({ kind, port }) => kind === "audio" && port !== 0);
  return (audio?.payloads ?? []).flatMap(({ name }) => codecFormat(name)?.name ?? []);
}

export const bodyOf = (description: Description): Body =>
  sdpBody(new TextEncoder().encode(formatDescription(description)));

/** The description in a body, also where it is one part of several. */
export function readBody({ type, content }: Body): Result<Description> {
  const text = fromUtf8(content);
  if (/^application\/sdp\b/i.test(type)) return parseDescription(text);
  const part = /^multipart\//i.test(type) ? /\r?\n\r?\n(v=0\r?\n[\s\S]*?)\r?\n--/.exec(text) : null;
  return part?.[1] !== undefined
    ? parseDescription(`${part[1]}\r\n`)
    : fail("media.noSdp", `a body of type ${type.slice(0, 40)}`);
}

/** `id`: its Content-ID, by which a header names it (RFC 2392). */
export interface Part extends Body {
  readonly id?: string;
}

/** Several bodies as one (RFC 2046 §5.1.3; RFC 5621). */
export function mixed(parts: readonly Part[]): Body {
  const texts = parts.map(({ content }) => fromUtf8(content));
  let boundary = "house";
  while (texts.some((text) => text.includes(`--${boundary}`))) boundary += "-part";
  const written = parts.map(({ type, id }, i) => {
    const named = id === undefined ? "" : `Content-ID: <${id}>\r\n`;
    return `--${boundary}\r\nContent-Type: ${type}\r\n${named}\r\n${texts[i] ?? ""}\r\n`;
  });
  return {
    type: `multipart/mixed;boundary=${boundary}`,
    content: new TextEncoder().encode(`${written.join("")}--${boundary}--\r\n`),
  };
}

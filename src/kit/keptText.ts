/** Plain data with bytes in it, as one text of JSON, and back. */
import { base64Url, fromBase64Url } from "./bytes.ts";

/** The one key of an object that stands for bytes. */
const mark = "~bytes";

export const textOf = (value: unknown): string =>
  JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, key, shown: unknown) {
    const raw = this[key]; // Node's own buffers are shown as something else by now
    return raw instanceof Uint8Array ? { [mark]: base64Url(raw) } : shown;
  });

/** Throws where the text is no JSON. */
export const keptIn = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) => {
    const bytes = value !== null && typeof value === "object" && mark in value && value[mark];
    return typeof bytes === "string" ? (fromBase64Url(bytes) ?? new Uint8Array()) : value;
  });

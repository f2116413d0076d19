/** The codecs this program speaks, by their name in a=rtpmap. */
export type CodecName = "PCMU" | "PCMA" | "G722" | "opus";

/** What SDP must say of a codec. */
export interface CodecFormat {
  readonly name: CodecName;
  /** The RTP clock in Hz. G722 says 8000 although it samples at 16000 (RFC 3551 §4.5.2). */
  readonly clockRate: number;
  /** As in a=rtpmap; opus always says 2 (RFC 7587 §7). */
  readonly channels: number;
  /** Its number: fixed by RFC 3551 §6 below 96, else the one that we offer. */
  readonly payloadType: number;
  readonly parameters?: string;
}

export const codecFormats: Readonly<Record<CodecName, CodecFormat>> = {
  PCMU: { name: "PCMU", clockRate: 8000, channels: 1, payloadType: 0 },
  PCMA: { name: "PCMA", clockRate: 8000, channels: 1, payloadType: 8 },
  G722: { name: "G722", clockRate: 8000, channels: 1, payloadType: 9 },
  opus: {
    name: "opus",
    clockRate: 48000,
    channels: 2,
    payloadType: 111,
    parameters: "minptime=10;useinbandfec=1",
  },
};

/** RFC 4733: DTMF and hook-flash. One payload type for each clock that is offered. */
export const EVENTS = "telephone-event";
export const eventPayloadTypes: Readonly<Record<number, number>> = { 8000: 101, 48000: 110 };
/** Digits 0–9, *, #, A–D and the flash. */
export const EVENT_PARAMETERS = "0-16";

/** Comfort noise at 8 kHz (RFC 3389): understood, never offered. */
export const COMFORT_NOISE = 13;

/** Payload types that need no a=rtpmap (RFC 3551 §6), those we can meet in audio. */
export const staticFormats: ReadonlyMap<
  number,
  { readonly name: string; readonly clockRate: number }
> = new Map([
  [0, { name: "PCMU", clockRate: 8000 }],
  [3, { name: "GSM", clockRate: 8000 }],
  [4, { name: "G723", clockRate: 8000 }],
  [8, { name: "PCMA", clockRate: 8000 }],
  [9, { name: "G722", clockRate: 8000 }],
  [13, { name: "CN", clockRate: 8000 }],
  [18, { name: "G729", clockRate: 8000 }],
]);

/** The codec of that name, whatever its case. */
export function codecFormat(name: string): CodecFormat | undefined {
  return Object.values(codecFormats).find((f) => f.name.toLowerCase() === name.toLowerCase());
}

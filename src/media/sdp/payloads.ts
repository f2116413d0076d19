import {
  type CodecFormat,
  type CodecName,
  codecFormat,
  codecFormats,
  EVENT_PARAMETERS,
  EVENTS,
  eventPayloadTypes,
} from "#media/codec/format.ts";
import type { AgreedCodec, AgreedEvents } from "#media/sdp/agreed.ts";
import type { PayloadFormat } from "#media/sdp/description.ts";

/** What the two sides call the same: by name (whatever its case) and clock. */
const same = (a: PayloadFormat | CodecFormat, b: PayloadFormat | CodecFormat): boolean =>
  a.name.toLowerCase() === b.name.toLowerCase() && a.clockRate === b.clockRate;

/**
 * What we offer: the codecs, and telephone events at the clock of each (RFC 4733 §2.1). A number
 * that `kept` gave to something stays with it for the life of the stream (RFC 3264 §8.3.2).
 */
export function offeredPayloads(
  codecs: readonly CodecName[],
  kept: readonly PayloadFormat[],
): PayloadFormat[] {
  const formats = codecs.map((name) => codecFormats[name]);
  const wanted = [...formats, ...eventsBeside(formats.map(({ clockRate }) => clockRate))];
  const taken = new Set(kept.map(({ payloadType }) => payloadType));
  return wanted.map((format) => {
    const before = kept.find((payload) => same(payload, format));
    const payloadType = before?.payloadType ?? freeNumber(format.payloadType, taken);
    taken.add(payloadType);
    return { ...format, payloadType };
  });
}

/** Several codecs may share a clock; it then has one kind of events. */
function eventsBeside(clocks: readonly number[]): PayloadFormat[] {
  return [...new Set(clocks)].flatMap((clockRate) => {
    const payloadType = eventPayloadTypes[clockRate];
    return payloadType === undefined
      ? []
      : [{ name: EVENTS, clockRate, channels: 1, payloadType, parameters: EVENT_PARAMETERS }];
  });
}

/** The number itself, or the first dynamic one that nobody has. */
function freeNumber(wanted: number, taken: ReadonlySet<number>): number {
  if (!taken.has(wanted)) return wanted;
  for (let number = 96; number <= 127; number++) if (!taken.has(number)) return number;
  return wanted; // 32 formats were kept: cannot be, for we offer fewer
}

/** What offer and answer agreed, and the payloads of our answer, in the same order. */
export interface AgreedPayloads {
  readonly codecs: readonly AgreedCodec[];
  readonly events: readonly AgreedEvents[];
  readonly payloads: readonly PayloadFormat[];
}

/** Answering: in our order, with their numbers (RFC 3264 §6.1). */
export function answeredPayloads(
  offered: readonly PayloadFormat[],
  codecs: readonly CodecName[],
): AgreedPayloads {
  const pairs = codecs.flatMap((name) => {
    const their = offered.find((payload) => same(payload, codecFormats[name]));
    return their ? [{ their, our: { ...codecFormats[name], payloadType: their.payloadType } }] : [];
  });
  const eventPairs = eventsBeside(pairs.map(({ our }) => our.clockRate)).flatMap((our) => {
    const their = offered.find((payload) => same(payload, our));
    return their ? [{ their, our: { ...our, payloadType: their.payloadType } }] : [];
  });
  return {
    codecs: pairs.flatMap(agreedCodec),
    events: eventPairs.map(agreedEvents),
    payloads: [...pairs, ...eventPairs].map(({ our }) => our),
  };
}

/** Answered: in their order; what they name and we did not offer is passed over. */
export function agreedPayloads(
  offered: readonly PayloadFormat[],
  answered: readonly PayloadFormat[],
): AgreedPayloads {
  const pairs = answered.flatMap((their) => {
    const our = offered.find((payload) => same(payload, their));
    return our ? [{ their, our }] : [];
  });
  const codecs = pairs.flatMap(agreedCodec);
  const clocks = new Set(codecs.map(({ clockRate }) => clockRate));
  const events = pairs.filter(({ our }) => our.name === EVENTS && clocks.has(our.clockRate));
  return { codecs, events: events.map(agreedEvents), payloads: pairs.map(({ our }) => our) };
}

interface Pair {
  readonly their: PayloadFormat;
  readonly our: PayloadFormat;
}

function agreedCodec({ their, our }: Pair): AgreedCodec[] {
  const format = codecFormat(our.name);
  if (!format) return [];
  const { name, clockRate, channels } = format;
  const numbers = { sends: their.payloadType, receives: our.payloadType };
  const parameters = their.parameters === undefined ? {} : { parameters: their.parameters };
  return [{ name, clockRate, channels, ...numbers, ...parameters }];
}

const agreedEvents = ({ their, our }: Pair): AgreedEvents => ({
  clockRate: our.clockRate,
  sends: their.payloadType,
  receives: our.payloadType,
  flash: namesEvent(their.parameters, 16),
});

/** `0-11,66`: whether it names that event. Absent, it stands for 0–15 (RFC 4733 §2.4.1). */
function namesEvent(parameters: string | undefined, event: number): boolean {
  const list = (parameters ?? "0-15").replace(/^events=/i, "");
  return list.split(",").some((part) => {
    const [from, to] = part.split("-").map(Number);
    return from !== undefined && event >= from && event <= (to ?? from);
  });
}

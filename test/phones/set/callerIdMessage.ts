/**
 * What the octets of a caller-ID message say (Bellcore GR-30, GR-31; ETSI EN 300 659-3):
 *
 *   type length … checksum          all octets together are 0 modulo 256
 *   04 SDMF     MMDDHHMM number
 *   06 SDMF     42 42 42 messages wait, 6F 6F 6F none
 *   80 MDMF     parameters: type length …
 *   82 VMWI     parameters
 */

/** As JSON; what was not said is not there. */
export interface CallerIdMessage {
  readonly format: "SDMF" | "MDMF" | "VMWI" | "DTMF";
  /** `MM-DD HH:MM` */
  readonly when?: string;
  readonly number?: string;
  /** Why there is no number: what the letters O and P stand for. */
  readonly numberAbsent?: Absent;
  readonly name?: string;
  readonly nameAbsent?: Absent;
  /** The number that was dialled. */
  readonly dialled?: string;
  readonly longDistance?: true;
  readonly callType?: "voice" | "ringBack" | "messageWaiting" | `other ${number}`;
  readonly forwarded?: "busy" | "noReply" | "always" | "unreachable" | `other ${number}`;
  readonly firstCalled?: string;
  readonly redirecting?: string;
  /** Messages that wait, and whether the lamp shall say so. */
  readonly messages?: number;
  readonly lamp?: boolean;
  /** Parameters that the set does not know: type and value in hexadecimal. */
  readonly unknown?: readonly string[];
}
export type Absent = "unavailable" | "private" | `other ${string}`;

/** The message, or in words what is wrong with it. */
export function readMessage(octets: readonly number[]): CallerIdMessage | string {
  const [type = -1, length = -1] = octets;
  if (octets.length < 3 || octets.length !== length + 3) return "its length is not what it says";
  if (octets.reduce((sum, octet) => sum + octet, 0) % 256 !== 0) return "its checksum is wrong";
  const body = octets.slice(2, -1);
  if (type === 0x04) return readSingle(body);
  if (type === 0x06) return readSingleLamp(body);
  if (type === 0x80) return readParameters("MDMF", body);
  if (type === 0x82) return readParameters("VMWI", body);
  return `message type ${hex([type])} is not known`;
}

function readSingle(body: readonly number[]): CallerIdMessage | string {
  const when = readWhen(body.slice(0, 8));
  const number = text(body.slice(8));
  if (when === undefined || number === undefined) return "it has no time or number";
  if (/^[OP]$/.test(number)) return { format: "SDMF", when, numberAbsent: absent(number) };
  return /^[\d*#]+$/.test(number) ? { format: "SDMF", when, number } : "its number is none";
}

function readSingleLamp(body: readonly number[]): CallerIdMessage | string {
  const is = (octet: number): boolean => body.length === 3 && body.every((each) => each === octet);
  if (is(0x42)) return { format: "SDMF", lamp: true };
  return is(0x6f) ? { format: "SDMF", lamp: false } : "its lamp is neither on nor off";
}

type Fields = { -readonly [Key in keyof CallerIdMessage]: CallerIdMessage[Key] };
/** Puts what the value says into the message; false when it can say nothing of the kind. */
type Read = (value: readonly number[], fields: Fields) => boolean;

const letters =
  (key: "number" | "name" | "dialled" | "firstCalled" | "redirecting"): Read =>
  (value, fields) => {
    const said = text(value);
    if (said) fields[key] = said;
    return Boolean(said);
  };
const why =
  (key: "numberAbsent" | "nameAbsent"): Read =>
  (value, fields) => {
    fields[key] = absent(text(value) ?? hex(value));
    return value.length === 1;
  };

const callTypes = { 1: "voice", 2: "ringBack", 129: "messageWaiting" } as const;
const forwards = { 1: "busy", 2: "noReply", 3: "always", 6: "unreachable" } as const;
const named = <Name extends string>(
  names: Readonly<Record<number, Name>>,
  value: number,
): Name | `other ${number}` => names[value] ?? `other ${value}`;

const readers: Readonly<Record<number, Read>> = {
  1: (value, fields) => {
    const when = readWhen(value);
    if (when) fields.when = when;
    return when !== undefined;
  },
  2: letters("number"),
  3: letters("dialled"),
  4: why("numberAbsent"),
  6: (value, fields) => {
    fields.longDistance = true;
    return text(value) === "L";
  },
  7: letters("name"),
  8: why("nameAbsent"),
  11: ([value], fields) => {
    fields.lamp = value === 0xff;
    return value === 0xff || value === 0;
  },
  17: ([value = 0], fields) => {
    fields.callType = named(callTypes, value);
    return true;
  },
  18: letters("firstCalled"),
  19: ([value = 0], fields) => {
    fields.messages = value;
    return true;
  },
  21: ([value = 0], fields) => {
    fields.forwarded = named(forwards, value);
    return true;
  },
  26: letters("redirecting"),
};

function readParameters(
  format: "MDMF" | "VMWI",
  body: readonly number[],
): CallerIdMessage | string {
  const fields: Fields = { format };
  const unknown: string[] = [];
  for (let at = 0; at < body.length; ) {
    const [type = -1, length = -1] = body.slice(at, at + 2);
    const value = body.slice(at + 2, at + 2 + length);
    if (length < 1 || value.length < length) return `parameter ${hex([type])} is cut off`;
    const read = readers[type];
    if (!read) unknown.push(hex([type, ...value]));
    else if (!read(value, fields)) return `parameter ${hex([type])} says ${hex(value)}`;
    at += 2 + length;
  }
  return unknown.length > 0 ? { ...fields, unknown } : fields;
}

/** Printable ASCII and nothing else; undefined for what is not. */
function text(value: readonly number[]): string | undefined {
  const printable = value.every((octet) => octet >= 0x20 && octet < 0x7f);
  return printable ? String.fromCharCode(...value) : undefined;
}

function readWhen(value: readonly number[]): string | undefined {
  const [, month, day, hour, minute] =
    /^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])([0-5]\d)$/.exec(text(value) ?? "") ?? [];
  return minute === undefined ? undefined : `${month}-${day} ${hour}:${minute}`;
}

const absent = (letter: string): Absent =>
  letter === "O" ? "unavailable" : letter === "P" ? "private" : `other ${letter}`;

const hex = (octets: readonly number[]): string =>
  octets.map((octet) => octet.toString(16).padStart(2, "0")).join(" ");

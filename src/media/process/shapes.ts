/** Commands, events and ports as they are said between processes: what each must have. */
import type { MediaCommand, MediaEvent } from "#media/engine/mediaEngine.ts";
import {
  type Check,
  count,
  flag,
  listOf,
  maybe,
  number,
  oneOf,
  shape,
  text,
  thing,
  variant,
} from "#media/process/checks.ts";

const port: Check = (value) => text(value) && (value as string).length <= 300;
const udpPort: Check = (value) => count(value) && (value as number) <= 65_535;
const address = shape({ host: text, port: udpPort });
const problem = shape({ code: text, detail: text });
const payloadType: Check = (value) => count(value) && (value as number) <= 127;
const suites = oneOf("AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32");

const codec = shape({
  ...{ name: text, clockRate: count, channels: count },
  ...{ sends: payloadType, receives: payloadType, parameters: maybe(text) },
});
const events = shape({ clockRate: count, sends: payloadType, receives: payloadType, flash: flag });
const agreed = shape({
  remote: maybe(address),
  remoteRtcp: maybe(address),
  rtcpMux: flag,
  codecs: listOf(codec),
  events: listOf(events),
  ptime: number,
  direction: oneOf("sendrecv", "sendonly", "recvonly", "inactive"),
  held: flag,
  crypto: maybe(shape({ suite: suites, sends: text, receives: text })),
  connectivity: maybe(thing),
});
const tone = shape({
  segments: listOf(
    shape({ frequencies: listOf(shape({ hz: number, dbm0: number })), length: maybe(number) }),
  ),
  repeatFrom: maybe(count),
});

const agreement = shape({ port, agreed, peer: maybe(text) });
const gain = shape({ port, hears: number, speaks: number });
const record = shape({
  ...{ port, file: text, atMost: maybe(number), silence: maybe(number), goesOn: maybe(flag) },
});
const play = shape({ port, files: listOf(text), loop: maybe(flag) });
const toned = shape({ port, tone });
const atPort = shape({ port });

const reserve = variant("kind", {
  rtp: shape({ port, family: maybe(oneOf(4, 6)), at: maybe(udpPort), receiveOnly: maybe(flag) }),
  webrtc: shape({ port, offer: text, codecs: listOf(text), receiveOnly: maybe(flag) }),
  loop: shape({ port, loop: text, circuit: shape({ flash: thing }) }),
  studio: atPort,
});

const commands: Readonly<Record<MediaCommand["do"], Check>> = {
  reserve,
  release: atPort,
  patch: shape({ hears: listOf((pair) => listOf(() => true)(pair) && isEar(pair)) }),
  list: thing,
  agree: agreement,
  change: agreement,
  play,
  skip: shape({ port, by: number }),
  tone: toned,
  stop: shape({ port, only: maybe(oneOf("playing", "recording")) }),
  record,
  gain,
  sendDigit: shape({ port, digits: text, length: maybe(number) }),
  loop: shape({ port, signal: shape({ do: text }) }),
  receiveOnly: atPort,
  seekModem: atPort,
  voiceBandData: atPort,
};

function isEar(pair: unknown): boolean {
  const [listener, speakers, ...more] = pair as readonly unknown[];
  return port(listener) && listOf(port)(speakers) && more.length === 0;
}

const toldEvents: Readonly<Record<MediaEvent["on"], Check>> = {
  reserved: shape({ port, address: maybe(address), rtcp: maybe(address), answer: maybe(text) }),
  refused: shape({ port, command: text, problem }),
  digit: shape({ port, digit: text, by: oneOf("event", "tone") }),
  flash: atPort,
  modem: shape({ port, tone: text }),
  loop: shape({ port, sense: shape({ on: text }) }),
  played: shape({ port, finished: flag, problem: maybe(problem) }),
  recorded: shape({ port, file: text, length: number, problem: maybe(problem) }),
  dtlsReady: atPort,
  lost: shape({ port, problem }),
  silentTooLong: shape({ port, length: number }),
  stats: shape({
    port,
    stats: shape({
      ...{ sent: number, received: number, lost: number, discarded: number },
      ...{ strangers: number, jitter: number, mos: number },
      ...{ roundTrip: maybe(number), codec: maybe(text) },
    }),
  }),
  listed: shape({ ports: listOf(thing) }),
};

export const isCommand = variant("do", commands);
export const isEvent = variant("on", toldEvents);

const isOf =
  (word: MediaCommand["do"], check: Check): Check =>
  (value) =>
    shape({ do: oneOf(word) })(value) && check(value);

/** A `PortState`. */
export const isPortState = shape({
  reserve: isOf("reserve", reserve),
  place: maybe(shape({ address: maybe(address), rtcp: maybe(address) })),
  agreed: maybe(variant("do", { agree: agreement, change: agreement })),
  gain: maybe(isOf("gain", gain)),
  receiveOnly: flag,
  isData: flag,
  seeks: flag,
  playing: maybe(shape({ by: text, command: variant("do", { play, tone: toned }) })),
  recording: maybe(shape({ by: text, command: isOf("record", record) })),
  hears: listOf(port),
});

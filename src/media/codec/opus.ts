import type { OpusDecoderHandle, OpusEncoderHandle } from "libopus-wasm";
import { type Codec, type Decoder, type Encoder, FRAME_MS } from "#media/codec/codec.ts";
import { opusLength } from "#media/codec/opusPacket.ts";

/**
 * opus (RFC 7587): libopus behind Codec. It works at 16 kHz, as our mixes do; the RTP clock is
 * 48 kHz all the same, and a browser hears no difference. The library is loaded when a call has
 * agreed on opus, before its sound flows. It makes its encoders asynchronously, so from then on some
 * are kept ready; whoever finds none (the first, and a burst of calls within one turn of the event
 * loop) gets one that sends pauses until it is there.
 */
const RATE = 16_000;
const FRAME = (RATE / 1000) * FRAME_MS;
const READY = 4;
/** One frame of nothing: wideband, 20 ms (RFC 6716 §3.1; a frame without octets is a pause). */
const PAUSE = Uint8Array.of(0b01001_0_00);
const NO_SOUND = new Int16Array(0);

/** Opus, with the means to have it loaded beforehand. */
export interface OpusCodec extends Codec {
  load(): Promise<void>;
}

export function opusCodec(): OpusCodec {
  const encoders = shelf(newEncoderHandle);
  const decoders = shelf(newDecoderHandle);
  const load = async (): Promise<void> => {
    await Promise.all([encoders.fill(), decoders.fill()]);
  };
  return {
    name: "opus",
    sampleRate: RATE,
    load,
    samplesIn: (payload) => (opusLength(payload) * RATE) / 1000,
    newEncoder() {
      void decoders.fill(); // who speaks will hear in a moment
      return encoderBehind(encoders.take());
    },
    newDecoder: () => decoderBehind(decoders.take()),
  };
}

const library = () => import("libopus-wasm");

async function newEncoderHandle(): Promise<OpusEncoderHandle> {
  const { Application, Bandwidth, createEncoder } = await library();
  return createEncoder({
    channels: 1,
    sampleRate: RATE,
    application: Application.Voip,
    maxBandwidth: Bandwidth.Wideband,
    bitrate: 28_000,
    complexity: 5,
    fec: true,
    packetLossPercent: 5,
  });
}

const newDecoderHandle = async (): Promise<OpusDecoderHandle> =>
  (await library()).createDecoder({ channels: 1, sampleRate: RATE });

/** What the library made or still makes. */
interface Slot<T> {
  handle?: T;
}

/** From the first that is taken on some of them are ready, and a new one is made for each that is taken. */
function shelf<T extends { free(): void }>(make: () => Promise<T>) {
  const ready: T[] = [];
  const restock = (): Promise<void> => make().then((handle) => void ready.push(handle), noMore);
  let filled: Promise<unknown> | undefined;
  const fill = (): Promise<unknown> => {
    filled ??= Promise.all(Array.from({ length: READY }, restock));
    return filled;
  };
  return {
    fill,
    take(): Slot<T> {
      const slot: Slot<T> = {};
      const handle = ready.pop();
      if (handle) hand(slot, handle);
      if (handle) void restock();
      else make().then((late) => hand(slot, late), noMore);
      void fill();
      return slot;
    },
  };
}

/** Only memory can run out; then the codec goes on in pauses, and the call in its other codecs. */
const noMore = (): void => undefined;

/** The library's memory is not the collector's: it is given back when its owner is forgotten. */
const forgotten = new FinalizationRegistry<{ free(): void }>((handle) => handle.free());

function hand<T extends { free(): void }>(slot: Slot<T>, handle: T): void {
  slot.handle = handle;
  forgotten.register(slot, handle);
}

function encoderBehind(slot: Slot<OpusEncoderHandle>): Encoder {
  return {
    encode: (frame) => (frame.length === FRAME && slot.handle ? slot.handle.encode(frame) : PAUSE),
  };
}

function decoderBehind(slot: Slot<OpusDecoderHandle>): Decoder {
  return {
    decode(payload) {
      // the library throws on what is no Opus, and refuses an empty packet
      if (opusLength(payload) === 0 || !slot.handle) return NO_SOUND;
      try {
        return slot.handle.decode(payload);
      } catch {
        return NO_SOUND;
      }
    },
    conceal: () => slot.handle?.decodePacketLoss(FRAME) ?? new Int16Array(FRAME),
  };
}

import {
  Application,
  Bandwidth,
  createDecoder,
  createEncoder,
  type OpusDecoderHandle,
  type OpusEncoderHandle,
} from "libopus-wasm";
import { type Codec, type Decoder, type Encoder, FRAME_MS } from "#media/codec/codec.ts";
import { opusLength } from "#media/codec/opusPacket.ts";

/**
 * opus (RFC 7587): libopus behind Codec. It works at 16 kHz, as our mixes do; the RTP clock is
 * 48 kHz all the same, and a browser hears no difference. The library makes its encoders
 * asynchronously, so some are kept ready; whoever would find none (a burst of calls within one
 * turn of the event loop) gets one that sends pauses until it is there.
 */
const RATE = 16_000;
const FRAME = (RATE / 1000) * FRAME_MS;
const READY = 4;
/** One frame of nothing: wideband, 20 ms (RFC 6716 §3.1; a frame without octets is a pause). */
const PAUSE = Uint8Array.of(0b01001_0_00);
const NO_SOUND = new Int16Array(0);

/** Loads the library: once, at the start. */
export async function loadOpus(): Promise<Codec> {
  const encoders = await shelf(newEncoderHandle);
  const decoders = await shelf(newDecoderHandle);
  return {
    name: "opus",
    sampleRate: RATE,
    samplesIn: (payload) => (opusLength(payload) * RATE) / 1000,
    newEncoder: () => encoderBehind(encoders()),
    newDecoder: () => decoderBehind(decoders()),
  };
}

const newEncoderHandle = (): Promise<OpusEncoderHandle> =>
  createEncoder({
    channels: 1,
    sampleRate: RATE,
    application: Application.Voip,
    maxBandwidth: Bandwidth.Wideband,
    bitrate: 28_000,
    complexity: 5,
    fec: true,
    packetLossPercent: 5,
  });

const newDecoderHandle = (): Promise<OpusDecoderHandle> =>
  createDecoder({ channels: 1, sampleRate: RATE });

/** What the library made or still makes. */
interface Slot<T> {
  handle?: T;
}

/** Some of them ready, and a new one made for each that is taken. */
async function shelf<T extends { free(): void }>(make: () => Promise<T>): Promise<() => Slot<T>> {
  const ready: T[] = [];
  for (let i = 0; i < READY; i++) ready.push(await make());
  const restock = (): Promise<void> => make().then((handle) => void ready.push(handle), noMore);
  return () => {
    const slot: Slot<T> = {};
    const handle = ready.pop();
    if (handle === undefined) {
      make().then((late) => void take(slot, late), noMore);
    } else {
      take(slot, handle);
      void restock();
    }
    return slot;
  };
}

/** Only memory can run out; then the codec goes on in pauses, and the call in its other codecs. */
const noMore = (): void => undefined;

/** The library's memory is not the collector's: it is given back when its owner is forgotten. */
const forgotten = new FinalizationRegistry<{ free(): void }>((handle) => handle.free());

function take<T extends { free(): void }>(slot: Slot<T>, handle: T): void {
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

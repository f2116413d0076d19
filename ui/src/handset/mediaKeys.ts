/**
 * The button of a headset, the keys of a keyboard, the lock screen: a browser passes them on as media
 * keys to whoever plays something (Media Session). Sound of a call alone does not count as that, so
 * silence is played beside it. One press picks up while it rings, and hangs up in a call.
 */
import type { Telephone } from "./handset.ts";
import type { Handset } from "./state.ts";

/** What screens outside of the page show. */
export interface Shown {
  readonly title: string;
  readonly artist: string;
}

/** Browsers take no shorter sound for something that is played. */
const silentFor = 6;
const rate = 8000;

const isOn = ({ ring, hook }: Handset): boolean => ring !== undefined || hook === "off";

/** From now on; `shown` is asked again whenever something changes. */
export function followMediaKeys(phone: Telephone, shown: () => Shown): void {
  const { mediaSession } = navigator;
  const silence = new Audio(URL.createObjectURL(silentWav()));
  silence.loop = true;
  const acts = actsOf(phone);
  let was = false;
  function follow(): void {
    const now = phone.now();
    const is = isOn(now);
    mediaSession.metadata = is ? new MediaMetadata({ ...shown(), album: "Ringwise" }) : null;
    tellMicrophone(is && !now.muted);
    if (is === was) return;
    was = is;
    for (const [action, act] of Object.entries(acts)) handle(action, is ? act : null);
    play(silence, is);
  }
  phone.subscribe(follow);
  follow();
}

function actsOf(phone: Telephone): Readonly<Record<string, () => void>> {
  const press = (): void => {
    const { ring, hook } = phone.now();
    if (hook === "off") phone.hangUp();
    else if (ring) void phone.lift();
  };
  return {
    play: press,
    pause: press,
    stop: press,
    hangup: () => (phone.now().hook === "off" ? phone.hangUp() : phone.silence()),
    togglemicrophone: () => phone.mute(!phone.now().muted),
  };
}

function play(sound: HTMLAudioElement, is: boolean): void {
  if (is)
    void sound.play().catch(() => undefined); // the page was never touched
  else sound.pause();
}

/** Browsers throw at an action that they do not know. */
function handle(action: string, act: (() => void) | null): void {
  try {
    navigator.mediaSession.setActionHandler(action as MediaSessionAction, act);
  } catch {
    // it has no such key, then
  }
}

function tellMicrophone(on: boolean): void {
  const session: { setMicrophoneActive?(on: boolean): unknown } = navigator.mediaSession;
  session.setMicrophoneActive?.(on);
}

/** 8-bit samples, of which 128 is silence. */
function silentWav(): Blob {
  const samples = new Uint8Array(silentFor * rate).fill(128);
  const head = new DataView(new ArrayBuffer(44));
  const text = (at: number, said: string): void => {
    for (const [i, letter] of [...said].entries()) head.setUint8(at + i, letter.charCodeAt(0));
  };
  text(0, "RIFF");
  head.setUint32(4, 36 + samples.length, true);
  text(8, "WAVEfmt ");
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, rate, true);
  head.setUint32(28, rate, true);
  head.setUint16(32, 1, true);
  head.setUint16(34, 8, true);
  text(36, "data");
  head.setUint32(40, samples.length, true);
  return new Blob([head, samples], { type: "audio/wav" });
}

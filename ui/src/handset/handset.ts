/** The telephone itself: one for the page, living in its shell, whatever screen is shown. */
import { base, here } from "../kit/base.ts";
import { openLink, type Link as Socket, socketUrl } from "../live/link.ts";
import { shakes } from "./cadence.ts";
import { keyed } from "./keyed.ts";
import { type Ringer, ringer } from "./ringer.ts";
import { openSound, Sound } from "./sound.ts";
import type { SoundPath } from "./soundPath.ts";
import { atRest, type Handset, heard, isInUse, type Word } from "./state.ts";

/** The page that gives the telephone back says so to the others of this browser. */
const channelName = `ringwise.handset${base}`;

/** A path that breaks again and again is not mended by one more offer. */
const mostResumed = 3;
const quiet = { mine: 0, theirs: 0 };

export class Telephone {
  #state = atRest;
  #link: Socket | undefined;
  #country: string | undefined;
  #resumed = 0;
  readonly #sound = new Sound();
  readonly #listeners = new Set<() => void>();
  readonly #bell = ringer();
  readonly #ringOrNot = bellKeeper(this.#bell);
  readonly #others = new BroadcastChannel(channelName);

  constructor() {
    this.#others.onmessage = () => {
      const { link, device } = this.#state;
      if (link === "replaced" && device !== undefined) this.#attach(device);
    };
    addEventListener("pagehide", () => {
      if (this.#state.link === "open") this.#others.postMessage("free");
    });
    addEventListener("online", () => this.#link?.hurry());
    // A browser that freezes the page says so a moment before (Page Lifecycle).
    document.addEventListener("freeze", () => this.#link?.send({ sleeps: true }));
    document.addEventListener("resume", () => this.#link?.send({ ping: 1 }));
  }

  readonly now = (): Handset => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** From now on this page is that device's telephone; nobody's when undefined. */
  be(device: string | undefined): void {
    this.#link?.close();
    this.#link = undefined;
    this.#sound.close();
    this.#say({ on: "device", device });
    if (device !== undefined) this.#attach(device);
  }

  /** Off the hook, with sound if there can be any. */
  readonly lift = async (): Promise<void> => {
    const { hook, opening, link, ring } = this.#state;
    if (hook === "off" || opening || link !== "open") return;
    if (await this.#openSound(ring?.announced)) this.#link?.send({ hook: "off" });
    else return;
    this.#say({ on: "lifted" });
  };

  /** Whoever only speaks is played aloud, where the browser lets a page play: nobody need lift. */
  async #liftItself(): Promise<void> {
    if (!this.mayPlay() || !(await this.#openSound(true))) return;
    if (!this.#state.ring?.announced) {
      this.#sound.close();
      return this.#say({ on: "leftAlone" });
    }
    this.#link?.send({ hook: "off" });
    this.#say({ on: "liftedItself" });
  }

  /** The microphone first, then the key that lets the speaker hear it. */
  readonly talkBack = async (digit: string): Promise<void> => {
    const trouble = await this.#sound.voice?.speak();
    if (this.#state.hook !== "off") return;
    if (trouble) this.#say({ on: "mic", trouble });
    this.#say({ on: "talksBack" });
    this.#link?.send({ digit });
  };

  readonly hangUp = (): void => {
    this.#resumed = 0;
    this.#link?.send({ hook: "on" });
    this.#sound.close();
    this.#say({ on: "hungUp" });
  };

  /** With its two tones for the ear, as a key has it. */
  key(digit: string): void {
    this.#bell.key(digit);
    this.digit(digit);
  }

  /** The dial's contact, once a pulse. */
  readonly click = (): void => this.#bell.click();

  /** To the line, when the handset is lifted. */
  digit(digit: string): void {
    const { hook, spoken } = this.#state;
    if (hook !== "off") return;
    if (spoken) return void this.talkBack(digit);
    this.#link?.send({ digit });
    this.#say({ on: "digit", digit });
  }

  /** Lifts when needed, then keys the number. */
  async dial(number: string): Promise<void> {
    await this.lift();
    for (const digit of keyed(number, this.#country)) this.key(digit);
  }

  readonly flash = (): void =>
    this.#state.spoken ? void this.talkBack("*") : void this.#link?.send({ flash: true });
  readonly silence = (): void => this.#say({ on: "silenced" });

  mute(muted: boolean): void {
    this.#sound.voice?.mute(muted);
    this.#say({ on: muted ? "muted" : "unmuted" });
  }

  levels(): { readonly mine: number; readonly theirs: number } {
    return this.#sound.voice?.levels() ?? quiet;
  }

  /** What is heard in it now; undefined while there is no sound. */
  theirSound(): MediaStreamTrack | undefined {
    return this.#sound.voice?.theirs();
  }

  /** How its sound goes, or went when it was lifted last; undefined: nothing was counted yet. */
  soundPath(): SoundPath | undefined {
    return this.#sound.path;
  }

  /** As its people dial. */
  setCountry(country: string | undefined): void {
    this.#country = country;
  }

  /** False while the browser keeps the bell silent. */
  audible(): boolean {
    return this.#bell.audible();
  }

  /** Without that nobody is played aloud: the telephone rings. */
  mayPlay(): boolean {
    return mayPlay();
  }

  #say(word: Word): void {
    this.#state = heard(this.#state, word);
    this.#ringOrNot(this.#state);
    for (const listener of this.#listeners) listener();
  }

  #attach(device: string): void {
    this.#link?.close();
    let own: Socket | undefined; // the first state is told before there is a link
    own = openLink({
      url: () => socketUrl(here(`/api/v1/handset?device=${encodeURIComponent(device)}`)),
      onFrame: (frame) => this.#hears(frame),
      onState: ({ name }) => {
        if (own !== undefined && own !== this.#link && this.#link !== undefined) return;
        if (name === "lost") this.#sound.close();
        if (name !== "closed") this.#say({ on: "link", link: name });
        else if (this.#state.link !== "replaced") this.#say({ on: "link", link: "refused" });
      },
    });
    this.#link = own;
  }

  #hears(frame: Record<string, unknown>): void {
    const { answer, replaced, problem } = frame;
    if (typeof answer === "string") void this.#answered(answer);
    this.#say({ on: "frame", frame, now: Date.now() });
    if (replaced === true) this.#link?.close();
    const { hook, opening, ring, byItself, line } = this.#state;
    if ("ring" in frame && ring?.announced && hook === "on" && !opening) void this.#liftItself();
    if (byItself && "state" in frame && line !== "talking" && line !== "ringing") this.hangUp();
    const silent = hook === "on" && isInUse(frame);
    const broken = hook === "off" && typeof problem === "string";
    if ((silent || broken) && !opening) void this.#resume();
  }

  async #answered(sdp: string): Promise<void> {
    try {
      await this.#sound.voice?.answer(sdp);
    } catch (error) {
      this.#say({ on: "mic", trouble: "failed", detail: String(error) });
    }
  }

  /** The line is in use, but its sound is not here: the page was loaded anew, or the path broke. */
  async #resume(): Promise<void> {
    if (this.#resumed >= mostResumed) return;
    this.#resumed += 1;
    this.#sound.close();
    if (await this.#openSound(this.#state.spoken)) this.#say({ on: "resumed" });
  }

  /** The offer is on its way when it resolves; false when the telephone was hung up meanwhile. */
  async #openSound(listens = false): Promise<boolean> {
    this.#say({ on: "opening" });
    const failed = (): void => this.#say({ on: "mic", trouble: "failed" });
    const { voice, trouble } = await openSound(failed, listens);
    if (!this.#state.opening) {
      voice?.close();
      return false;
    }
    if (voice) {
      this.#sound.take(voice);
      this.#link?.send({ offer: voice.offer });
    }
    if (trouble) this.#say({ on: "mic", trouble });
    return true;
  }
}

/** Browsers let no page play before somebody has touched it once. */
const mayPlay = (): boolean => navigator.userActivation?.hasBeenActive ?? false;

/** The bell follows what is known: it starts and stops only when that changes. */
function bellKeeper(bell: Ringer) {
  let rung: Handset["ring"];
  return ({ ring, silenced, hook }: Handset): void => {
    const wanted = silenced || hook === "off" ? undefined : ring;
    if (wanted === rung) return;
    rung = wanted;
    if (wanted) bell.ring(wanted.cadence);
    else bell.stop();
    // Telephones shake where the page was touched once; others have no such thing.
    navigator.vibrate?.(wanted ? shakes(wanted.cadence) : 0);
  };
}

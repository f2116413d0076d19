/**
 * A port of an analogue gateway as a telephone: the gateway makes the tones and finds the digits, as
 * it is told (RFC 3435, RFC 3660); the sound comes and goes by RTP. Its connection is made while it
 * rings, so that the first word after lifting is heard.
 */
import { type Listen, listeners } from "#kit/listeners.ts";
import type { AudioPortId } from "#media/engine/mediaEngine.ts";
import { GatewayAudio, type GatewayAudioMeans } from "#server/lines/gatewayAudio.ts";
import type { LinePort } from "#server/lines/linePort.ts";
import type { CallAgent, GatewayPort } from "#server/mgcp/callAgent.ts";
import { dialMapAfter } from "#server/mgcp/dialMap.ts";
import type { EndpointNews, Wanted } from "#server/mgcp/endpoint/endpoint.ts";
import {
  asksForDigits,
  type CallerShown,
  type DisplayTime,
  type GatewaySense,
} from "#server/mgcp/packages.ts";
import type { Party } from "#telephony/call/leg.ts";
import type { Dialled, LineSense, LineSignal, LineState } from "#telephony/line/line.ts";

export interface MgcpMeans extends GatewayAudioMeans {
  /** Host and port of the gateway, and the port's name there, as in the settings. */
  readonly gateway: string;
  readonly endpoint: string;
  readonly agent: Pick<CallAgent, "open">;
  /** What digits mean so far, as the line will judge them. */
  readonly dialPlan: (digits: string) => Dialled;
  /** On the owner's wall, for the display. */
  readonly time: () => DisplayTime;
}

/** Where keys are a number of their own; behind a star code (serviceCode) each key is told. */
const dialling: readonly LineState["name"][] = ["dialTone", "dialing", "recall"];

export class MgcpLinePort implements LinePort {
  readonly #of: MgcpMeans;
  readonly #gateway: GatewayPort;
  readonly #audio: GatewayAudio;
  readonly #senses = listeners<LineSense>();
  readonly #changed = listeners<"presence" | "audio">();
  readonly senses: Listen<LineSense> = this.#senses.listen;
  readonly changed: Listen<"presence" | "audio"> = this.#changed.listen;
  #isThere = false;
  #isLifted = false;
  #wanted: Wanted = {};
  /** Pressed since the dial tone; undefined when keys are no number. */
  #dialled: string | undefined;

  constructor(of: MgcpMeans) {
    this.#of = of;
    this.#audio = new GatewayAudio(of, () => this.#gateway, {
      changed: () => this.#audioChanged(),
      modem: () => this.#senses.tell({ on: "modem" }),
    });
    this.#gateway = of.agent.open(of.gateway, of.endpoint, (news) => this.#hears(news));
  }

  isThere(): boolean {
    return this.#isThere;
  }

  audio(): AudioPortId | undefined {
    return this.#isLifted ? this.#audio.port : undefined;
  }

  codecs(): ReturnType<LinePort["codecs"]> {
    return this.#audio.codecs;
  }

  perform(signal: LineSignal): void {
    switch (signal.do) {
      case "ring":
        this.#audio.connect("recvonly");
        this.#wanted = { ...this.#wanted, ring: { cadence: signal.cadence } };
        return void this.#want(signal.caller);
      case "stopRinging":
        this.#wanted = without(this.#wanted, "ring");
        if (!this.#isLifted) this.#audio.disconnect();
        return void this.#want();
      case "tone":
        if (asksForDigits(signal.tone)) this.#dialled = "";
        this.#wanted = { ...without(this.#wanted, "digits"), tone: signal.tone };
        return void this.#want();
      case "callWaiting":
        this.#wanted = { ...this.#wanted, tone: "waiting" };
        return void this.#want(signal.caller);
      case "silence":
        this.#wanted = without(this.#wanted, "tone");
        return void this.#want();
      case "messageLamp":
        this.#wanted = { ...this.#wanted, lamp: signal.lit };
        return void this.#want();
      case "voiceBandData":
        return void this.#audio.carryData();
    }
  }

  /** Its display is told who calls with the ringing; of the state it needs to know when keys are a number. */
  show({ name }: LineState): void {
    if (dialling.includes(name) || this.#dialled === undefined) return;
    this.#dialled = undefined;
    this.#wanted = without(this.#wanted, "digits");
    this.#want();
  }

  close(): void {
    this.#audio.disconnect();
    this.#gateway.close();
  }

  #want(caller?: Party): void {
    const at = caller && this.#of.time();
    this.#gateway.want(this.#wanted, caller && at && { caller: shown(caller), at });
  }

  /* The gateway. */

  #hears(news: EndpointNews): void {
    switch (news.on) {
      case "presence":
        return void this.#present(news.there);
      case "linked":
        return void this.#audio.linked(news.description);
      case "linkLost":
        return void this.#linkLost();
      default:
        return void this.#sensed(news);
    }
  }

  #present(there: boolean): void {
    this.#isThere = there;
    if (!there) {
      this.#putDown();
      this.#audio.disconnect();
    }
    this.#changed.tell("presence");
  }

  /** What the gateway has taken away in mid-call is made anew; what it refuses is not asked for again. */
  #linkLost(): void {
    const had = this.audio() !== undefined;
    this.#audio.release();
    if (had && this.#isThere) this.#audio.connect("sendrecv");
  }

  #sensed(sense: GatewaySense): void {
    switch (sense.on) {
      case "offHook":
        this.#isLifted = true;
        this.#audio.connect("sendrecv");
        if (this.audio()) this.#changed.tell("audio");
        return void this.#senses.tell({ on: "offHook" });
      case "onHook":
        this.#putDown();
        this.#senses.tell({ on: "onHook" });
        if (this.#wanted.ring) return; // with a call that was held
        return void this.#audio.disconnect();
      case "flash":
        return void this.#senses.tell({ on: "flash" });
      case "digit":
        return void this.#pressed(sense.digit);
    }
  }

  #putDown(): void {
    const heard = this.audio() !== undefined;
    this.#isLifted = false;
    this.#dialled = undefined;
    this.#wanted = without(without(this.#wanted, "tone"), "digits");
    if (heard) this.#changed.tell("audio");
  }

  /** The far party hears the key itself, or an event of RFC 4733 in its place. */
  #pressed(digit: string): void {
    if (this.#dialled !== undefined) this.#dialled += digit;
    this.#senses.tell({ on: "digit", digit, by: this.audio() ? "audio" : "signal" });
    if (this.#dialled === undefined) return;
    const digits = dialMapAfter(this.#dialled, this.#of.dialPlan);
    this.#wanted = { ...without(this.#wanted, "digits"), ...(digits && { digits }) };
    this.#want();
  }

  #audioChanged(): void {
    if (this.#isLifted) this.#changed.tell("audio");
  }
}

const without = (wanted: Wanted, what: "ring" | "tone" | "digits"): Wanted => {
  const { [what]: _, ...rest } = wanted;
  return rest;
};

/** What a caller display shows; of an address what stands behind `sip:`. */
function shown({ number, name, address, hidden }: Party): CallerShown {
  const who = number ?? address?.replace(/^sips?:/i, "");
  return {
    ...(who !== undefined && { number: who }),
    ...(name !== undefined && { name }),
    ...(hidden && { hidden }),
  };
}

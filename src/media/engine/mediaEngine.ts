import type { Brand } from "#kit/brand.ts";
import type { Listen } from "#kit/listeners.ts";
import type { Problem } from "#kit/problem.ts";
import type { Millis } from "#kit/time.ts";
import type { CodecName } from "#media/codec/format.ts";
import type { CircuitSense, CircuitSettings, CircuitSignal } from "#media/loop/circuit.ts";
import type { ModemTone } from "#media/modem/modemTones.ts";
import type { AgreedMedia } from "#media/sdp/agreed.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";
import type { Address } from "#world/network.ts";

/**
 * media/engine: the part that touches packets. It is spoken to in plain data only, so that it can
 * run in this process or in one of its own. It knows ports and who hears whom; it knows no calls.
 * Whoever commands it names the ports; what happens comes back as events that name them too.
 */

/**
 * An audio point. A *session* (rtp, webrtc) or a *loop* (an analogue line) has a party at its far
 * end, who speaks and hears. A *studio* has none: it speaks what is played in it and hears what is
 * recorded in it.
 */
export type AudioPortId = Brand<string, "AudioPortId">;
export const audioPortId = (text: string): AudioPortId => text as AudioPortId;

/** Listener and its speakers. Listeners that are not named keep what they hear; an empty list is silence. */
export type Patch = readonly (readonly [listener: AudioPortId, speakers: readonly AudioPortId[]])[];

/** Decibels; 0 changes nothing. */
export type Decibels = number;

export type MediaCommand =
  | ReserveCommand
  | PortCommand
  /** Says goodbye in RTCP, ends what plays and records there, and rests its UDP ports. */
  | { readonly do: "release"; readonly port: AudioPortId }
  | { readonly do: "patch"; readonly hears: Patch }
  /** Tells `listed`: which ports live, for whoever takes over. */
  | { readonly do: "list" };

/** To one port that is there. */
export type PortCommand =
  /** What the first offer and answer agreed; packets may flow from now on. `peer` is the host that signals: preferred when its media comes from elsewhere than it said. */
  | {
      readonly do: "agree";
      readonly port: AudioPortId;
      readonly agreed: AgreedMedia;
      readonly peer?: string;
    }
  /** What a later offer and answer agreed: hold, another address, other codecs. */
  | {
      readonly do: "change";
      readonly port: AudioPortId;
      readonly agreed: AgreedMedia;
      readonly peer?: string;
    }
  /** Files one after another, as one: heard by a session's party, spoken by a studio. Replaces what played. */
  | {
      readonly do: "play";
      readonly port: AudioPortId;
      readonly files: readonly string[];
      readonly loop?: boolean;
    }
  /** Forward in the files that play, or back: no further than to the beginning; behind the end they are over. */
  | { readonly do: "skip"; readonly port: AudioPortId; readonly by: Millis }
  /** Heard by the party, spoken by a studio. Replaces what played. */
  | { readonly do: "tone"; readonly port: AudioPortId; readonly tone: TonePlan }
  /** Ends playing, tone and recording of the port, or only the one named. */
  | { readonly do: "stop"; readonly port: AudioPortId; readonly only?: "playing" | "recording" }
  /** Writes what a session's party says, or what a studio hears, as a WAV file. */
  | {
      readonly do: "record";
      readonly port: AudioPortId;
      readonly file: string;
      readonly atMost?: Millis;
      /** Ends after so much silence, which is left out before and behind what is said: nothing said, nothing recorded. */
      readonly silence?: Millis;
      /** Behind what is in the file already: another process wrote it. */
      readonly goesOn?: true;
    }
  | {
      readonly do: "gain";
      readonly port: AudioPortId;
      readonly hears: Decibels;
      readonly speaks: Decibels;
    }
  /** 0–9, *, #, A–D, and `!` for a hook-flash; one after another. */
  | {
      readonly do: "sendDigit";
      readonly port: AudioPortId;
      readonly digits: string;
      readonly length?: Millis;
    }
  /** To the line circuit of a loop. */
  | { readonly do: "loop"; readonly port: AudioPortId; readonly signal: CircuitSignal }
  /** From now on nothing is ever sent from this port; there is no way back. */
  | { readonly do: "receiveOnly"; readonly port: AudioPortId }
  /** Listens for a minute whether the party is a fax machine or a modem: in G.711, the only codec that they pass. `modem` tells it. */
  | { readonly do: "seekModem"; readonly port: AudioPortId }
  /** What comes from this party is a modem's from now on (voice-band data, ITU-T V.152): its delay stays as it is, and no loss is hidden. */
  | { readonly do: "voiceBandData"; readonly port: AudioPortId };

export type ReserveCommand =
  /** Takes a pair of UDP ports. `family` as the far end's address needs it. */
  | {
      readonly do: "reserve";
      readonly kind: "rtp";
      readonly port: AudioPortId;
      readonly family?: 4 | 6;
      /** That even port and the next one: they were another process's. Refused when they cannot be had. */
      readonly at?: number;
      /** Made without a sender: one-way by construction. */
      readonly receiveOnly?: boolean;
    }
  /** Answers a browser's offer; `reserved` brings the answer, and nothing need be agreed any more. */
  | {
      readonly do: "reserve";
      readonly kind: "webrtc";
      readonly port: AudioPortId;
      readonly offer: string;
      readonly codecs: readonly CodecName[];
      readonly receiveOnly?: boolean;
    }
  /** The loop of that name, with a line circuit of its own. */
  | {
      readonly do: "reserve";
      readonly kind: "loop";
      readonly port: AudioPortId;
      readonly loop: string;
      readonly circuit: CircuitSettings;
    }
  | { readonly do: "reserve"; readonly kind: "studio"; readonly port: AudioPortId };

export type MediaEvent =
  | {
      readonly on: "reserved";
      readonly port: AudioPortId;
      /** For SDP; absent for studios and browsers. */
      readonly address?: Address;
      readonly rtcp?: Address;
      /** The SDP that answers a browser. */
      readonly answer?: string;
    }
  /** The command could not be done. After a refused `reserve` the port does not exist. */
  | {
      readonly on: "refused";
      readonly port: AudioPortId;
      readonly command: MediaCommand["do"];
      readonly problem: Problem;
    }
  /** Once a key press, as soon as it is certain. */
  | {
      readonly on: "digit";
      readonly port: AudioPortId;
      readonly digit: string;
      readonly by: "event" | "tone";
    }
  | { readonly on: "flash"; readonly port: AudioPortId }
  | { readonly on: "modem"; readonly port: AudioPortId; readonly tone: ModemTone }
  /** What a loop's line circuit sensed; its keys and flashes are told here alone. */
  | { readonly on: "loop"; readonly port: AudioPortId; readonly sense: CircuitSense }
  /** What played came to its end (`finished`), was stopped, or could not be read. Tones that end tell it too. */
  | {
      readonly on: "played";
      readonly port: AudioPortId;
      readonly finished: boolean;
      readonly problem?: Problem;
    }
  | {
      readonly on: "recorded";
      readonly port: AudioPortId;
      readonly file: string;
      readonly length: Millis;
      readonly problem?: Problem;
    }
  /** A browser's path is open. */
  | { readonly on: "dtlsReady"; readonly port: AudioPortId }
  /** The path broke; the port stays until it is released. */
  | { readonly on: "lost"; readonly port: AudioPortId; readonly problem: Problem }
  /** Nothing came for that long although it should have; told again when that time has passed once more. */
  | { readonly on: "silentTooLong"; readonly port: AudioPortId; readonly length: Millis }
  | { readonly on: "stats"; readonly port: AudioPortId; readonly stats: PortStats }
  | { readonly on: "listed"; readonly ports: readonly PortInfo[] };

/** Quality of one session so far; told every 5 s and at the end. */
export interface PortStats {
  /** RTP packets. */
  readonly sent: number;
  readonly received: number;
  /** Expected and never seen; a late one counts as lost in `discarded`. */
  readonly lost: number;
  readonly discarded: number;
  /** From elsewhere than the party: dropped. */
  readonly strangers: number;
  readonly jitter: Millis;
  /** Unknown until the other side has answered a report. */
  readonly roundTrip?: Millis;
  /** What we hear, 1 to 4.5, by the E-model (ITU-T G.107). */
  readonly mos: number;
  readonly codec?: CodecName;
}

export interface PortInfo {
  readonly port: AudioPortId;
  readonly kind: ReserveCommand["kind"];
  readonly address?: Address;
  readonly receiveOnly: boolean;
}

/** Who speaks to it: commands are done in order; what comes of them is told, never returned. */
export interface MediaEngine {
  perform(command: MediaCommand): void;
  readonly events: Listen<MediaEvent>;
  /** Nothing is left: no port, no alarm, no open file. What a leak check asks. */
  idle(): boolean;
  /** Ports in use, and files that are being written, for who watches. */
  held(): { readonly ports: number; readonly files: number };
  /** Releases everything and closes the pooled sockets. */
  close(): Promise<void>;
}

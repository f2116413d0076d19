import type { Result } from "#kit/result.ts";
import type { CodecName } from "#media/codec/format.ts";
import type { MediaEngine } from "#media/engine/mediaEngine.ts";
import type { CallAgent } from "#server/mgcp/callAgent.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import type { Store } from "#server/store/store.ts";
import type { Reader } from "#server/subscriptions/readings.ts";
import type { Journal } from "#server/survival/journal.ts";
import type { UserAgent } from "#sip/agent/userAgent.ts";
import type { PeerPlace } from "#telephony/membership/directory.ts";
import type { Commands } from "#world/commands.ts";
import type { Mail } from "#world/mail.ts";
import type { ServerKey } from "#world/serverKey.ts";
import type { World } from "#world/world.ts";

/** What a feature server is put together from. Whoever made a part closes it. */
export interface ServerParts {
  readonly world: World;
  readonly agent: UserAgent;
  readonly engine: MediaEngine;
  /** What the engine can run, best first. */
  readonly codecs: readonly CodecName[];
  /** For analogue gateways; without it they are offline. */
  readonly callAgent?: CallAgent;
  readonly store: Store;
  /** Of live calls; without it a call ends with the process. The agent's transports wait for it. */
  readonly journal?: Journal;
  readonly settings: SettingsStore;
  readonly key: ServerKey;
  readonly sounds: Sounds;
  /** Of texts from elsewhere: calendars, lists, address books. */
  readonly reader: Reader;
  /** Our address as that peer reaches it: for SDP. */
  readonly ownAddress: (peer?: string) => string;
  /** Where other members of our exchanges may call us straight, by TLS; without it they call through the exchange. */
  readonly peerPlace?: () => PeerPlace | undefined;
  /** Sends letters; without it none are sent. */
  readonly mail?: Mail;
  /** Runs programs of this machine; without it none is run. */
  readonly commands?: Commands;
  /** Hears also what is sent to that multicast group, until it leaves; without it no telephone is heard that looks for us. */
  readonly joinGroup?: (group: string) => () => void;
  /** For User-Agent. */
  readonly product: string;
}

/** Where recordings are, as the media engine reads them. */
export interface Sounds {
  /** A key of `prompts.ts` or `greeting:NAME`; undefined: there is no such recording. */
  fileOf(prompt: string, language: string): string | undefined;
  /** The recording itself, by what `fileOf` gave. */
  read(file: string): Promise<Result<Uint8Array>>;
  /** Music on hold. */
  readonly music: string;
}

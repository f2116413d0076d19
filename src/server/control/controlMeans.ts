import type { Listen } from "#kit/listeners.ts";
import type { Problem } from "#kit/problem.ts";
import type { Accounts } from "#server/accounts/accounts.ts";
import type { CallBook } from "#server/calls/callBook.ts";
import type { BackupControl } from "#server/control/backupControl.ts";
import type { NetworkControl } from "#server/control/networkControl.ts";
import type { Control, MessageControl, Status } from "#server/control.ts";
import type { PlugInDesk } from "#server/provisioning/plugInDesk.ts";
import type { DeviceRegistrar } from "#server/registrar/deviceRegistrar.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import type { Store } from "#server/store/store.ts";
import type { Subscriptions } from "#server/subscriptions/subscriptions.ts";
import type { Telephone } from "#server/telephone.ts";
import type { World } from "#world/world.ts";

/** The parts of a running feature server that the outside may see and use. */
export interface ControlMeans {
  readonly world: World;
  readonly version: string;
  readonly settings: SettingsStore;
  /** The file that the settings are kept in, when they are locked by it. */
  readonly lockedBy?: string | undefined;
  readonly store: Store;
  readonly accounts: Accounts;
  readonly registrar: DeviceRegistrar;
  readonly telephone: (device: string) => Telephone | undefined;
  /** Ids of telephones that do something else than before. */
  readonly telephoneChanges: Listen<string>;
  readonly calls: CallBook;
  readonly placeCall: Control["placeCall"];
  readonly testCall: Control["testCall"];
  readonly announce: Control["announce"];
  readonly endCall: Control["endCall"];
  readonly inHand: Control["inHand"];
  readonly greetings: Control["greetings"];
  readonly recordings: Control["recordings"];
  readonly messages: KeptMessages;
  readonly subscriptions: Pick<Subscriptions, "known" | "contacts" | "views" | "look" | "changes">;
  readonly trials: Control["trials"];
  readonly plugIn: PlugInDesk;
  readonly push: Control["push"];
  readonly policyKey: Control["policyKey"];
  /** Without it nothing can be looked at. */
  readonly network?: NetworkControl | undefined;
  /** Without it there are no gateways. */
  readonly callAgent?: Control["gateways"];
  readonly backups?: BackupControl | undefined;
  readonly attachHandset: Control["attachHandset"];
  readonly attachSip: Control["attachSip"];
  /** What to type into a desk phone. */
  readonly sip?: (() => Status["sip"]) | undefined;
  /** Sockets are open, and new calls are taken. */
  readonly isOpen: () => boolean;
  /** How much of what calls use is in use. */
  readonly held: () => Held;
  /** Signals that could not be meant, from telephones and gateways. */
  readonly ignored: () => Status["ignored"];
  /** Beside those of store and accounts: what the start found. */
  readonly troubles?: () => readonly Problem[];
}

/** All of it is let go of with the last call, at the latest when late answers are waited for no more. */
export interface Held {
  readonly dialogs: number;
  readonly transactions: number;
  readonly ports: number;
  readonly files: number;
}

/** Voicemail, and its news. */
export interface KeptMessages extends MessageControl {
  fresh(): number;
  readonly changes: Listen<string>;
}

import type { Listen } from "#kit/listeners.ts";
import type { Problem } from "#kit/problem.ts";
import type { Result } from "#kit/result.ts";
import type { BlockingControl, PeopleControl } from "#server/control/acquaintance.ts";
import type { BackupControl } from "#server/control/backupControl.ts";
import type {
  CallFilter,
  CallView,
  DecideAnswer,
  LadderView,
  LegSound,
} from "#server/control/callViews.ts";
import type { HandsetChannel, SipChannel } from "#server/control/channels.ts";
import type { DeviceControl } from "#server/control/deviceControl.ts";
import type { GreetingControl } from "#server/control/greetingControl.ts";
import type { InHandControl } from "#server/control/inHandControl.ts";
import type { MembershipControl } from "#server/control/membershipControl.ts";
import type { MessageControl } from "#server/control/messageControl.ts";
import type { MessageView, Page } from "#server/control/messageView.ts";
import type { NetworkControl } from "#server/control/networkControl.ts";
import type { DecideQuestion, ReplayAnswer, RuleUse } from "#server/control/ruleViews.ts";
import type { SettingsControl } from "#server/control/settingsControl.ts";
import type {
  AccountStatus,
  DeviceDetail,
  Status,
  SubscriptionView,
} from "#server/control/statusViews.ts";
import type { TrialControl } from "#server/control/trialControl.ts";
import type { Announcement, TestCall } from "#server/control/wishedCalls.ts";
import type { CallAgent } from "#server/mgcp/callAgent.ts";
import type { IceServer } from "#server/network/iceServers.ts";
import type { PlugInDesk } from "#server/provisioning/plugInDesk.ts";
import type { PushDesk } from "#server/push/pushDesk.ts";
import type { CallFacts } from "#telephony/directing/facts.ts";

/** The web knows nothing of the server but this file. */
export type { BackupContents, BackupControl, BackupView } from "#server/control/backupControl.ts";
export type {
  CallFilter,
  CallView,
  DecideAnswer,
  LadderView,
  LegSound,
  LegView,
} from "#server/control/callViews.ts";
export type {
  HandsetChannel,
  HandsetSense,
  HandsetSignal,
  SipChannel,
} from "#server/control/channels.ts";
export type {
  DeviceChange,
  DeviceControl,
  DeviceLogin,
  DeviceOutcome,
  NewDevice,
} from "#server/control/deviceControl.ts";
export type { GreetingControl } from "#server/control/greetingControl.ts";
export type { CallChoice, InHandControl } from "#server/control/inHandControl.ts";
export type { MessageControl } from "#server/control/messageControl.ts";
export type { MessageView, Page } from "#server/control/messageView.ts";
export type {
  NetworkCheckView,
  NetworkControl,
  NetworkFinding,
  PortKeptOpen,
} from "#server/control/networkControl.ts";
export type { DecideQuestion, ReplayAnswer, RuleUse } from "#server/control/ruleViews.ts";
export type {
  PathProblem,
  SettingsChange,
  SettingsCheck,
  SettingsControl,
  SettingsOutcome,
} from "#server/control/settingsControl.ts";
export type {
  AccountStatus,
  DeviceDetail,
  DeviceStatus,
  Status,
  SubscriptionView,
} from "#server/control/statusViews.ts";
export type {
  AccountTrial,
  AuthorityView,
  DavPlace,
  DialAnswer,
  DialQuestion,
  FoundCollection,
  ServiceAnswer,
  ServiceQuestion,
  TranscriptionTrial,
  TrialControl,
} from "#server/control/trialControl.ts";
export type { Announcement, TestCall } from "#server/control/wishedCalls.ts";
export type { PlugInView } from "#server/provisioning/plugInView.ts";
export type { Site } from "#server/provisioning/site.ts";
export type { Asking } from "#server/provisioning/whoAsks.ts";

/**
 * What the web, the command line and tests may ask of a running feature server, and see of it.
 * Everything is plain data; nothing here gives away a live object but the two channels.
 */
export interface Control {
  readonly settings: SettingsControl;
  status(): Status;
  devices(): readonly DeviceDetail[];
  /** Adds, changes and removes them. */
  readonly telephones: DeviceControl;
  /** For the way of a browser's sound: servers that pass it on, with a login for whoever that is. */
  iceServers(who: string): readonly IceServer[];
  /** Ports that analogue gateways say they have; undefined: nobody listens for gateways here. */
  readonly gateways?: Pick<CallAgent, "search" | "found"> | undefined;
  /** How telephones are set up without typing. */
  readonly provisioning: Pick<
    PlugInDesk,
    "listen" | "view" | "stop" | "file" | "fileByMac" | "invite" | "taken" | "servedAt"
  >;
  /** Browsers that are woken. */
  readonly push: PushControl;
  accounts(): readonly AccountStatus[];
  /** What the owner tries before relying on it. */
  readonly trials: TrialControl;
  /** Calendars, lists of numbers and address books that are kept elsewhere. */
  subscriptions(): readonly SubscriptionView[];
  /** Looks there now; false: there is none such. */
  refresh(kind: SubscriptionView["kind"], id: string): boolean;
  /** What would happen, without anything happening. */
  decide(question: DecideQuestion): Result<DecideAnswer>;
  /** All that is known of such a call beside the settings: with both, anybody can decide it alike. */
  facts(question: DecideQuestion): Result<CallFacts>;
  /** The last so many decided calls, decided again with these rules, or with those in force: which would end otherwise. */
  replay(rules: unknown, last: number): Result<ReplayAnswer>;
  /** Calls of this month by the rule that decided them; rules that decided none are left out. */
  ruleUses(): readonly RuleUse[];
  /** Newest first; `cursor` is what the page before gave as `next`. */
  calls(cursor: string | undefined, limit: number, filter?: CallFilter): Page<CallView>;
  call(id: string): CallView | undefined;
  ladder(id: string): LadderView | undefined;
  /** How each party was heard, over time. */
  quality(id: string): readonly LegSound[] | undefined;
  /** Rings the device; when it answers, calls `to`. `echo` answers with one's own voice. */
  placeCall(device: string, to: string): Result<{ readonly id: string }>;
  /** As if that caller rang now: all that the rules, or a draft of them, say is done, and marked as a test. `decide.unknownAccount`, or what is wrong with the draft. */
  testCall(asked: TestCall): Result<{ readonly id: string }>;
  /** The house speaks one way into telephones. `server.noDevice`, `speech.notInstalled`, `speech.text`. */
  announce(what: Announcement): Promise<Result<{ readonly id: string }>>;
  endCall(id: string): boolean;
  readonly inHand: InHandControl;
  /** Of calls, as messages: `from` is the other party. */
  readonly recordings: {
    page(cursor: string | undefined, limit: number): Page<MessageView>;
    audio(id: string): Promise<Result<Uint8Array>>;
    delete(id: string): Promise<Result<void>>;
  };
  readonly messages: MessageControl;
  readonly greetings: GreetingControl;
  readonly policyKey: PolicyKeyControl;
  /** Undefined: what is kept here has no folder. */
  readonly backups?: BackupControl | undefined;
  /** The way from the house to the world. */
  readonly network: NetworkControl;
  readonly people: PeopleControl;
  readonly blocking: BlockingControl;
  /** An address book's people join those of the settings; what could not be read is told and left out. */
  importPeople(vcards: string, who: string): Promise<PeopleImport>;
  /** Exchanges that the owner belongs to. */
  readonly membership: MembershipControl;
  /** Live events after `since`; older than what is kept: undefined, and the page must load anew. */
  eventsSince(since: number): readonly ServerEvent[] | undefined;
  readonly lastEvent: number;
  readonly events: Listen<ServerEvent>;
  /** A browser becomes the telephone of that device until the channel closes. */
  attachHandset(device: string, channel: HandsetChannel): Result<void>;
  /** A SIP peer over WebSocket (RFC 7118). */
  attachSip(channel: SipChannel): void;
  /** Prometheus text, version 0.0.4. */
  metrics(): Promise<string>;
  /** True when calls can be taken: sockets are open. Where the store has trouble calls go on; `status` says so. */
  ready(): boolean;
}

/** Those that said so, for the telephone that each is. */
export type PushControl = Pick<
  PushDesk,
  "publicKey" | "subscribe" | "subscribed" | "unsubscribe" | "judgedBy"
>;

/** What our word at exchanges is signed with. */
export interface PolicyKeyControl {
  /** The public half, base64url; undefined in the first moment of a start. */
  current(): string | undefined;
  /** When those before were replaced, wall time, oldest first: the last sixteen. */
  rotated(): readonly number[];
  /** A new one from now on, named by the one before: exchanges take it from there. Nothing changes when it cannot be kept. */
  rotate(): Promise<Result<void>>;
}

export interface PeopleImport {
  readonly added: number;
  readonly updated: number;
  /** Cards that were left out, and why the settings did not take the others. */
  readonly problems: readonly Problem[];
}

export interface ServerEvent {
  readonly seq: number;
  readonly type:
    | "call.started"
    | "call.changed"
    | "call.ended"
    | "device.changed"
    | "account.changed"
    | "message.changed"
    | "greeting.changed"
    | "subscription.changed"
    | "network.changed"
    | "settings.changed";
  readonly data: unknown;
}

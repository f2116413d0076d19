import { listeners } from "#kit/listeners.ts";
import { ok } from "#kit/result.ts";
import { wallTime } from "#kit/time.ts";
import { searched } from "#server/calls/callFilter.ts";
import type { HandsetSense } from "#server/control/channels.ts";
import { wouldDecide, wouldKnow } from "#server/control/wouldDecide.ts";
import type { Control, ServerEvent, Status } from "#server/control.ts";
import { busySettings, manyOf, pagesOf } from "./busyHouse.ts";
import { fakeBackups } from "./fakeBackups.ts";
import { crowdedSettings, houseSettings, margaret } from "./fakeHouse.ts";
import { fakeGreetings, fakeMessages, silence } from "./fakeMessages.ts";
import { fakeNetwork } from "./fakeNetwork.ts";
import { fakePeople } from "./fakePeople.ts";
import { fakeGateways, fakePlugIn } from "./fakePlugIn.ts";
import { type FakeSettings, fakeSettings } from "./fakeSettings.ts";
import { FakeStage } from "./fakeStage.ts";
import { fakeTrials } from "./fakeTrials.ts";
import { ladderRows, soundOf } from "./fakeWire.ts";

/**
 * A server without telephones: the pages' own stage. It decides with the real rules and validates
 * with the real settings; its calls are told, its handset only signals. Driven by its test.
 */
export interface FakeControl extends Control {
  readonly provisioning: ReturnType<typeof fakePlugIn>;
  /** Rings the handset page as if that number called. */
  ring(number: string, pattern?: readonly number[]): void;
  /** Somebody wishes to speak one way into the handset page. */
  speaksOneWay(number: string): void;
  /** Somebody in the kitchen picks up. */
  answerInKitchen(): void;
  /** And parks the call in that slot. */
  parkInKitchen(slot: number): void;
  /** The caller gives up, or hangs up. */
  hangUp(): void;
  /** From now on the settings are kept in that file. */
  locks(by: string | undefined): void;
  /** From now on the owner has these troubles. */
  hasTroubles(troubles: Status["troubles"]): void;
  /** What the handset page has sent. */
  readonly sensed: readonly HandsetSense[];
  sense(fits: (frame: HandsetSense) => boolean): Promise<HandsetSense>;
}

export type FakeHouse = keyof typeof houses;

/** One that is as it should be, and one that is down. */
const subscriptions = (now: number): ReturnType<Control["subscriptions"]> => [
  {
    kind: "calendar",
    id: "meetings",
    name: "Meetings",
    host: "calendar.example",
    count: 12,
    asOf: now - 300_000,
  },
  {
    kind: "list",
    id: "spam",
    name: "Spam of the town",
    host: "lists.example",
    count: 812,
    stopped: 3,
    asOf: now - 90_000_000,
    problem: { code: "subscription.trouble", detail: "lists.example answers 503" },
  },
  {
    kind: "addressBook",
    id: "choir",
    name: "The choir",
    host: "dav.example",
    count: 3,
    asOf: now - 1_500_000,
  },
];

/** Ada's; one where every name is long; one with ten thousand calls and two thousand people; and an empty one: nothing has rung, nothing is set. */
const houses = {
  ada: houseSettings,
  crowded: crowdedSettings,
  busy: busySettings,
  empty: {},
} as const;

export interface FakeOptions {
  readonly now: () => number;
  readonly house: FakeHouse;
}

/** With the real function; nothing was ever decided. */
function thinking(
  settings: FakeSettings,
  stage: FakeStage,
  now: () => number,
): Pick<Control, "decide" | "facts" | "replay"> {
  const states = (id: string) => stage.devices().find((one) => one.id === id)?.state ?? "offline";
  return {
    decide: (question) => wouldDecide(question, settings.now(), wallTime(now()), { states }),
    facts: (question) => wouldKnow(question, settings.now(), wallTime(now()), { states }),
    replay: () => ok({ looked: 0, different: [] }),
  };
}

export function fakeControl({ now, house }: FakeOptions): FakeControl {
  const empty = house === "empty";
  const journal = eventJournal();
  const settings = fakeSettings(houses[house], () => journal.tell("settings.changed"));
  const stage = new FakeStage({ settings, now, tell: journal.tell, empty });
  const messages = fakeMessages(now(), empty, () => journal.tell("message.changed"));
  let said: Partial<Status> = {};
  const says = (more: Partial<Status>): void => {
    said = more;
    journal.tell("account.changed");
  };
  const fresh = (): number => messages.list().filter(({ heard }) => !heard).length;
  return {
    ...journal.control,
    get lastEvent() {
      return journal.last();
    },
    settings: settings.control,
    status: () => ({ ...statusOf(settings, stage, fresh(), empty), ...said }),
    devices: () => stage.devices(),
    telephones: settings.telephones,
    ...{ provisioning: fakePlugIn(now), gateways: fakeGateways() },
    push: fakePush(),
    subscriptions: () => (empty ? [] : subscriptions(now())),
    refresh: () => false,
    trials: fakeTrials(() => settings.now(), now),
    accounts: () => settings.now().accounts.map((one) => registered(one, now())),
    ...thinking(settings, stage, now),
    ...fakePeople({ settings, calls: () => stage.calls(), now, empty: house !== "ada" }),
    calls: callsOf(stage, settings, house === "busy", now),
    ruleUses: () => (empty ? [] : ruleUses(now())),
    ...oneCallOf(stage),
    ...placingOn(stage),
    endCall: () => stage.end(),
    greetings: fakeGreetings(),
    inHand: inHandOn(stage),
    recordings,
    backups: fakeBackups(now()),
    network: fakeNetwork(now, () => journal.tell("network.changed")),
    iceServers: () => [],
    messages: messages.control,
    ...{ membership: settings.membership, policyKey },
    ...quiet,
    attachHandset: (device, channel) => stage.attach(device, channel),
    ring: (number, pattern) => stage.ring({ number }, pattern),
    speaksOneWay: (number) => stage.handset.announce({ number }),
    ...inKitchen(stage),
    hangUp: () => void stage.end(),
    locks: (by) => says(by === undefined ? {} : { settingsLockedBy: by }),
    hasTroubles: (troubles) => says({ troubles }),
    sensed: stage.handset.sensed,
    sense: (fits) => stage.handset.sense(fits),
  };
}

const inKitchen = (stage: FakeStage): Pick<FakeControl, "answerInKitchen" | "parkInKitchen"> => ({
  answerInKitchen: () => stage.answerInKitchen(),
  parkInKitchen: (slot) => stage.parkInKitchen(slot),
});

const placingOn = (stage: FakeStage): Pick<Control, "placeCall" | "testCall" | "announce"> => ({
  placeCall: (device) => stage.place(device),
  testCall: (asked) => stage.test(asked),
  announce: async () => ok({ id: "announced" }),
});

/** What no page looks at. */
const quiet: Pick<Control, "importPeople" | "attachSip" | "metrics" | "ready"> = {
  importPeople: () => Promise.resolve({ added: 0, updated: 0, problems: [] }),
  attachSip: () => undefined,
  metrics: () => Promise.resolve("ringwise_active_calls 0\n"),
  ready: () => true,
};

const inHandOn = (stage: FakeStage): Control["inHand"] => ({
  ...inHand,
  take: (_call, device) => stage.place(device),
  listen: (_call, device) => stage.place(device),
});

function oneCallOf(stage: FakeStage): Pick<Control, "call" | "ladder" | "quality"> {
  const call = (id: string) => stage.calls().find((one) => one.id === id);
  return {
    call,
    ladder: () => ({ rows: ladderRows, keeps: { messages: true, days: 7 } }),
    quality(id) {
      const found = call(id);
      return found && soundOf(found);
    },
  };
}

const callsOf =
  (
    stage: FakeStage,
    settings: FakeSettings,
    isBusy: boolean,
    now: () => number,
  ): Control["calls"] =>
  (cursor, limit, filter) => {
    const all = isBusy ? manyOf(stage.calls(), now()) : stage.calls();
    return searched(pagesOf(all), { cursor, limit, ...filter }, settings.now());
  };
const ruleUses = (now: number): ReturnType<Control["ruleUses"]> => [
  {
    rule: "family",
    calls: 61,
    last: { id: "c5", began: now - 240_000, from: { number: margaret } },
  },
  { rule: "night", calls: 4, last: { id: "c6", began: now - 44_000_000, from: {} } },
];

/** A push service's browser can be no telephone of a house that is none: it is kept, and never woken. */
function fakePush(): Control["push"] {
  const kept = new Map<string, { readonly id: string; readonly device: string }>();
  return {
    publicKey: () => Promise.resolve(ok(`B${"A".repeat(86)}`)),
    subscribe({ device, endpoint }) {
      kept.set(endpoint, { id: String(kept.size), device });
      return Promise.resolve(ok({ id: String(kept.size - 1) }));
    },
    subscribed: () => [...kept.values()],
    unsubscribe(id) {
      for (const [endpoint, one] of kept) if (one.id === id) kept.delete(endpoint);
      return Promise.resolve(ok(undefined));
    },
    judgedBy: () => undefined,
  };
}

const policyKey: Control["policyKey"] = {
  current: () => "zG2HCIPL6d0n_ukCBT3ZbH6TeS7Z1uoB2vNsmO3v0tE",
  rotated: () => [Date.parse("2026-03-03T09:00:00Z"), Date.parse("2026-09-14T18:30:00Z")],
  rotate: () => Promise.resolve(ok(undefined)),
};

const done = () => ok(undefined);
const inHand = { park: done, choose: done, join: done, dropLast: done, mute: done, record: done };
const recordings: FakeControl["recordings"] = {
  page: () => ({ items: [] }),
  audio: () => Promise.resolve(ok(silence())),
  delete: () => Promise.resolve(done()),
};

function eventJournal() {
  const events = listeners<ServerEvent>();
  const kept: ServerEvent[] = [];
  return {
    tell(type: ServerEvent["type"], data: unknown = {}): void {
      const event = { seq: kept.length + 1, type, data };
      kept.push(event);
      events.tell(event);
    },
    last: () => kept.length,
    control: {
      eventsSince: (since: number) => (since > kept.length ? undefined : kept.slice(since)),
      events: events.listen,
    },
  };
}

function statusOf(
  settings: ReturnType<typeof fakeSettings>,
  stage: FakeStage,
  newMessages: number,
  empty: boolean,
): Status {
  const { numbers, owner, mode } = settings.now();
  const number = numbers[0]?.number;
  return {
    ...(number !== undefined && { number }),
    owner: owner.name,
    mode: { now: mode.now },
    line: stage.line(),
    live: stage.live(),
    newMessages,
    today: empty ? {} : { answered: 3, missed: 2, message: 1 },
    sip: { host: "192.168.1.10", port: 5060, tlsPort: 5061 },
    troubles: [],
    ignored: [],
    version: "0.1.0",
  };
}

const registered = (account: { id: string; kind: string; server: string }, now: number) => ({
  id: account.id,
  kind: account.kind,
  server: account.server,
  state: "registered" as const,
  since: now - 9 * 3_600_000,
  roundTrip: 28.4,
});

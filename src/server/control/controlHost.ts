import { type EventRing, eventRing } from "#kit/eventRing.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { searched } from "#server/calls/callFilter.ts";
import { blockingControl } from "#server/control/blockingControl.ts";
import type { ControlMeans } from "#server/control/controlMeans.ts";
import { DeviceBook } from "#server/control/deviceBook.ts";
import { deviceControl } from "#server/control/deviceControl.ts";
import { membershipControl } from "#server/control/membershipControl.ts";
import { type Metrics, metrics } from "#server/control/metrics.ts";
import { noNetworkControl } from "#server/control/networkControl.ts";
import { peopleControl } from "#server/control/peopleControl.ts";
import { takeOverPeople } from "#server/control/peopleImport.ts";
import { RuleUses } from "#server/control/ruleUse.ts";
import { settingsControl } from "#server/control/settingsControl.ts";
import { statusOf } from "#server/control/status.ts";
import { TodayCount } from "#server/control/todayCount.ts";
import { type Surroundings, wouldDecide, wouldKnow } from "#server/control/wouldDecide.ts";
import { wouldReplay } from "#server/control/wouldReplay.ts";
import type { Control, ServerEvent } from "#server/control.ts";
import { iceServers } from "#server/network/iceServers.ts";

/** The feature server's `Control`: views of its parts, and their news as numbered events. */
export function controlHost(means: ControlMeans): Control {
  const { accounts, calls, ignored, messages, world } = means;
  const devices = deviceBook(means);
  const { today, ruleUses } = countsOf(means);
  const ring = eventRing<ServerEvent>();
  const troubles = (): readonly Problem[] => troublesOf(means);
  const control: Control = {
    settings: settingsControl(means.settings, means.lockedBy, () => world.clock.wallTime()),
    status: () => statusOf({ ...means, devices: devices.all(), today, troubles: troubles() }),
    devices: () => devices.details(),
    telephones: deviceControl(means),
    ...{ provisioning: means.plugIn, gateways: means.callAgent },
    push: means.push,
    policyKey: means.policyKey,
    accounts: () => accounts.status(),
    trials: means.trials,
    ...thinking(means, devices),
    ...acquaintance(means),
    subscriptions: () => means.subscriptions.views(),
    refresh: (kind, id) => means.subscriptions.look(kind, id),
    calls: (cursor, limit, filter) => {
      const wanted = { cursor, limit, ...filter };
      return searched((...page) => calls.page(...page), wanted, means.settings.current());
    },
    ruleUses: () => ruleUses.all(),
    call: (id) => calls.call(id),
    ladder: (id) => {
      const rows = calls.ladder(id);
      return rows && { rows, keeps: means.settings.current().ladders };
    },
    quality: (id) => calls.quality(id),
    ...placing(means),
    inHand: means.inHand,
    ...networkOf(means),
    backups: means.backups,
    greetings: means.greetings,
    recordings: means.recordings,
    messages,
    membership: membershipControl(means),
    importPeople: (vcards, who) => takeOverPeople(vcards, who, means),
    eventsSince: ring.since,
    get lastEvent() {
      return ring.last;
    },
    events: ring.events,
    attachHandset: means.attachHandset,
    attachSip: means.attachSip,
    metrics: () => figures.text(),
    ready: means.isOpen,
  };
  const figures = metrics(
    { ...control, live: () => calls.live(), troubles, ignored, held: means.held },
    means.version,
  );
  tellNews(means, devices, { ring, figures });
  return control;
}

const networkOf = ({
  network = noNetworkControl,
  settings,
  world,
}: ControlMeans): Pick<Control, "network" | "iceServers"> => ({
  network,
  iceServers: (who) =>
    iceServers(settings.current().network.turn, {
      who,
      now: world.clock.wallTime(),
      crypto: world.crypto,
    }),
});

/** Calls that are begun from outside, and ended. */
const placing = ({ placeCall, testCall, announce, endCall }: ControlMeans) => ({
  ...{ placeCall, testCall, announce, endCall },
});

/** What would become of calls, and of those that were. */
function thinking(
  means: ControlMeans,
  devices: DeviceBook,
): Pick<Control, "decide" | "facts" | "replay"> {
  const around: Surroundings = {
    states: (id) => devices.stateOf(id),
    known: (caller, at) => means.subscriptions.known(caller, at),
  };
  const now = () => means.world.clock.wallTime();
  return {
    decide: (question) => wouldDecide(question, means.settings.current(), now(), around),
    facts: (question) => wouldKnow(question, means.settings.current(), now(), around),
    replay: (rules, last) => wouldReplay(rules, last, means),
  };
}

/** Whom the owner knows, and who is kept off. */
function acquaintance(means: ControlMeans): Pick<Control, "people" | "blocking"> {
  const { settings, lockedBy, subscriptions } = means;
  const known: Surroundings["known"] = (caller, at) => subscriptions.known(caller, at);
  const contacts = () => subscriptions.contacts();
  return {
    people: peopleControl({ settings, lockedBy, contacts }),
    blocking: blockingControl({ ...counting(means), settings, lockedBy, around: { known } }),
  };
}

/** What is counted of the calls. */
function countsOf(means: ControlMeans) {
  const of = counting(means);
  return { today: new TodayCount(of), ruleUses: new RuleUses(of) };
}

const counting = ({ calls, settings, world }: ControlMeans) => ({
  calls,
  zone: () => settings.current().owner.timeZone,
  now: () => world.clock.wallTime(),
});

const deviceBook = ({ settings, telephone, registrar, calls, world }: ControlMeans): DeviceBook =>
  new DeviceBook({
    devices: () => settings.current().devices,
    telephone,
    places: (id) => registrar.places(id),
    rules: () => settings.current().rules,
    calls: () => calls.page(undefined, 200).items,
    now: () => world.clock.wallTime(),
  });

interface Told {
  readonly ring: EventRing<ServerEvent>;
  readonly figures: Metrics;
}

function tellNews(means: ControlMeans, devices: DeviceBook, { ring, figures }: Told): void {
  const {
    accounts,
    calls,
    messages,
    plugIn,
    registrar,
    settings,
    subscriptions,
    telephoneChanges,
  } = means;
  calls.news(({ type, call }) => {
    ring.tell(type, call);
    if (type === "call.ended" && !call.test) figures.ended(call);
  });
  const device = (id: string): void => {
    const status = devices.get(id);
    if (status) ring.tell("device.changed", status);
  };
  telephoneChanges(device);
  registrar.changes(device);
  plugIn.changes(device);
  accounts.changes((id) => {
    const status = accounts.status().find((one) => one.id === id);
    ring.tell("account.changed", status ?? { id });
  });
  subscriptions.changes((key) => ring.tell("subscription.changed", { key }));
  means.greetings.changes((name) => ring.tell("greeting.changed", { name }));
  means.network?.changes(() => ring.tell("network.changed", {}));
  messages.changes((id) => ring.tell("message.changed", { id, fresh: messages.fresh() }));
  settings.changes(() => ring.tell("settings.changed", { etag: String(settings.version()) }));
}

/** What to know and do, each in one line. */
function troublesOf({ accounts, store, troubles }: ControlMeans): readonly Problem[] {
  const kept = store.trouble();
  const failed = accounts
    .status()
    .filter(({ state }) => state === "failed")
    .map(({ id, detail = "" }) => problem("accounts.failed", `${id}: ${detail}`));
  return [...(kept.ok ? [] : [kept.problem]), ...failed, ...(troubles?.() ?? [])];
}

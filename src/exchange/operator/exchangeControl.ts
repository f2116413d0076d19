import type { ExchangeControl, ExchangeEvent } from "#exchange/control.ts";
import { auditBook } from "#exchange/operator/auditBook.ts";
import { callViews } from "#exchange/operator/callViews.ts";
import type { ControlMeans } from "#exchange/operator/controlMeans.ts";
import { hostingActs } from "#exchange/operator/hostingActs.ts";
import { metrics } from "#exchange/operator/metrics.ts";
import { limitActs, tierActs, trunkActs } from "#exchange/operator/otherActs.ts";
import { overviewOf } from "#exchange/operator/overview.ts";
import { SettingsDesk } from "#exchange/operator/settingsDesk.ts";
import { traffic } from "#exchange/operator/traffic.ts";
import { UserActs } from "#exchange/operator/userActs.ts";
import { userViews } from "#exchange/operator/userViews.ts";
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import { eventRing } from "#kit/eventRing.ts";
import type { Cancel } from "#kit/listeners.ts";
import { sameValue } from "#kit/sameValue.ts";
import { after, seconds } from "#kit/time.ts";
import type { World } from "#world/world.ts";

/**
 * exchange/operator: the exchange as its operator sees and changes it. This file: the control, made
 * of the desks beside it.
 */
export interface OpenControl {
  readonly control: ExchangeControl;
  /** The settings are others than before, by somebody who changed their file. */
  settingsChanged(): void;
  close(): void;
}

/** A page that looks anew so often is as good as one that is told of each call. */
const tellEvery = seconds(0.25);

export function exchangeControl(means: ControlMeans): OpenControl {
  const { world, exchange } = means;
  const { inside } = exchange;
  const now = () => world.clock.wallTime();
  const ring = eventRing<ExchangeEvent>();
  const since = now();
  const news = calmly(world, (type) => ring.tell(type, {}));
  const ears = [
    inside.locations.changes(() => news.of("users.changed")),
    inside.calls.changes(() => news.of("calls.changed")),
  ];
  const audit = auditBook(means.audit, { ...world, now });
  let ours: ExchangeSettings | undefined;
  const use = (settings: ExchangeSettings): void => {
    ours = settings;
    exchange.use(settings);
    means.hosts?.use(settings);
    ring.tell("settings.changed", {});
  };
  const desk = new SettingsDesk({ ...world, audit, use, kept: means.kept });
  const status = () => overviewOf(means, since);
  const busy = traffic(inside, now);
  const { settings, joined } = inside;
  const { place, hosts } = means;
  const inviting = { ...world, ...{ desk, settings, joined, now, place } };
  const other = { inside, desk, audit, crypto: world.crypto, traffic: busy };
  return {
    settingsChanged() {
      if (sameValue(ours, settings())) return;
      audit.note("the file", { act: "settingsRead" });
      ring.tell("settings.changed", {});
    },
    control: {
      ...{ status, audit, settings: desk },
      users: userViews(inside, busy, now),
      userActs: new UserActs(inviting),
      hosting: hostingActs({ ...inviting, audit, hosts }),
      trunks: trunkActs(other),
      tiers: tierActs(other),
      limits: limitActs(other),
      calls: callViews(inside.calls, means.wires),
      ready: () => true,
      metrics: metrics(status),
      eventsSince: ring.since,
      events: ring.events,
      get lastEvent() {
        return ring.last;
      },
    },
    close() {
      for (const ear of ears) ear();
      busy.close();
      news.close();
    },
  };
}

/** Told at once, and then again when the time is up if there was more: a storm of calls is no storm of news. */
function calmly({ clock }: Pick<World, "clock">, tell: (type: ExchangeEvent["type"]) => void) {
  const waiting = new Map<ExchangeEvent["type"], { more: boolean; cancel: Cancel }>();
  const begin = (type: ExchangeEvent["type"]): void => {
    tell(type);
    const cancel = clock.at(after(clock.now(), tellEvery), () => {
      const more = waiting.get(type)?.more;
      waiting.delete(type);
      if (more) begin(type);
    });
    waiting.set(type, { more: false, cancel });
  };
  return {
    of(type: ExchangeEvent["type"]): void {
      const one = waiting.get(type);
      if (one) one.more = true;
      else begin(type);
    },
    close(): void {
      for (const { cancel } of waiting.values()) cancel();
      waiting.clear();
    },
  };
}

import type { ExchangeControl, ExchangeEvent } from "#exchange/control.ts";
import type { ControlMeans } from "#exchange/operator/controlMeans.ts";
import { metrics } from "#exchange/operator/metrics.ts";
import { overviewOf } from "#exchange/operator/overview.ts";
import { eventRing } from "#kit/eventRing.ts";
import type { Cancel } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import type { World } from "#world/world.ts";

/**
 * exchange/operator: the exchange as its operator sees and changes it. This file: the control, made
 * of the desks beside it.
 */
export interface OpenControl {
  readonly control: ExchangeControl;
  /** The settings are others than before. */
  settingsChanged(): void;
  close(): void;
}

/** A page that looks anew so often is as good as one that is told of each call. */
const tellEvery = seconds(0.25);

export function exchangeControl(means: ControlMeans): OpenControl {
  const { world, exchange } = means;
  const ring = eventRing<ExchangeEvent>();
  const since = world.clock.wallTime();
  const news = calmly(world, (type) => ring.tell(type, {}));
  const ears = [exchange.locations.changes(() => news.of("users.changed"))];
  const status = () => overviewOf(means, since);
  const measured = metrics(status);
  return {
    settingsChanged: () => ring.tell("settings.changed", {}),
    control: {
      status,
      ready: () => true,
      metrics: measured,
      eventsSince: ring.since,
      get lastEvent() {
        return ring.last;
      },
      events: ring.events,
    },
    close() {
      for (const ear of ears) ear();
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

import { ok } from "#kit/result.ts";
import { type WallTime, wallTime } from "#kit/time.ts";
import type { Control, PlugInView } from "#server/control.ts";

/** A telephone is plugged in as often as its test says so. */
export function fakePlugIn(now: () => number): Control["provisioning"] & {
  shows(view: Partial<PlugInView>): void;
} {
  let view: PlugInView | undefined;
  const none = { ok: false, problem: { code: "provisioning.nothing", detail: "" } } as const;
  const time = (): WallTime => wallTime(now());
  return {
    listen(device) {
      const ends = wallTime(time() + 180_000);
      const url = "http://192.168.1.10:8080/p/0123456789abcdef0123456789abcdef/";
      view = { device, ends, isOver: false, steps: {}, others: [], packets: [], url };
      return ok(view);
    },
    view: () => view,
    stop() {
      view = undefined;
    },
    file: () => none,
    fileByMac: () => none,
    invite: (device) =>
      ok({ device, token: "0123456789abcdef", expires: wallTime(time() + 600_000) }),
    taken: () => none,
    servedAt: () => undefined,
    shows(more) {
      if (view) view = { ...view, ...more };
    },
  };
}

/** A gateway begins as soon as somebody looks for one; one of its ports is a telephone already. */
export function fakeGateways(): NonNullable<Control["gateways"]> {
  let found: ReturnType<NonNullable<Control["gateways"]>["found"]> = [];
  return {
    found: () => found,
    search() {
      found = [{ gateway: "192.168.1.20", ports: ["aaln/1@gw1.lan", "aaln/2@gw1.lan"] }];
      return { host: "192.168.1.10", port: 2727 };
    },
  };
}

/** A headset with a hook of its own (WebHID): its button picks up and hangs up, its lamps follow the telephone. */
import type { Telephone } from "./handset.ts";
import { bitsIn, type HidReport, onIn, reportsFor, telephony, usage } from "./hidReports.ts";
import type { Handset } from "./state.ts";

interface HidCollection {
  readonly usagePage?: number;
  readonly inputReports?: readonly HidReport[];
  readonly outputReports?: readonly HidReport[];
}
interface HidDevice extends EventTarget {
  readonly opened: boolean;
  readonly productName: string;
  readonly collections: readonly HidCollection[];
  open(): Promise<void>;
  sendReport(reportId: number, data: Uint8Array<ArrayBuffer>): Promise<void>;
}
interface Hid extends EventTarget {
  getDevices(): Promise<readonly HidDevice[]>;
  requestDevice(of: { filters: readonly object[] }): Promise<readonly HidDevice[]>;
}
interface InputReport extends Event {
  readonly reportId: number;
  readonly data: DataView;
}

const hid = (): Hid | undefined => (navigator as { readonly hid?: Hid }).hid;

const isHeadset = ({ collections }: HidDevice): boolean =>
  collections.some(({ usagePage }) => usagePage === telephony);

/** Those that this browser was allowed, each with its name. */
export async function headsets(): Promise<readonly HidDevice[]> {
  return ((await hid()?.getDevices()) ?? []).filter(isHeadset);
}

/** The browser asks which one, and whether it may. */
export async function askHeadset(): Promise<readonly HidDevice[]> {
  return (await hid()?.requestDevice({ filters: [{ usagePage: telephony }] })) ?? [];
}

/** Those that are allowed, and each that comes. Each is followed once: who opens it holds it. */
export async function followHeadsets(phone: Telephone): Promise<void> {
  const take = (device: HidDevice): void => {
    if (!isHeadset(device) || device.opened) return;
    void follow(device, phone).catch(() => undefined); // another program holds it
  };
  hid()?.addEventListener("connect", (event) =>
    take((event as Event & { readonly device: HidDevice }).device),
  );
  for (const device of await headsets()) take(device);
}

async function follow(device: HidDevice, phone: Telephone): Promise<void> {
  await device.open();
  const bits = bitsIn(device.collections.flatMap(({ inputReports = [] }) => inputReports));
  const lamps = device.collections.flatMap(({ outputReports = [] }) => outputReports);
  const hooked = new Set(bits.filter((bit) => bit.usage === usage.hook).map((bit) => bit.reportId));
  let was: ReadonlySet<number> = new Set();
  device.addEventListener("inputreport", (event) => {
    const { reportId, data } = event as InputReport;
    if (!hooked.has(reportId)) return;
    const now = onIn(bits, reportId, data);
    heard(was, now, phone);
    was = now;
  });
  let shown = "";
  const show = (): void => {
    const on = lit(phone.now());
    const said = [...on].join(" ");
    if (said === shown) return;
    shown = said;
    for (const { reportId, data } of reportsFor(lamps, on))
      void device.sendReport(reportId, data).catch(() => undefined); // it was pulled out
  };
  phone.subscribe(show);
  show();
}

/** The hook is a switch; the other keys are pressed and let go. */
function heard(was: ReadonlySet<number>, now: ReadonlySet<number>, phone: Telephone): void {
  const pressed = (one: number): boolean => now.has(one) && !was.has(one);
  const { hook, muted } = phone.now();
  if (pressed(usage.hook)) void phone.lift();
  else if (was.has(usage.hook) && !now.has(usage.hook) && hook === "off") phone.hangUp();
  if (pressed(usage.mute) && hook === "off") phone.mute(!muted);
  if (pressed(usage.flash) && hook === "off") phone.flash();
}

function lit({ ring, hook, muted }: Handset): ReadonlySet<number> {
  return new Set([
    ...(hook === "off" ? [usage.offHookLed] : []),
    ...(ring ? [usage.ringLed] : []),
    ...(muted ? [usage.muteLed] : []),
  ]);
}

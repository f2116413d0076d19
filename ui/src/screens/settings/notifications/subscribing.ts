/** This browser's subscription, with its push service and with the server. */
import { type Api, dataOf } from "../../../api/client.ts";

/** Both know of it, and it is for that telephone. */
export async function isSubscribed(api: Api, device: string | undefined): Promise<boolean> {
  const [mine, known] = await Promise.all([
    ownSubscription(),
    dataOf(api.client.GET("/api/v1/session/push")),
  ]);
  return mine !== null && known.items.some((one) => one.device === device);
}

/** Asks whoever sits there, who may rather not. */
export async function subscribe(api: Api, device: string, language: string): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") return;
  const { key } = await dataOf(api.client.GET("/api/v1/session/push-key"));
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription();
  if (before && keyOf(before) !== key) await before.unsubscribe(); // of another server that was here
  const how = { userVisibleOnly: true, applicationServerKey: key };
  const made = await Promise.race([pushManager.subscribe(how), never()]);
  const { endpoint = "", keys = {} } = made.toJSON();
  const { p256dh = "", auth = "" } = keys;
  const body = { device, endpoint, keys: { p256dh, auth }, language };
  await dataOf(api.client.POST("/api/v1/session/push", { body }));
}

/** Where the server cannot be reached, its next push finds that nobody is there. */
export async function unsubscribe(api: Api): Promise<void> {
  await (await ownSubscription())?.unsubscribe();
  const { items } = await dataOf(api.client.GET("/api/v1/session/push"));
  for (const { id } of items)
    await dataOf(api.client.DELETE("/api/v1/session/push/{id}", { params: { path: { id } } }));
}

/** A browser that does not reach its push service may try for ever. */
const never = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error("no push service")), 15_000);
  });

async function ownSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker?.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

function keyOf({ options }: PushSubscription): string {
  const key = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...key));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

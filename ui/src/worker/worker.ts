/**
 * worker: keeps the page's shell, so that it opens, and says what it knows, also when the server
 * cannot be reached. Nothing of the household is kept: the page itself and its assets alone. While
 * no page is open it shows who calls, and leads to the telephone.
 */
import { sentToMailbox } from "./sentToMailbox.ts";
import { type Shown, shownOf } from "./told.ts";

interface LongEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface FetchEvent extends LongEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface PushEvent extends LongEvent {
  readonly data: { json(): unknown } | null;
}
interface ClickEvent extends LongEvent {
  readonly notification: Notification;
  readonly action: string;
}
interface Window {
  focus(): Promise<unknown>;
  postMessage(message: unknown): void;
}
/** What of a worker's world is used here: the page's own types know only windows. */
interface WorkerScope {
  readonly clients: {
    claim(): Promise<void>;
    matchAll(of: { type: "window"; includeUncontrolled: true }): Promise<readonly Window[]>;
    openWindow(url: string): Promise<unknown>;
  };
  readonly registration: ServiceWorkerRegistration;
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", heard: (event: LongEvent) => void): void;
  addEventListener(type: "fetch", heard: (event: FetchEvent) => void): void;
  addEventListener(type: "push", heard: (event: PushEvent) => void): void;
  addEventListener(type: "notificationclick", heard: (event: ClickEvent) => void): void;
}
const worker = globalThis as unknown as WorkerScope;

const cacheName = "ringwise-shell";
/** The site that it is of: it lies in its root. Any screen is the same page. */
const page = new URL("./", location.href).href;
/** Assets are named by what is in them: those of versions before go in time. */
const mostAssets = 250;

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate" && !request.url.startsWith(`${page}api/`))
    event.respondWith(newestPage(event));
  else if (isAsset(request)) event.respondWith(asset(request));
});

/** As the server has it now; as it was, where there is no server. */
async function newestPage(event: FetchEvent): Promise<Response> {
  try {
    const answer = await fetch(event.request);
    const isPage = answer.ok && answer.headers.get("content-type")?.startsWith("text/html");
    if (isPage) event.waitUntil(keepPage(answer.clone()));
    return answer;
  } catch (error) {
    const kept = await (await caches.open(cacheName)).match(page);
    if (kept) return kept;
    throw error;
  }
}

/** What of the household stands in it (src/web/pages.ts). */
const opening = /<script type="application\/json" id="opening">.*?<\/script>/s;

/** With its policy and nonce, and nothing else. */
async function keepPage(answer: Response): Promise<void> {
  const headers = new Headers(answer.headers);
  headers.delete("content-length");
  const shell = (await answer.text()).replace(opening, "");
  await (await caches.open(cacheName)).put(page, new Response(shell, { headers }));
}

/** They are the host's: the sites below it have them in common. */
const isAsset = ({ url }: Pick<Request, "url">): boolean =>
  new URL(url).pathname.startsWith("/assets/");

async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    await forgetOldest(cache);
  }
  return answer;
}

async function forgetOldest(cache: Cache): Promise<void> {
  const assets = (await cache.keys()).filter(isAsset);
  for (const one of assets.slice(0, -mostAssets)) await cache.delete(one);
}

worker.addEventListener("push", (event) => event.waitUntil(show(event.data)));
worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { action, notification } = event;
  event.waitUntil(action === "voicemail" ? sendOn(notification) : leadToPhone(action));
});

async function show(data: PushEvent["data"]): Promise<void> {
  const shown = shownOf(parsed(data));
  if (!shown) return;
  const { title, tag, over, ...rest } = shown;
  const { registration } = worker;
  const loud = { requireInteraction: true, renotify: true, icon: "icon-192.png" };
  const how = { ...rest, tag, ...(over ? { silent: true } : loud) };
  await registration.showNotification(title, how as NotificationOptions);
  if (over) for (const one of await registration.getNotifications({ tag })) one.close();
}

function parsed(data: PushEvent["data"]): unknown {
  try {
    return data?.json();
  } catch {
    return undefined;
  }
}

/** The caller goes to the mailbox; where that cannot be, the telephone is shown. */
async function sendOn({ data }: Notification): Promise<void> {
  const { call } = data as Shown["data"];
  if (!(await sentToMailbox(call))) await leadToPhone("");
}

/** A page that is open rings already, whatever it shows: it is not loaded anew. */
async function leadToPhone(action: string): Promise<void> {
  const [open] = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!open) {
    await worker.clients.openWindow(action === "pickUp" ? `${page}phone#pick-up` : `${page}phone`);
    return;
  }
  open.postMessage(action === "pickUp" ? "pickUp" : "phone");
  await open.focus();
}

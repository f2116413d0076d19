/** What is pushed to a page's worker, and its notifications: through the browser's debugging protocol, for a push service there is none. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";

export interface Notifications {
  /** Until just that is shown: title, text and tag of each. */
  pushed(told: object, wanted: string): Promise<void>;
  /** One of its buttons, as its reader presses it. */
  pressed(tag: string, action: string): Promise<void>;
}

/** Of a page that is open, or was. */
export async function notifications(page: Page): Promise<Notifications> {
  const context = page.context();
  const { origin } = new URL(page.url());
  await context.grantPermissions(["notifications", "microphone"], { origin });
  await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
  const cdp = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const mine = registrations.find(({ scopeURL }) => scopeURL.startsWith(`${origin}/`));
      if (mine) resolve(mine.registrationId);
    });
  });
  await cdp.send("ServiceWorker.enable");
  const registrationId = await registered;
  const push = (told: object): Promise<unknown> =>
    cdp.send("ServiceWorker.deliverPushMessage", {
      ...{ origin, registrationId },
      data: JSON.stringify({ language: "en", ...told }),
    });
  const shown = (): Promise<unknown> =>
    page.evaluate(
      "navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((all) => all.map(({ title, body, tag }) => [title, body, tag].join()).join())",
    );
  return {
    /** Again now and then: a browser that is busy loses what comes while its worker starts. */
    async pushed(told, wanted) {
      for (let tries = 0; (await shown()) !== wanted; tries++) {
        assert.ok(tries < 400, `${String(await shown())} is not ${wanted}`);
        if (tries % 60 === 0) await push(told);
        await page.waitForTimeout(50);
      }
    },
    async pressed(tag, action) {
      const worker = context.serviceWorkers().find((one) => one.url().startsWith(origin));
      assert.ok(worker, "the worker is there");
      assert.equal(await worker.evaluate(`(${pressing})(${JSON.stringify([tag, action])})`), true);
    },
  };
}

/** In the worker. What the browser sends it when that button of that notification is pressed; whether there is one. */
const pressing = `async ([tag, action]) => {
  const [notification] = await registration.getNotifications({ tag });
  const there = notification?.actions.some((one) => one.action === action) ?? false;
  if (there) dispatchEvent(new NotificationEvent("notificationclick", { notification, action }));
  return there;
}`;

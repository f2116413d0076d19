/** For tests of routes: the web in front of a server where nothing happens. */
import { listeners } from "#kit/listeners.ts";
import { fail, ok } from "#kit/result.ts";
import { wallTime } from "#kit/time.ts";
import type { Control, ServerEvent } from "#server/control.ts";
import { memoryVault } from "#web/auth/memoryVault.ts";
import { webApp } from "#web/webApp.ts";

const inHand: Control["inHand"] = {
  park: () => ok(undefined),
  choose: () => ok(undefined),
  take: () => ok({ id: "c2" }),
  listen: () => ok({ id: "c3" }),
  join: () => ok(undefined),
  dropLast: () => ok(undefined),
  mute: () => ok(undefined),
  record: () => ok(undefined),
};
const recordings: Control["recordings"] = {
  page: () => ({ items: [] }),
  audio: () => Promise.resolve(ok(new Uint8Array(44))),
  delete: () => Promise.resolve(ok(undefined)),
};
const messages: Control["messages"] = {
  page: () => ({ items: [] }),
  find: () => undefined,
  audio: () => Promise.resolve(ok(new Uint8Array(44))),
  mark: () => Promise.resolve(ok(undefined)),
  discard: () => Promise.resolve(ok(undefined)),
  delete: () => Promise.resolve(ok(undefined)),
  share: () => Promise.resolve(ok({ key: "k1", until: 2_000_000 })),
  unshare: () => Promise.resolve(ok(undefined)),
  sharedAudio: (key) =>
    Promise.resolve(key === "k1" ? ok(new Uint8Array(44)) : fail("messages.noLink", key)),
};
const greetings: Control["greetings"] = {
  all: () => [{ name: "asleep", lengthMs: 2000 }],
  audio: () => Promise.resolve(ok(new Uint8Array(44))),
  prompt: (key) =>
    Promise.resolve(key === "beep" ? ok(new Uint8Array(44)) : fail("prompts.unknown", key)),
  changes: listeners<string>().listen,
  put: (name, wav) => Promise.resolve(wav.length > 4 ? ok(undefined) : fail("media.badWav", name)),
  speak: () => Promise.resolve(fail("speech.notInstalled", "espeak-ng is not installed here")),
  remove: (name) =>
    Promise.resolve(name === "asleep" ? ok(undefined) : fail("greetings.unknown", name)),
};
/** As long as one may be. */
export const longAddress = `sip:${"ada.".repeat(60)}@b.example`;
const people: Control["people"] = {
  contacts: () => [
    { book: "work", name: "Bo", numbers: ["+493012345"], groups: ["family"] },
    { book: "work", name: "Cy", numbers: ["+493012346"], groups: [] },
  ],
  alike: () => [
    { ids: ["ada", "ada-2"], by: "number", what: longAddress },
    { ids: ["bo", "bo-2", "bo-3"], by: "name", what: "Bo" },
  ],
  merge: (ids) =>
    Promise.resolve(ids.includes("ada") ? ok({ etag: "7" }) : fail("people.unknown", ids.join())),
};
const blocking: Control["blocking"] = {
  all: () => [
    {
      is: "number",
      what: "+4930*",
      numbers: ["+4930*"],
      because: "too many",
      calls: 2,
      last: { id: "c1", began: 1, from: { number: "+493012345" } },
    },
  ],
  block: (what, note, who) =>
    Promise.resolve(
      note.because === "help"
        ? fail("blocking.never", what)
        : ok({ by: "number", what: `${what} by ${who} in ${note.call}`, etag: "8" }),
    ),
  unblock: ({ what }) =>
    Promise.resolve(what === "ada" ? ok({ etag: "9" }) : fail("blocking.unknown", what)),
  judge: (from) => ok({ blocked: { by: "list", what: "spam" }, name: from }),
};

const membership: Control["membership"] = {
  join: (invitation) =>
    Promise.resolve(
      invitation.startsWith("ringwise-invitation:")
        ? ok({ account: "exchange" })
        : fail("membership.noInvitation", "that is no invitation"),
    ),
  leave: (account) =>
    Promise.resolve(account === "exchange" ? ok(undefined) : fail("membership.noMember", account)),
};

const policyKey: Control["policyKey"] = {
  current: () => "key-of-now",
  rotated: () => [1000],
  rotate: () => Promise.resolve(ok(undefined)),
};

function quietSettings(): Control["settings"] {
  let document: unknown = { version: 1 };
  let version = 1;
  return {
    read: () => ({ document, etag: String(version) }),
    replace(next, etag) {
      if (etag !== String(version)) return Promise.resolve({ ok: false, conflict: true });
      document = next;
      version += 1;
      return Promise.resolve({ ok: true, etag: String(version) });
    },
    setMode: () =>
      Promise.resolve({
        ok: false,
        conflict: false,
        problems: [{ path: "/mode/now", code: "settings.unknownMode", detail: "no such mode" }],
      }),
    history: () => [],
    changeOf: () => undefined,
    restore: () => Promise.resolve({ ok: true, etag: "1" }),
    check: (draft) =>
      draft === undefined
        ? {
            ok: true,
            warnings: [{ path: "/rules/0", code: "check.shadowed", params: { by: "a" } }],
          }
        : {
            ok: false,
            problems: [{ path: "/rules", code: "settings.lastRuleMustFit", detail: "" }],
          },
    schema: {},
    lockedBy: undefined,
  };
}

/** A control that answers what a quiet server would. */
function quietControl(): Control {
  return {
    network: {} as Control["network"],
    iceServers: (who) => [{ urls: ["turn:turn.example"], username: who, credential: "c" }],
    settings: quietSettings(),
    status: () => ({
      mode: { now: "schedule" },
      line: "free",
      live: [],
      newMessages: 0,
      today: {},
      troubles: [],
      ignored: [],
      version: "0",
    }),
    devices: () => [],
    telephones: {} as Control["telephones"],
    provisioning: {} as Control["provisioning"],
    push: {} as Control["push"],
    trials: {} as Control["trials"],
    policyKey,
    announce: async () => ok({ id: "c3" }),
    testCall: () => ok({ id: "c2" }),
    subscriptions: () => [],
    refresh: () => false,
    accounts: () => [],
    decide: () => ok({ plan: [{ do: "mailbox" }], because: [] }),
    facts: () => ok({ caller: { private: true }, called: "ada", at: wallTime(0), devices: {} }),
    ruleUses: () => [{ rule: "night", calls: 4, last: { id: "c1", began: 1, from: {} } }],
    calls: () => ({ items: [] }),
    call: () => undefined,
    ladder: () => undefined,
    quality: () => undefined,
    placeCall: () => ok({ id: "c1" }),
    endCall: () => false,
    inHand,
    recordings,
    messages,
    greetings,
    replay: () => ok({ looked: 0, different: [] }),
    people,
    blocking,
    membership,
    importPeople: () => Promise.resolve({ added: 0, updated: 0, problems: [] }),
    eventsSince: () => [],
    lastEvent: 0,
    events: listeners<ServerEvent>().listen,
    attachHandset: () => ok(undefined),
    attachSip: () => undefined,
    metrics: () => Promise.resolve("ringwise_active_calls 0\n"),
    ready: () => true,
  };
}

export async function site() {
  const vault = memoryVault();
  const app = await webApp({
    control: quietControl(),
    vault,
    token: "an-environment-token",
    now: () => 1_000_000,
    version: "0",
  });
  return { app, vault };
}
export const bearer = { authorization: "Bearer an-environment-token" };

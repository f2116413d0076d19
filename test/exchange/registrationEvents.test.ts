import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "#kit/bytes.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";
import type { Person } from "../phones/person.ts";
import { asks, hears } from "./asks.ts";
import { domain, exchangeSettings, user, Village } from "./village.ts";

/* RFC 3680: a user has itself told where its servers are; nobody else is. */

interface Subscribing {
  readonly to?: string;
  readonly expires?: number;
  readonly extra?: readonly HeaderLine[];
  /** One that is there: refreshes it. */
  readonly again?: SipResponse;
}

/** For the user's own registrations, unless `to` says whose. */
async function subscribes(town: Village, by: Person, how: Subscribing = {}): Promise<SipResponse> {
  const { to = by.name, expires = 600, extra = [], again } = how;
  const contact = /<(.*)>/.exec(again?.lines("Contact")[0] ?? "")?.[1];
  const answer = await asks(town, by, {
    method: "SUBSCRIBE",
    uri: contact ?? `sip:${to}@${domain}`,
    ...(again && { to: again.lines("To")[0] ?? "", callId: again.lines("Call-ID")[0] ?? "" }),
    headers: [{ name: "Event", text: "reg" }, { name: "Expires", text: `${expires}` }, ...extra],
  });
  assert.ok(answer, "it is answered");
  return answer;
}

const text = (request: SipRequest | undefined): string =>
  fromUtf8(request?.body ?? new Uint8Array());
const state = (request: SipRequest | undefined): string =>
  request?.lines("Subscription-State")[0] ?? "";

test("a user is told where its servers are: all of it at first, then what is new, and why who is gone is gone", async () => {
  const town = await Village.open(exchangeSettings());
  const ada = await town.bare("ada", "192.0.2.41", 440);
  const heard = hears(ada, "NOTIFY");
  const answer = await subscribes(town, ada);
  assert.deepEqual([answer.status, answer.lines("Expires")], [200, ["600"]]);
  assert.match(text(heard[0]), /<reginfo [^>]*version="0" state="full">/);
  assert.match(text(heard[0]), /<registration aor="sip:ada@maple.example" id="r" state="active">/);
  assert.match(text(heard[0]), /<contact id="c1" state="active" event="registered" expires="\d+"/);
  assert.match(state(heard[0]), /^active;expires=600$/);
  assert.deepEqual(heard[0]?.lines("Content-Type"), ["application/reginfo+xml"]);

  const second = await town.bare("ada", "192.0.2.42", 600);
  await town.runs(5000);
  assert.equal(heard.length, 2, "not sooner than five seconds after the last word");
  assert.match(text(heard[1]), /version="1" state="partial"/);
  assert.match(text(heard[1]), /<contact id="c2" state="active"[^>]*>.*192\.0\.2\.42/);
  assert.doesNotMatch(text(heard[1]), /id="c1"/, "what is as it was is not told again");

  const gone = second.close();
  await town.runs(10_000);
  await gone;
  assert.match(text(heard[2]), /version="2" state="partial"/);
  assert.match(text(heard[2]), /id="c2" state="terminated" event="unregistered"/);
  assert.match(text(heard[2]), /<registration [^>]*state="active">/, "one is left");
  await town.runs(600_000);
  assert.match(state(heard.at(-1)), /^terminated;reason=timeout$/);
  assert.equal(heard.length, 4, "refreshes of registrations are no news");
  town.people.splice(town.people.indexOf(second), 1);
  await town.mustBeIdle();
});

test("what runs out has expired; a refresh of the subscription tells all of it, and taking it back ends it", async () => {
  const town = await Village.open(exchangeSettings());
  const ada = await town.bare("ada", "192.0.2.41", 440);
  const heard = hears(ada, "NOTIFY");
  const open = await subscribes(town, ada);
  await asks(town, ada, {
    method: "REGISTER",
    uri: `sip:${domain}`,
    to: `<sip:ada@${domain}>`,
    headers: [{ name: "Contact", text: "<sip:ada@192.0.2.99>;expires=60" }],
  });
  await town.runs(100_000);
  const expired = heard.map(text).find((one) => one.includes('event="expired"'));
  assert.match(expired ?? "", /state="terminated" event="expired"[^>]*><uri>sip:ada@192.0.2.99</);

  assert.equal((await subscribes(town, ada, { again: open })).status, 200);
  assert.match(text(heard.at(-1)), /state="full"/);
  assert.equal((await subscribes(town, ada, { again: open, expires: 0 })).status, 200);
  assert.match(state(heard.at(-1)), /^terminated;reason=timeout$/);
  assert.equal((await subscribes(town, ada, { again: open })).status, 481, "it is over");
  await town.mustBeIdle();
});

test("whose router forgets in between is told where it has registered from since", async () => {
  const town = await Village.open(exchangeSettings());
  const router = town.sim.network.nat("203.0.113.9", { symmetric: true });
  const ada = await town.bare("ada", "10.0.0.5", 440, router);
  const heard = hears(ada, "NOTIFY");
  await subscribes(town, ada);
  router.rebinds();
  await town.runs(100_000); // registers again, from another port
  await town.bare("ada", "192.0.2.42", 600);
  await town.runs(40_000);
  assert.match(text(heard[1]), /<contact id="c2" state="active"[^>]*>.*192\.0\.2\.42/);
  await town.mustBeIdle();
});

test("nobody else is told: strangers, other users, who has no password, who is suspended", async () => {
  const town = await Village.open(
    exchangeSettings({
      users: [user("ada"), user("ben"), user("cem", { suspended: { reason: "unpaid" } })],
    }),
  );
  const ben = await town.bare("ben", "192.0.2.42", 600);
  const cem = await town.person("cem", "192.0.2.43", 700);
  cem.login = { user: "cem", password: "password-of-cem" };
  const stranger = await town.person("ada", "198.51.100.7", 1000);
  const guesser = await town.person("ada", "198.51.100.8", 1000);
  guesser.login = { user: "ada", password: "wrong" };
  const heard = [ben, cem, stranger, guesser].map((one) => hears(one, "NOTIFY"));
  assert.equal((await subscribes(town, ben, { to: "ada" })).status, 403);
  assert.equal((await subscribes(town, ben, { to: "nobody" })).status, 403);
  assert.equal((await subscribes(town, cem)).status, 403);
  assert.equal((await subscribes(town, stranger)).status, 401);
  assert.equal((await subscribes(town, guesser)).status, 401);
  assert.deepEqual(
    heard.map(({ length }) => length),
    [0, 0, 0, 0],
  );
  await town.mustBeIdle();
});

test("too brief, unreadable, too many: each is refused with what would do", async () => {
  const town = await Village.open(exchangeSettings());
  const ada = await town.bare("ada", "192.0.2.41", 440);
  const heard = hears(ada, "NOTIFY");
  const brief = await subscribes(town, ada, { expires: 20 });
  assert.deepEqual([brief.status, brief.lines("Min-Expires")], [423, ["60"]]);
  const accept = [{ name: "Accept", text: "application/pidf+xml" }];
  assert.equal((await subscribes(town, ada, { extra: accept })).status, 406);
  assert.equal(heard.length, 0);
  for (let i = 0; i < 8; i++) assert.equal((await subscribes(town, ada)).status, 200);
  const over = await subscribes(town, ada);
  assert.deepEqual([over.status, over.lines("Retry-After")], [503, ["60"]]);
  await town.runs(620_000);
  assert.equal((await subscribes(town, ada)).status, 200, "when they are over there is room");
  await town.mustBeIdle();
});

test("a subscriber that knows of no subscription is told nothing more; a user that is removed is told so", async () => {
  const town = await Village.open(exchangeSettings());
  const ada = await town.bare("ada", "192.0.2.41", 440);
  const deaf = hears(ada, "NOTIFY", 481);
  await subscribes(town, ada);
  assert.equal(deaf.length, 1);
  const other = await town.bare("ada", "192.0.2.42", 600);
  await town.runs(6000);
  assert.equal(deaf.length, 1);
  const heard = hears(other, "NOTIFY");
  await subscribes(town, other);
  town.uses(exchangeSettings({ users: [user("ben")] }));
  await town.runs(1000);
  assert.match(state(heard.at(-1)), /^terminated;reason=rejected$/);
  assert.equal(text(heard.at(-1)), "");
  await town.mustBeIdle();
});

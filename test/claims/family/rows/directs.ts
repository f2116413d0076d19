import assert from "node:assert/strict";
import { validateExchange } from "#exchange/settings/validate.ts";
import { makeRequest } from "#sip/message/make.ts";
import { exchangeSettings, ring, user } from "../../../exchange/village.ts";
import { type Person, serverHost } from "../../../phones/person.ts";
import { numbers, tones } from "../familyHouse.ts";
import type { FamilyRow } from "../familyRow.ts";

const outside = "+14165550100";
const threeUsers = () => ({
  users: (["ada", "ben", "cem"] as const).map((name) => user(name, { numbers: [numbers[name]] })),
});

export const directs: FamilyRow = {
  id: "21",
  of: "claim 21; rows A-21a, A-24, A-28",
  name: "sends each user's calls to the user's own server, which alone decides",
  words:
    "The same caller dials three users of one exchange, and gets what each of their own servers has set: one rings, one forwards, one takes a message.",
  wire: "one INVITE to the called user's server and to nobody else's, with the number that was dialled in P-Called-Party-ID; the exchange's settings stay as they were",
  people: "Ada's telephone rings; Ben's caller reaches another number; Cem's leaves a message",
  exchange: threeUsers,
  async play(house) {
    const ada = await house.member("ada", ring);
    const forward = [{ do: "forward", to: { number: outside, via: "maple" } }];
    const ben = await house.member("ben", forward);
    const cem = await house.member("cem", [{ do: "mailbox" }]);
    const [desk, carrier] = [await house.desk(ada), await house.carrier()];
    const settings = (): string => JSON.stringify(house.town.exchange.inside.settings());
    const before = settings();
    const packets = [house.counting(ben), house.counting(cem)];
    house.begins();
    const first = await carrier.calls(numbers.ada, { from: numbers.caller });
    await house.runs(2000);
    assert.equal(desk.talks.length, 1, "Ada's telephone rings");
    desk.talk.lifts();
    await house.runs(1000);
    await house.talk([first, tones.carrier], [desk.talk, tones.ada]);
    first.hangsUp();
    await house.runs(1000);
    assert.deepEqual(
      packets.map((count) => count()),
      [0, 0],
      "the others have heard nothing of it",
    );

    const second = await carrier.calls(numbers.ben, { from: numbers.caller });
    await house.runs(2000);
    const out = carrier.talk;
    assert.notEqual(out, second, "the call comes out again");
    assert.match(out.incoming?.request.uriText ?? "", /14165550100/);
    out.lifts();
    await house.runs(1000);
    await house.talk([second, tones.carrier], [out, tones.carrier]);
    second.hangsUp();
    await house.runs(1000);

    const third = await carrier.calls(numbers.cem, { from: numbers.caller });
    await house.runs(25_000);
    third.hangsUp();
    await house.runs(1000);
    const outcomes = [ada, ben, cem].map(({ server }) =>
      server.parts.store.calls.page(undefined, 5).items.map(({ record }) => record.outcome),
    );
    assert.deepEqual(outcomes, [["answered"], ["forwarded"], ["message"]]);
    assert.equal(desk.talks.length, 1, "Ada's telephone rang for her call alone");
    assert.equal(settings(), before);
  },
};

const many = 1000;
const nth = (i: number): string => `user-${i}`;
const numberOf = (i: number): string => `+1613555${String(1000 + i)}`;

export const knowsMany: FamilyRow = {
  id: "A-21b",
  of: "claim 21",
  name: "knows a thousand servers at once",
  words: "A thousand users' servers register at one exchange, and each is found by its number.",
  wire: "1000 REGISTERs with digest, each 200; a call to any of them goes to the Contact that it has registered; settings in which two users have one number are refused",
  people: "the one who is called, and nobody else",
  exchange: () => ({
    users: Array.from({ length: many }, (_, i) => user(nth(i), { numbers: [numberOf(i)] })),
  }),
  async play(house) {
    const servers = await house.town.person("servers", "192.0.2.60", tones.ada);
    house.named("192.0.2.60", "servers");
    let taken = 0;
    for (let i = 0; i < many; i++) registers(servers, nth(i), () => taken++);
    await house.runs(3000);
    assert.equal(taken, many);
    assert.equal(house.town.exchange.locations.count, many);
    const carrier = await house.carrier();
    house.begins();
    for (const i of [0, 499, 999]) {
      const call = await carrier.calls(numberOf(i), { from: numbers.caller });
      await house.told(call, 500);
      const invite = servers.talk.incoming?.request;
      assert.equal(invite?.uriText, `sip:${nth(i)}@192.0.2.60`);
    }
    assert.equal(servers.talks.length, 3);
    const [one, other] = [
      user("ada", { numbers: ["+16135550101"] }),
      user("ben", { numbers: ["+16135550101"] }),
    ];
    assert.equal(validateExchange(exchangeSettings({ users: [one, other] })).ok, false);
  },
};

/** As that user's server does it; `taken` when it was answered with 200. */
function registers({ agent, host }: Person, name: string, taken: () => void): void {
  let asked = 0;
  agent.ask(
    {
      destination: {
        to: "hops",
        hops: [{ protocol: "UDP", remote: { host: serverHost, port: 5060 } }],
      },
      login: { user: name, password: `password-of-${name}` },
      make: (_, credentials) =>
        makeRequest({
          method: "REGISTER",
          uri: "sip:maple.example",
          headers: [
            { name: "Max-Forwards", text: "70" },
            { name: "From", text: `<sip:${name}@maple.example>;tag=${name}` },
            { name: "To", text: `<sip:${name}@maple.example>` },
            { name: "Call-ID", text: `register-${name}` },
            { name: "CSeq", text: `${++asked} REGISTER` },
            { name: "Contact", text: `<sip:${name}@${host}>` },
            ...credentials,
          ],
        }),
    },
    (told) => {
      if (told.on === "response" && told.response.status === 200) taken();
    },
  );
}

export const changes: FamilyRow = {
  id: "A-21c",
  of: "claim 21",
  name: "knows nothing of what its users change, and it is in force at the next call",
  words:
    "Ben's owner changes a rule over the API of Ben's own server. The next call is directed by it; at the exchange nothing is changed, reloaded or restarted.",
  wire: "603 before the change, 180 after it; between them no message goes from Ben's server to the exchange",
  people: "Ben's telephone is left alone before, and rings after",
  async play(house) {
    const ben = await house.member("ben", [{ do: "reject", cause: "rejected" }]);
    const [desk, carrier] = [await house.desk(ben), await house.carrier()];
    house.begins();
    const before = await carrier.calls(numbers.ben, { from: numbers.caller });
    assert.ok((await house.told(before)).includes("refused 603"));
    const told = house.passing(ben.host, serverHost);
    await house.changes(ben, {
      rules: [{ id: "all", name: "All", when: { is: "always" }, then: ring }],
    });
    assert.equal(told(), false, "the exchange is told nothing");
    const after = await carrier.calls(numbers.ben, { from: numbers.caller });
    assert.ok((await house.told(after)).includes("progress 180"));
    assert.equal(desk.talks.length, 1);
  },
};

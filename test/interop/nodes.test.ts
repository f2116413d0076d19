import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "#kit/bytes.ts";
import { offer } from "../phones/offer.ts";
import { untilThere } from "../phones/patience.ts";
import { type NodeHouse, withNodes } from "./nodeHouse.ts";
import { held, type NodePhone } from "./nodePhone.ts";
import type { Heard } from "./realAgent.ts";
import { noStores } from "./stores.ts";

/* Several machines that are one exchange: real processes, a real PostgreSQL, a real Redis. */

const skip = noStores() ?? false;

/** A call that is up, as both ends have it. */
interface Talk {
  readonly near: Heard;
  readonly far: Heard;
}

async function talk(caller: NodePhone, called: NodePhone, name: string): Promise<Talk> {
  const comes = called.isCalled();
  const near = caller.calls(name);
  const far = await Promise.race([comes, near.until("refused").then(refusedWith)]);
  far.session.perform({ do: "accept", body: offer });
  await Promise.all([near.until("accepted"), far.until("acknowledged")]);
  return { near, far };
}

const refusedWith = ({ status }: { readonly status: number }): never =>
  assert.fail(`refused with ${status}`);

/** Called, and hung up at one of the two ends. */
async function call(
  [caller, called, name]: Parameters<typeof talk>,
  by: keyof Talk,
): Promise<void> {
  const { near, far } = await talk(caller, called, name);
  await (by === "near" ? ends(near, far) : ends(far, near));
}

/** Held at one end, by a re-INVITE that the other answers. */
async function holds(from: Heard, to: Heard): Promise<void> {
  from.session.perform({ do: "offer", body: held });
  const { body } = await to.until("offered");
  assert.match(fromUtf8(body?.content ?? new Uint8Array()), /a=sendonly/);
  to.session.perform({ do: "answer", body: offer });
  await from.until("answered");
}

/** Hung up at one end, heard at the other. */
async function ends(from: Heard, to: Heard): Promise<void> {
  from.session.perform({ do: "end" });
  await to.until("bye");
  await from.until("over");
}

test("a member at one node is called at another, and each can hang up", { skip }, () =>
  withNodes(async ({ one, two, phone }) => {
    const [ada, ben] = [await phone("ada", one), await phone("ben", two, "UDP")];
    await call([ben, ada, "ada"], "near");
    await call([ada, ben, "ben"], "near");
    await call([ben, ada, "ada"], "far");
  }),
);

test(
  "a node is killed with calls up: the member is back at the other, and they go on",
  {
    skip,
  },
  () =>
    withNodes(async ({ one, two, phone }) => {
      const [ada, ben] = [await phone("ada", one), await phone("ben", two)];
      const [out, home] = [await talk(ben, ada, "ada"), await talk(ada, ben, "ben")];
      const back = ada.isBack();
      await one.kill();
      await ends(out.near, out.far); // at once, while the member is on its way to the other node
      await back;
      await holds(home.far, home.near);
      await ends(home.near, home.far);
      await call([ben, ada, "ada"], "far");
    }),
);

test(
  "a store is away: calls and known members go on, what cannot be known is 503, and then all is well",
  {
    skip,
  },
  () =>
    withNodes(async ({ one, two, postgres, redis, phone }) => {
      const [ada, ben] = [await phone("ada", one), await phone("ben", two)];
      const both = (words: RegExp) => Promise.all([one.says(words), two.says(words)]);
      const asked = async (user: string): Promise<readonly [number, boolean]> => {
        const answer = await ben.asks({ method: "MESSAGE", user });
        return [answer.status, answer.lines("Retry-After").length > 0];
      };
      assert.deepEqual(await asked("cem"), [480, false], "cem is nowhere");
      assert.deepEqual(await asked("dora"), [404, false], "there is no dora");

      const before = await talk(ben, ada, "ada");
      redis.hangs();
      await both(/Redis is away/);
      assert.deepEqual(await asked("cem"), [503, true], "cem may be somewhere");
      await ends(before.far, before.near);
      const during = await talk(ben, ada, "ada");
      redis.goesOn();
      await both(/Redis is there again/);
      await ends(during.near, during.far);

      const other = await talk(ada, ben, "ben");
      postgres.hangs();
      await both(/the database is away/);
      assert.deepEqual(await asked("dora"), [503, true], "there may be a dora by now");
      await ends(other.far, other.near);
      await call([ben, ada, "ada"], "near");
      postgres.goesOn();
      await untilThere("the answer of before", async () =>
        (await asked("dora"))[0] === 404 ? true : undefined,
      );

      await redis.restarts(); // and has forgotten everything
      await untilThere("what each node has said again", async () =>
        (await asked("cem"))[0] === 480 ? true : undefined,
      );
      await call([ada, ben, "ben"], "far");
    }),
);

test("a node is killed while members register: they are in at the other", { skip }, () =>
  withNodes(async ({ one, phone }) => {
    const coming = [phone("ada", one), phone("ben", one), phone("cem", one)] as const;
    await Promise.race(coming);
    await one.kill(); // the others are still asked for their passwords, or on their way
    const [ada, ben, cem] = await Promise.all(coming);
    for (const name of ["ada", "ben", "cem"])
      await untilThere(`${name} at the other node`, async () =>
        (await ada.asks({ method: "OPTIONS", user: name })).status === 200 ? true : undefined,
      );
    await call([ada, ben, "ben"], "near");
    await call([ben, cem, "cem"], "far");
  }),
);

test(
  "of two operators who change the same settings at two nodes one is told; the other's word is known to both",
  {
    skip,
  },
  () =>
    withNodes(async ({ one, two }) => {
      const etag = (await one.api("/settings")).headers.get("etag") ?? "";
      const document = (await (await two.api("/settings")).json()) as object;
      const put = (node: NodeHouse, country: string) =>
        node.api("/settings", {
          method: "PUT",
          headers: { "content-type": "application/json", "if-match": etag },
          body: JSON.stringify({ ...document, country }),
        });
      const answers = await Promise.all([put(one, "DE"), put(two, "FR")]);
      assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 412]);
      const chosen = answers[0]?.status === 200 ? "DE" : "FR";
      for (const node of [one, two])
        await untilThere("the settings that were first", async () => {
          const { country } = (await (await node.api("/limits")).json()) as { country: string };
          return country === chosen ? true : undefined;
        });
    }),
);

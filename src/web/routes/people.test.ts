import assert from "node:assert/strict";
import { test } from "node:test";
import { bearer, longAddress, site } from "#web/quietSite.ts";

test("who is known elsewhere is told in pages, and entries of one person are joined", async () => {
  const { app } = await site();
  const get = async (url: string) => (await app.inject({ url, headers: bearer })).json();
  const first = await get("/api/v1/contacts?limit=1");
  assert.deepEqual(first.items, [
    {
      id: "work:+493012345",
      book: "work",
      name: "Bo",
      numbers: ["+493012345"],
      groups: ["family"],
    },
  ]);
  const second = await get(`/api/v1/contacts?cursor=${encodeURIComponent(first.next)}`);
  assert.deepEqual(
    second.items.map(({ name }: { name: string }) => name),
    ["Cy"],
  );
  const alike = await get("/api/v1/people/alike?limit=1");
  assert.deepEqual(alike.items, [{ ids: ["ada", "ada-2"], by: "number", what: longAddress }]);
  assert.deepEqual(await get(`/api/v1/people/alike?cursor=${encodeURIComponent(alike.next)}`), {
    items: [{ ids: ["bo", "bo-2", "bo-3"], by: "name", what: "Bo" }],
  });
  const merge = (ids: readonly string[]) =>
    app.inject({ method: "POST", url: "/api/v1/people/merge", headers: bearer, payload: { ids } });
  assert.deepEqual((await merge(["ada", "ada-2"])).json(), { etag: "7" });
  assert.equal((await merge(["bo", "cy"])).statusCode, 404);
  assert.equal((await merge(["ada"])).statusCode, 422);
});

test("who is blocked is told with why and how often; a block knows who made it", async () => {
  const { app } = await site();
  const post = (what: string, payload: object) =>
    app.inject({ method: "POST", url: `/api/v1/blocked${what}`, headers: bearer, payload });
  const { items } = (await app.inject({ url: "/api/v1/blocked", headers: bearer })).json();
  assert.equal(items[0].because, "too many");
  assert.deepEqual(items[0].last.from, { number: "+493012345" });
  const made = await post("", { pattern: "+4930*", call: "c9" });
  assert.match(made.json().what, /^\+4930\* by .+ in c9$/);
  assert.equal((await post("", { pattern: "911", because: "help" })).statusCode, 422);
  assert.equal((await post("", { pattern: "all of them" })).statusCode, 422);
  assert.deepEqual((await post("/remove", { by: "person", what: "ada" })).json(), { etag: "9" });
  assert.equal((await post("/remove", { by: "person", what: "bo" })).statusCode, 404);
  assert.deepEqual((await post("/check", { from: "+4930" })).json(), {
    blocked: { by: "list", what: "spam" },
    name: "+4930",
  });
});

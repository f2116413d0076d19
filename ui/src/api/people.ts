/** Whom the owner knows, and who is kept off: for the screens that show it. */
import { queryOptions } from "@tanstack/react-query";
import { type Api, dataOf, onceOnly, type Schemas } from "./client.ts";

export type Contact = Schemas["Contact"];
export type Alike = Schemas["AlikePeople"];
export type Blocked = Schemas["Blocked"];
export type BlockJudgement = Schemas["BlockJudgement"];

/** Everybody of the address books that are kept elsewhere, page after page. */
export const contactsQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["people", "contacts"],
    async queryFn() {
      const all: Contact[] = [];
      for (let cursor: string | undefined; ; ) {
        const query = cursor === undefined ? {} : { cursor };
        const page = await dataOf(client.GET("/api/v1/contacts", { params: { query } }));
        all.push(...page.items);
        cursor = page.next;
        if (cursor === undefined) return all;
      }
    },
    staleTime: 60_000,
  });

/** Entries that are likely of one person. */
export const alikeQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["people", "alike"],
    queryFn: async () => (await dataOf(client.GET("/api/v1/people/alike"))).items,
  });

/** Who is blocked, why, and how many calls that stopped this month. */
export const blockedQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["people", "blocked"],
    queryFn: async () => (await dataOf(client.GET("/api/v1/blocked"))).items,
  });

/** Whether that caller would be stopped now, and by what. */
export const judgeQuery = ({ client }: Api, from: string) =>
  queryOptions({
    queryKey: ["people", "judge", from],
    queryFn: () => dataOf(client.POST("/api/v1/blocked/check", { body: { from } })),
    enabled: from !== "",
  });

export const mergePeople = ({ client }: Api, ids: readonly string[]) =>
  dataOf(client.POST("/api/v1/people/merge", { body: { ids: [...ids] }, headers: onceOnly() }));

export interface NewBlock {
  /** A number, the beginning of one, or a SIP address. */
  readonly pattern: string;
  readonly because?: string;
  /** Id of the call it came from. */
  readonly call?: string;
}
export const blockCaller = ({ client }: Api, body: NewBlock) =>
  dataOf(client.POST("/api/v1/blocked", { body, headers: onceOnly() }));

export const unblockCaller = ({ client }: Api, { is, what }: Pick<Blocked, "is" | "what">) =>
  dataOf(client.POST("/api/v1/blocked/remove", { body: { by: is, what }, headers: onceOnly() }));

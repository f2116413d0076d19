/** What the pages ask, each under its key; live events say which keys are old (live/liveEvents.ts). */
import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { CallFacts } from "#telephony/directing/facts.ts";
import type { Decision, SettingsDocument } from "../words/decision.ts";
import { type Api, type Call, dataOf } from "./client.ts";

export interface KnownSettings {
  readonly document: SettingsDocument;
  readonly etag: string;
}

/** After a change that may show anywhere: whatever is shown is asked for anew. */
export const refreshAll = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ predicate: ({ queryKey: [key] }) => key !== "session" });

export const sessionQuery = ({ client, carryCsrf }: Api) =>
  queryOptions({
    queryKey: ["session"],
    async queryFn() {
      const session = await dataOf(client.GET("/api/v1/session"));
      carryCsrf(session.csrf);
      return session;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export const statusQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["status"],
    queryFn: () => dataOf(client.GET("/api/v1/status")),
    refetchInterval: 60_000,
  });

export const devicesQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["devices"],
    queryFn: async () => (await dataOf(client.GET("/api/v1/devices"))).items,
  });

export const deviceQuery = ({ client }: Api, id: string) =>
  queryOptions({
    queryKey: ["devices", id],
    queryFn: () => dataOf(client.GET("/api/v1/devices/{id}", { params: { path: { id } } })),
  });

/** What was seen of the telephone that is being plugged in; asked each second, for each is a step. */
export const plugInQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["plugIn"],
    queryFn: () => dataOf(client.GET("/api/v1/plug-in")),
    refetchInterval: ({ state }) => (state.data?.isOver ? false : 1000),
    staleTime: 0,
  });

/** Ports that analogue gateways say they have; looked at often while some are searched for. */
export const gatewaysQuery = ({ client }: Api, isSearching: boolean) =>
  queryOptions({
    queryKey: ["devices", "gateways"],
    queryFn: async () => (await dataOf(client.GET("/api/v1/gateways"))).items,
    refetchInterval: isSearching && 2000,
  });

/** What its removal would do to the rules. */
export const removalQuery = ({ client }: Api, id: string) =>
  queryOptions({
    queryKey: ["devices", id, "removal"],
    queryFn: () => dataOf(client.GET("/api/v1/devices/{id}/removal", { params: { path: { id } } })),
    staleTime: 0,
  });

export const accountsQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["accounts"],
    queryFn: async () => (await dataOf(client.GET("/api/v1/accounts"))).items,
  });

/** The last network check, and the ports that the router keeps open. */
export const networkQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["network"],
    queryFn: () => dataOf(client.GET("/api/v1/network")),
  });

/** So many of the newest are looked through for those of today. */
export const todaysCalls = 50;

export const callsQuery = ({ client }: Api, limit: number) =>
  queryOptions({
    queryKey: ["calls", limit],
    queryFn: () => dataOf(client.GET("/api/v1/calls", { params: { query: { limit } } })),
    placeholderData: keepPreviousData,
  });

export const callQuery = ({ client }: Api, id: string) =>
  queryOptions({
    queryKey: ["call", id],
    queryFn: () => dataOf(client.GET("/api/v1/calls/{id}", { params: { path: { id } } })),
  });

export const ladderQuery = ({ client }: Api, id: string) =>
  queryOptions({
    queryKey: ["ladder", id],
    queryFn: () => dataOf(client.GET("/api/v1/calls/{id}/ladder", { params: { path: { id } } })),
  });

/** `lives`: it goes on, and there is more to hear every few seconds. */
export const qualityQuery = ({ client }: Api, id: string, lives: boolean) =>
  queryOptions({
    queryKey: ["quality", id],
    queryFn: async () =>
      (await dataOf(client.GET("/api/v1/calls/{id}/quality", { params: { path: { id } } }))).items,
    refetchInterval: lives ? 5000 : false,
  });

export const messagesQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["messages"],
    queryFn: async () =>
      (await dataOf(client.GET("/api/v1/messages", { params: { query: { limit: 200 } } }))).items,
  });

export const greetingsQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["greetings"],
    queryFn: async () => (await dataOf(client.GET("/api/v1/greetings"))).items,
  });

export const settingsQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["settings"],
    async queryFn(): Promise<KnownSettings> {
      const asked = client.GET("/api/v1/settings");
      const document = (await dataOf(asked)) as SettingsDocument;
      const etag = (await asked).response.headers.get("etag") ?? "";
      return { document, etag };
    },
  });

export const policyKeyQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["policyKey"],
    queryFn: () => dataOf(client.GET("/api/v1/policy-key")),
  });

/** What is written well in the settings and hardly meant. */
export const checkQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["check"],
    queryFn: async () => (await dataOf(client.GET("/api/v1/settings/check"))).warnings,
  });

/** Calls of this month, by the rule that decided them. */
export const ruleUsesQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["calls", "ruleUses"],
    queryFn: async () => (await dataOf(client.GET("/api/v1/rules/uses"))).items,
  });

/** A call that might come: a hidden one when `from` is left out, now when `at` is, with the telephones as they are when `busy` is. */
export interface Question {
  readonly from?: string;
  /** ISO 8601. */
  readonly at?: string;
  readonly busy?: readonly string[];
  readonly offline?: readonly string[];
  /** An account. */
  readonly via?: string;
}

/** What would happen then. */
export const decideQuery = ({ client }: Api, { busy, offline: _, ...question }: Question) =>
  queryOptions({
    queryKey: ["decide", question, busy],
    queryFn: async () =>
      (await dataOf(
        client.POST("/api/v1/decide", { body: { ...question, ...(busy && { busy: [...busy] }) } }),
      )) as Decision,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

/** What the decision of such a call is given beside the settings. */
export const factsQuery = ({ client }: Api, { busy = [], offline = [], ...question }: Question) =>
  queryOptions({
    queryKey: ["decide", "facts", question, busy, offline],
    queryFn: async () =>
      (await dataOf(
        client.POST("/api/v1/decide/facts", {
          body: { ...question, busy: [...busy], offline: [...offline] },
        }),
      )) as unknown as CallFacts,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

/** In the types of those who made it. */
export const decisionOf = (call: Call): Decision | undefined =>
  call.decision as Decision | undefined;

/** The operator's side of the exchange's API. Types come from its OpenAPI document (schema.d.ts). */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Client } from "openapi-fetch";
import { dataOf } from "../api/client.ts";
import { usePage } from "../kit/page.tsx";
import type { components, paths } from "./schema.d.ts";

type Schemas = components["schemas"];
export type User = Schemas["ExchangeUser"];
export type UserDetail = Schemas["ExchangeUserDetail"];
export type Invitation = Schemas["ExchangeInvitation"];
export type HostedKey = Schemas["HostedKey"];
export type MovingOut = Schemas["MovingOut"];
export type PassedCall = Schemas["PassedCall"];
export type Tier = Schemas["Tier"];
export type Trunk = Schemas["Trunk"];
export type Limits = Schemas["Limits"];

/** The same client, which sends what it is told to send; the addresses are the exchange's. */
export const useClient = (): Client<paths> => usePage().api.client as unknown as Client<paths>;

interface PageOf<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** What a list that comes page by page is asked for. */
export interface Paged<T> {
  readonly asked: {
    readonly data: readonly T[] | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  /** Undefined when all is there. */
  readonly more?: () => void;
  readonly isFetching: boolean;
}

function usePages<T>(
  queryKey: readonly unknown[],
  page: (cursor: string | undefined) => Promise<PageOf<T>>,
): Paged<T> {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    {
      queryKey: [...queryKey, "pages"],
      queryFn: ({ pageParam }: { readonly pageParam: string | undefined }) => page(pageParam),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }: PageOf<T>) => next,
    },
  );
  return {
    asked: { data: data?.pages.flatMap(({ items }) => items), error, refetch },
    ...(hasNextPage && { more: () => void fetchNextPage() }),
    isFetching: isFetchingNextPage,
  };
}

/** Only what is said is asked for. */
const from = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });

export function useOverview() {
  const client = useClient();
  return useQuery({
    queryKey: ["exchange"],
    queryFn: () => dataOf(client.GET("/api/v1/status")),
  });
}

export function useUsers(search: string): Paged<User> {
  const client = useClient();
  return usePages(["users", search], (cursor) =>
    dataOf(client.GET("/api/v1/users", { params: { query: { search, ...from(cursor) } } })),
  );
}

export function useUser(name: string) {
  const client = useClient();
  return useQuery({
    queryKey: ["user", name],
    queryFn: () => dataOf(client.GET("/api/v1/users/{name}", { params: { path: { name } } })),
  });
}

interface CallsAsked {
  readonly state?: "live" | "over";
  readonly of?: string;
}

export function useCalls(query: CallsAsked): Paged<PassedCall> {
  const client = useClient();
  return usePages(["calls", query], (cursor) =>
    dataOf(client.GET("/api/v1/calls", { params: { query: { ...query, ...from(cursor) } } })),
  );
}

export function useCall(id: string) {
  const client = useClient();
  return useQuery({
    queryKey: ["call", id],
    queryFn: () => dataOf(client.GET("/api/v1/calls/{id}", { params: { path: { id } } })),
  });
}

export function useLadder(id: string) {
  const client = useClient();
  return useQuery({
    queryKey: ["ladder", id],
    queryFn: () => dataOf(client.GET("/api/v1/calls/{id}/ladder", { params: { path: { id } } })),
  });
}

export function useTiers() {
  const client = useClient();
  return useQuery({
    queryKey: ["tiers"],
    queryFn: () => dataOf(client.GET("/api/v1/tiers")),
  });
}

export function useTrunks() {
  const client = useClient();
  return useQuery({
    queryKey: ["trunks"],
    queryFn: () => dataOf(client.GET("/api/v1/trunks")),
  });
}

/** What holds for the whole exchange, with its ETag. */
export function useLimits() {
  const client = useClient();
  return useQuery({
    queryKey: ["limits"],
    async queryFn() {
      const answer = await client.GET("/api/v1/limits");
      const limits = await dataOf(Promise.resolve(answer));
      return { limits, etag: answer.response.headers.get("etag") ?? "" };
    },
  });
}

export function useAudit() {
  const client = useClient();
  return usePages(["audit"], (cursor) =>
    dataOf(client.GET("/api/v1/audit", { params: { query: from(cursor) } })),
  );
}

/** The operator's side of the exchange's API. Types come from its OpenAPI document (schema.d.ts). */
import { useQuery } from "@tanstack/react-query";
import type { Client } from "openapi-fetch";
import { dataOf } from "../api/client.ts";
import { usePage } from "../kit/page.tsx";
import type { components, paths } from "./schema.d.ts";

type Schemas = components["schemas"];
export type User = Schemas["ExchangeUser"];
export type UserDetail = Schemas["ExchangeUserDetail"];
export type Invitation = Schemas["ExchangeInvitation"];
export type PassedCall = Schemas["PassedCall"];
export type Trunk = Schemas["Trunk"];

/** The same client, which sends what it is told to send; the addresses are the exchange's. */
export const useClient = (): Client<paths> => usePage().api.client as unknown as Client<paths>;

export function useOverview() {
  const client = useClient();
  return useQuery({
    queryKey: ["exchange"],
    queryFn: () => dataOf(client.GET("/api/v1/status")),
  });
}

export function useUsers(search: string) {
  const client = useClient();
  return useQuery({
    queryKey: ["users", search],
    queryFn: () =>
      dataOf(client.GET("/api/v1/users", { params: { query: { search, limit: 200 } } })),
  });
}

export function useUser(name: string) {
  const client = useClient();
  return useQuery({
    queryKey: ["user", name],
    queryFn: () => dataOf(client.GET("/api/v1/users/{name}", { params: { path: { name } } })),
  });
}

export function useCalls(query: { readonly state?: "live" | "over"; readonly of?: string }) {
  const client = useClient();
  return useQuery({
    queryKey: ["calls", query],
    queryFn: () => dataOf(client.GET("/api/v1/calls", { params: { query } })),
  });
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

export function useTrunks() {
  const client = useClient();
  return useQuery({
    queryKey: ["trunks"],
    queryFn: () => dataOf(client.GET("/api/v1/trunks")),
  });
}

export function useAudit() {
  const client = useClient();
  return useQuery({
    queryKey: ["audit"],
    queryFn: () => dataOf(client.GET("/api/v1/audit", { params: { query: { limit: 200 } } })),
  });
}

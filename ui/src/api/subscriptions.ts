/** What is kept elsewhere: for the screens that show it. */
import { queryOptions } from "@tanstack/react-query";
import { type Api, dataOf, type Schemas } from "./client.ts";

export type Subscription = Schemas["Subscription"];

/** Looks there now; what comes of it is told by an event. */
export const refreshSubscription = ({ client }: Api, { kind, id }: Subscription) =>
  dataOf(
    client.POST("/api/v1/subscriptions/{kind}/{id}/refresh", { params: { path: { kind, id } } }),
  );

/** What is kept from elsewhere, and how it stands with it. */
export const subscriptionsQuery = ({ client }: Api) =>
  queryOptions({
    queryKey: ["subscriptions"],
    queryFn: async () => (await dataOf(client.GET("/api/v1/subscriptions"))).items,
  });

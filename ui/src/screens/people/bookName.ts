import { useQuery } from "@tanstack/react-query";
import { subscriptionsQuery } from "../../api/subscriptions.ts";
import { usePage } from "../../kit/page.tsx";

/** Of an address book, by its id. */
export function useBookName(): (id: string) => string {
  const { api } = usePage();
  const all = useQuery(subscriptionsQuery(api)).data ?? [];
  return (id) => all.find((one) => one.kind === "addressBook" && one.id === id)?.name ?? id;
}

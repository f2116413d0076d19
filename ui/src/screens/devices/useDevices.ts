import { useMutation, useQueryClient } from "@tanstack/react-query";
import { dataOf, type Schemas } from "../../api/client.ts";
import { usePage } from "../../kit/page.tsx";

export type ChangedDevice = Schemas["ChangedDevice"];
export type Login = NonNullable<ChangedDevice["login"]>;
type NewDevice = Schemas["NewDeviceInput"];
type DeviceChange = Schemas["DeviceChangeInput"];

/** All that changes when a telephone does. */
const old = ["devices", "device", "settings", "status", "decide", "check"];

/** Any telephone that shows itself, or the one with that label. */
export interface WantedPhone {
  readonly device: string;
  readonly mac?: string;
  readonly maker?: string;
}

/** What is done with telephones: each is a mutation, and what pages know is asked anew behind it. */
export function useDevices() {
  const { client } = usePage().api;
  const queries = useQueryClient();
  const onSuccess = () =>
    queries.invalidateQueries({ predicate: ({ queryKey: [key] }) => old.includes(String(key)) });
  const path = (id: string) => ({ params: { path: { id } } });
  return {
    add: useMutation({
      mutationFn: (body: NewDevice) => dataOf(client.POST("/api/v1/devices", { body })),
      onSuccess,
    }),
    change: useMutation({
      mutationFn: ({ id, ...body }: DeviceChange & { readonly id: string }) =>
        dataOf(client.PATCH("/api/v1/devices/{id}", { ...path(id), body })),
      onSuccess,
    }),
    newSecret: useMutation({
      mutationFn: (id: string) => dataOf(client.POST("/api/v1/devices/{id}/secret", path(id))),
      onSuccess,
    }),
    invite: useMutation({
      mutationFn: (id: string) => dataOf(client.POST("/api/v1/devices/{id}/invitation", path(id))),
    }),
    plugIn: useMutation({
      mutationFn: ({ device, ...label }: WantedPhone) =>
        dataOf(client.POST("/api/v1/devices/{id}/plug-in", { ...path(device), body: label })),
      onSuccess: (seen) => void queries.setQueryData(["plugIn"], seen),
    }),
    stopPlugIn: useMutation({
      mutationFn: () => dataOf(client.DELETE("/api/v1/plug-in")),
      onSuccess: () => queries.removeQueries({ queryKey: ["plugIn"] }),
    }),
    remove: useMutation({
      mutationFn: (id: string) => dataOf(client.DELETE("/api/v1/devices/{id}", path(id))),
      onSuccess,
    }),
  };
}

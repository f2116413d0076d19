import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { dataOf, onceOnly } from "../../api/client.ts";
import { devicesQuery } from "../../api/queries.ts";
import { remember, remembered } from "../../kit/look.ts";
import { useHandset, useNames, usePage, useTroubleText } from "../../kit/page.tsx";
import { useTell } from "../../kit/toasts.tsx";
import { upperFirst } from "../../words/say.ts";

/** Calls with the telephone that was chosen: this browser dials itself, any other rings first. */
export function useCall(done: () => void) {
  const { api, words, phone } = usePage();
  const names = useNames();
  const tell = useTell();
  const navigate = useNavigate();
  const { device: own } = useHandset();
  const all = useQuery(devicesQuery(api)).data ?? [];
  const [chosen, choose] = useState(() => remembered("callWith"));
  const ready = all.filter(({ id, state }) => state !== "offline" || id === own);
  const devices = ready.map(({ id }) => ({ id, name: upperFirst(names.title(id), words) }));
  const first = ready.find(({ id }) => id === chosen) ?? ready.find(({ id }) => id === own);
  const device = (first ?? ready[0])?.id;
  const ring = useMutation({
    mutationFn: (to: string) =>
      dataOf(
        api.client.POST("/api/v1/calls", {
          body: { device: device ?? "", to },
          headers: onceOnly(),
        }),
      ),
    onSuccess(_placed, to) {
      const title = devices.find(({ id }) => id === device)?.name ?? "";
      tell({ text: words.say("search.calls", { device: title, name: names.number(to) }) });
      done();
    },
  });
  const trouble = useTroubleText();
  return {
    devices,
    device,
    choose(id: string): void {
      remember("callWith", id);
      choose(id);
    },
    trouble: ring.error ? trouble(ring.error) : undefined,
    call(to: string): void {
      if (device === undefined || (device === own && !to.includes("@"))) {
        done();
        void navigate("/phone");
        void phone.dial(to);
      } else ring.mutate(to);
    },
  };
}

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { askHeadset, followHeadsets, headsets } from "../../handset/hidHeadset.ts";
import { remember } from "../../kit/look.ts";
import { usePage } from "../../kit/page.tsx";
import { Press, Trouble } from "../../kit/parts.tsx";

/** Headsets whose hook is this telephone's. Browsers that know none of that say so. */
export function Headset() {
  const { phone, words } = usePage();
  const queries = useQueryClient();
  const known = useQuery({
    queryKey: ["headsets"],
    queryFn: async () => (await headsets()).map(({ productName }) => productName),
  }).data;
  const ask = useMutation({
    mutationFn: async () => {
      if ((await askHeadset()).length === 0) return;
      remember("headset", "on");
      await followHeadsets(phone);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["headsets"] }),
  });
  const { say } = words;
  const names = known ?? [];
  return (
    <div className="field">
      <span className="label">{say("settings.page.headset")}</span>
      {names.length > 0 && <p>{words.list(names)}</p>}
      {"hid" in navigator ? (
        <div>
          <Press onPress={() => ask.mutate()}>{say("settings.page.headset.allow")}</Press>
        </div>
      ) : null}
      <p className="muted small">
        {say("hid" in navigator ? "settings.page.headset.what" : "settings.page.headset.keys")}
      </p>
      <Trouble error={ask.error} />
    </div>
  );
}

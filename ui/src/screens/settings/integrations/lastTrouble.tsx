import { useQuery } from "@tanstack/react-query";
import { statusQuery } from "../../../api/queries.ts";
import { usePage } from "../../../kit/page.tsx";
import { Notice } from "../../../kit/parts.tsx";
import { troubleSentence } from "./troubleWords.ts";

/** What went wrong with the last message that was sent or written down, until one is done. */
export function LastTrouble({ codes }: { readonly codes: RegExp }) {
  const { api, words } = usePage();
  const troubles = useQuery(statusQuery(api)).data?.troubles ?? [];
  const last = troubles.find(({ code }) => codes.test(code));
  if (!last) return null;
  const why = troubleSentence(last, words);
  return <Notice look="amber">{words.say("elsewhere.last", { why })}</Notice>;
}

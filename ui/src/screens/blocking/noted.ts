import type { Blocked } from "../../api/people.ts";
import { useNames, useWords } from "../../kit/page.tsx";

/** In lines: the reason, by whom and since when, and what it has kept off this month. */
export function useNoted(): (block: Blocked) => readonly string[] {
  const words = useWords();
  return ({ because, by = "none", since, calls, last }) => {
    const now = Date.now();
    const when = since === undefined ? "none" : words.since(Date.parse(since), now);
    const noted = words.say("blocking.noted", { by, when });
    const kept = {
      n: calls,
      last: last === undefined ? "none" : words.since(last.began, now),
    };
    return [
      ...(because === undefined ? [] : [words.say("blocking.reason", { because })]),
      [noted, words.say("blocking.kept", kept)].filter((one) => one !== "").join(" · "),
    ];
  };
}

/** Who is meant: somebody by name, a number, the beginning of one, or a host. */
export function useBlockName(): (block: Pick<Blocked, "what" | "name">) => string {
  const { say } = useWords();
  const names = useNames();
  return ({ what, name }) => {
    if (name !== undefined) return name;
    const host = /^sips?:\*@(.+)$/i.exec(what)?.[1];
    if (host !== undefined) return say("blocking.host", { host });
    if (what.endsWith("*")) return say("blocking.begins", { number: what.slice(0, -1) });
    return names.written(what);
  };
}

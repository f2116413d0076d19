import { Link } from "react-router";
import type { Account } from "../../api/client.ts";
import { useNames, useWords } from "../../kit/page.tsx";

/** The account that has failed, where there is no other way for calls from outside. */
export const isDown = (accounts: readonly Account[] | undefined): Account | undefined =>
  accounts?.every(({ state }) => state === "failed") ? accounts[0] : undefined;

/** No call from outside can come, and since when. */
export function Down({ account: { id, since } }: { readonly account: Account }) {
  const words = useWords();
  const account = useNames().account(id);
  return (
    <h1 className="home-headline down">
      {words.say("headline.down", { account, time: words.clock(since) })}{" "}
      <Link to="/settings/accounts">{words.say("headline.check")}</Link>
    </h1>
  );
}

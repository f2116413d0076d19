import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { accountsQuery, statusQuery } from "../../api/queries.ts";
import { useIsOwner, usePage } from "../../kit/page.tsx";
import { Notice } from "../../kit/parts.tsx";
import { isDown } from "./down.tsx";

/** What needs the owner: as the server says it, and that nothing connects the line to the world. */
export function Troubles() {
  const { api, words } = usePage();
  const isOwner = useIsOwner();
  const accounts = useQuery({ ...accountsQuery(api), enabled: isOwner }).data;
  const down = accounts?.length === 1 && isDown(accounts) !== undefined; // the headline says it
  const troubles = (useQuery(statusQuery(api)).data?.troubles ?? []).filter(
    ({ code }) => !(down && code === "accounts.failed"),
  );
  const alone = accounts?.length === 0;
  if (troubles.length === 0 && !alone) return null;
  return (
    <div className="troubles">
      {troubles.map((one) => (
        <Trouble key={one.code + one.detail} {...one} />
      ))}
      {alone && (
        <Notice>
          <p>
            {words.say("home.noAccounts")}{" "}
            <Link to="/settings/accounts">{words.say("home.connect")}</Link>
          </p>
        </Notice>
      )}
    </div>
  );
}

const told = {
  "store.full": "trouble.diskFull",
  "store.locked": "trouble.locked",
  "store.spoilt": "trouble.spoilt",
} as const;

/** In the reader's words where there are any; else in the server's. */
function Trouble({ code, detail }: { readonly code: string; readonly detail: string }) {
  const { words } = usePage();
  const isOwner = useIsOwner();
  const key = told[code as keyof typeof told];
  const isOfDatabase = code === "store.spoilt" || code === "store.damaged";
  return (
    <Notice look="amber">
      {key === undefined ? detail : words.say(key)}
      {isOfDatabase && isOwner && (
        <>
          {" "}
          <Link to="/settings/backups">{words.say("trouble.backups")}</Link>
        </>
      )}
    </Notice>
  );
}

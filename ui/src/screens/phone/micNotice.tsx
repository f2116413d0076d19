import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "../../api/queries.ts";
import { here } from "../../kit/base.ts";
import { useHandset, usePage, useWords } from "../../kit/page.tsx";
import { Notice } from "../../kit/parts.tsx";

/** Why nobody would hear the owner, and what helps. Said before the call where it can be known. */
export function MicNotice() {
  const words = useWords();
  const { mic, detail } = useHandset();
  const trouble = mic ?? (isSecureContext ? undefined : "insecure");
  if (trouble === undefined) return null;
  return (
    <Notice look="amber">
      <p>{words.say(`mic.${trouble}`, { detail })}</p>
      {trouble === "insecure" && <SecureLinks />}
    </Notice>
  );
}

/** Where the same page is to be had by HTTPS, and the certificate that makes browsers trust it. */
export function SecureLinks() {
  const { api, words } = usePage();
  const session = useQuery(sessionQuery(api)).data;
  if (!session?.secureUrl) return null;
  const place = location.pathname.slice(1) + location.hash;
  return (
    <p>
      {session.authority && (
        <>
          <a href={here(session.authority)}>{words.say("mic.authority")}</a>{" "}
        </>
      )}
      <a href={session.secureUrl + place}>{words.say("mic.secureLink")}</a>
    </p>
  );
}

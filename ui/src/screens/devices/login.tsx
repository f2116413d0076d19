import { useQuery } from "@tanstack/react-query";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { statusQuery } from "../../api/queries.ts";
import { usePage } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";
import type { Login } from "./useDevices.ts";

/** What is typed into a telephone's own page. */
export function LoginFacts({ login }: { readonly login: Login }) {
  const { api, words } = usePage();
  const sip = useQuery(statusQuery(api)).data?.sip;
  const server = `${sip?.host ?? location.hostname}${sip?.port === 5060 ? "" : `:${sip?.port ?? 5060}`}`;
  return (
    <dl className="login-facts">
      <Typed of={words.say("device.server")} text={server} />
      <Typed of={words.say("device.username")} text={login.username} />
      <Typed of={words.say("device.password")} text={login.secret} />
    </dl>
  );
}

/** Pages without HTTPS may not use the clipboard: then it is only shown. */
function Typed({ of, text }: { readonly of: string; readonly text: string }) {
  const { words } = usePage();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="row typed">
      <dt className="muted small">{of}</dt>
      <dd className="grow">
        <code>{text}</code>
      </dd>
      {window.isSecureContext && (
        <Press
          look="bare icon"
          aria-label={`${words.say(copied ? "device.copied" : "device.copy")}: ${of}`}
          onPress={() => void copy()}
        >
          {copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
        </Press>
      )}
    </div>
  );
}

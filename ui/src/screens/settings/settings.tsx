import { lazy, type ReactNode, Suspense } from "react";
import { Link, useParams } from "react-router";
import { Locked, useLockedBy } from "../../kit/locked.tsx";
import { useIsOwner, usePage, useTitle } from "../../kit/page.tsx";
import { History } from "../handling/history/history.tsx";
import { DocumentEditor } from "./document.tsx";
import { type Draft, useDraft } from "./draft.ts";
import { DeviceItems } from "./items.tsx";
import { OwnerForm } from "./owner.tsx";
import { PageForm } from "./pageForm.tsx";
import { SaveBar } from "./saveBar.tsx";
import "../../kit/sectionLinks.css";
import "./settings.css";

const Accounts = lazy(() => import("./accounts/accounts.tsx"));
const GoingOut = lazy(() => import("./goingOut/goingOut.tsx"));
const Emergency = lazy(() => import("./emergency/emergency.tsx"));
const Trust = lazy(() => import("./trust/trust.tsx"));
const Integrations = lazy(() => import("./integrations/integrations.tsx"));
const Family = lazy(() => import("../family/family.tsx"));
const Backups = lazy(() => import("./backups/backups.tsx"));
const Nights = lazy(() => import("./backups/nights.tsx"));
const Privacy = lazy(() => import("./privacy.tsx"));
const About = lazy(() => import("./about.tsx"));
const ApiReference = lazy(() => import("./apiReference.tsx"));

const sections = [
  "owner",
  "accounts",
  "goingOut",
  "emergency",
  "trust",
  "devices",
  "integrations",
  "network",
  "notifications",
  "family",
  "backups",
  "document",
  "page",
  "privacy",
  "about",
  "api",
] as const;
type Section = (typeof sections)[number];
/** What is everybody's own; the rest is the owner's. */
const ofMembers: readonly Section[] = ["family", "page", "notifications"];

const Notifications = lazy(() => import("./notifications/notifications.tsx"));
const Network = lazy(() => import("./network/network.tsx"));

export default function Settings() {
  useTitle("settings.title");
  const { words } = usePage();
  const shown = useIsOwner() ? sections : ofMembers;
  const asked = sectionAt(useParams()["section"]);
  const section = shown.find((one) => one === asked) ?? shown[0] ?? "page";
  const draft = useDraft();
  return (
    <div className="stack settings">
      <div>
        <p className="eyebrow">{words.say("settings.title")}</p>
        <h1>{words.say("settings.headline")}</h1>
      </div>
      <nav className="section-links" aria-label={words.say("settings.tabs")}>
        {shown.map((one) => (
          <Link
            key={one}
            to={`/settings/${one}`}
            aria-current={one === section ? "page" : undefined}
            ref={one === section ? intoView : null}
          >
            {words.say(`settings.tab.${one}`)}
          </Link>
        ))}
      </nav>
      {draft ? (
        <Suspense fallback={<div className="skeleton" />}>
          <Body section={section} draft={draft} />
        </Suspense>
      ) : (
        <div className="skeleton" />
      )}
    </div>
  );
}

/** Numbers have stood on a page of their own. */
const sectionAt = (asked: string | undefined): string | undefined =>
  asked === "numbers" ? "accounts" : asked;

/** On a narrow screen the links run off its edge. */
const intoView = (link: HTMLElement | null): void =>
  link?.scrollIntoView({ block: "nearest", inline: "center" });

function Body({ section, draft }: { readonly section: Section; readonly draft: Draft }) {
  switch (section) {
    case "page":
      return <PageForm />;
    case "accounts":
      return <Accounts />;
    case "goingOut":
      return <GoingOut />;
    case "emergency":
      return <Emergency />;
    case "trust":
      return <Trust />;
    case "integrations":
      return <Integrations />;
    case "network":
      return <Network />;
    case "notifications":
      return <Notifications />;
    case "family":
      return <Family />;
    case "privacy":
      return <Privacy />;
    case "about":
      return <About />;
    case "api":
      return <ApiReference />;
    case "backups":
      return (
        <>
          <Backups />
          <Saved draft={draft}>
            <Nights draft={draft} />
          </Saved>
        </>
      );
    case "document":
      return (
        <>
          <DocumentEditor draft={draft} />
          <History />
        </>
      );
    case "owner":
      return (
        <Saved draft={draft}>
          <OwnerForm draft={draft} />
        </Saved>
      );
    case "devices":
      return (
        <Saved draft={draft}>
          <DeviceItems draft={draft} />
        </Saved>
      );
  }
}

/** A form with its saving: what is wrong, whether somebody was faster, and the button. */
function Saved({ draft, children }: { readonly draft: Draft; readonly children: ReactNode }) {
  const locked = useLockedBy() !== undefined;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void draft.save();
      }}
    >
      <Locked />
      <fieldset className="stack" disabled={locked}>
        {children}
      </fieldset>
      <SaveBar draft={draft} />
    </form>
  );
}

/** The small parts: buttons, cards, notices, and what stands where nothing is yet. */
import { TriangleAlert } from "lucide-react";
import { Component, type ReactNode, useId } from "react";
import { Button, type ButtonProps } from "react-aria-components/Button";
import { Link, type LinkProps } from "react-router";
import { lostId, useLink, useTroubleText, useWords } from "./page.tsx";

type Look = "primary" | "bare" | "red" | "ghost" | "icon" | "large";

interface PressProps extends Omit<ButtonProps, "className" | "children"> {
  readonly look?: string | undefined;
  readonly children: ReactNode;
}

/** What cannot be done because the server is not there says so. */
export function Press({ look = "", ...props }: PressProps) {
  const isLost = useLink().name === "lost" && props.isDisabled === true;
  return (
    <Button
      className={`button ${look satisfies Look | string}`}
      {...(isLost && { "aria-describedby": lostId })}
      {...props}
    />
  );
}

/** A link that looks like a button. */
export const GoButton = ({ look = "", ...props }: LinkProps & { readonly look?: string }) => (
  <Link className={`button ${look}`} {...props} />
);

interface CardProps {
  /** As an address names it: `/handling#week`. */
  readonly id?: string;
  readonly title: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of a screen with its heading. It fails alone. */
export function Card({ id, title, action, className = "", children }: CardProps) {
  const heading = useId();
  return (
    <section id={id} className={`card ${className}`} aria-labelledby={heading}>
      <div className="head">
        <h2 id={heading}>{title}</h2>
        {action}
      </div>
      <Alone>{children}</Alone>
    </section>
  );
}

/** What is broken inside stays inside. */
export class Alone extends Component<
  { readonly children: ReactNode },
  { readonly error?: unknown }
> {
  override state: { readonly error?: unknown } = {};
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    return "error" in this.state ? <Broken error={this.state.error} /> : this.props.children;
  }
}

export function Broken({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { say } = useWords();
  const detail = useTroubleText()(error);
  return (
    <Notice look="clay">
      <p>{say("trouble.panel", { detail })}</p>
      {retry && <Press onPress={retry}>{say("trouble.again")}</Press>}
    </Notice>
  );
}

interface NoticeProps {
  readonly look?: "amber" | "clay" | "pine" | "sky";
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

export function Notice({ look = "sky", icon, children }: NoticeProps) {
  const alarming = look === "clay" || look === "amber";
  return (
    <div className={`notice ${look}`} role={alarming ? "alert" : "status"}>
      {icon ?? (alarming && <TriangleAlert size={18} aria-hidden="true" />)}
      <div className="grow stack gap-small">{children}</div>
    </div>
  );
}

/** What could not be done; nothing while there is no trouble. */
export function Trouble({ error }: { readonly error: unknown }) {
  const text = useTroubleText();
  return error ? <Notice look="clay">{text(error)}</Notice> : null;
}

interface Asked<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** The answer, or what stands in its place: a quiet shape at first, the trouble if there is one. */
export function Loaded<T>({
  asked,
  lines = 3,
  meanwhile,
  children,
}: {
  readonly asked: Asked<T>;
  readonly lines?: number;
  /** In place of lines. */
  readonly meanwhile?: ReactNode;
  readonly children: (data: T) => ReactNode;
}) {
  if (asked.data !== undefined) return children(asked.data);
  if (asked.error) return <Broken error={asked.error} retry={() => void asked.refetch()} />;
  if (meanwhile !== undefined) return meanwhile;
  return (
    <div className="stack gap-small" aria-hidden="true">
      <Lines count={lines} />
    </div>
  );
}

/** In place of so many lines of text. */
export const Lines = ({ count }: { readonly count: number }) =>
  Array.from({ length: count }, (_, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
    <div className="skeleton" key={i} />
  ));

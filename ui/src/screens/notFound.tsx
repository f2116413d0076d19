import { useTitle, useWords } from "../kit/page.tsx";
import { GoButton } from "../kit/parts.tsx";

export default function NotFound() {
  const { say } = useWords();
  useTitle("app.name");
  return (
    <div className="stack">
      <h1>{say("notFound.headline")}</h1>
      <div>
        <GoButton to="/">{say("notFound.home")}</GoButton>
      </div>
    </div>
  );
}

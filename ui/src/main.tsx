import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "./css/tokens.css";
import "./css/base.css";
import "./css/dialog.css";
import "./css/kit.css";
import "./css/fields.css";
import "./css/shell.css";
import "./css/forced.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { makeApi } from "./api/client.ts";
import { newQueries } from "./api/newQueries.ts";
import { askOpening, takeOpening } from "./api/opening.ts";
import { App } from "./app.tsx";
import { Telephone } from "./handset/handset.ts";
import { showLook } from "./kit/look.ts";
import { speakAhead } from "./words/languages.ts";
import { keepShell } from "./worker/register.ts";

const queries = newQueries();
const api = makeApi(() => void queries.invalidateQueries({ queryKey: ["session"] }));
const isKnown = takeOpening(queries, api);
speakAhead();
showLook();
keepShell();
const phone = new Telephone();
function draw(): void {
  const root = document.getElementById("root");
  if (root)
    createRoot(root).render(
      <StrictMode>
        <App queries={queries} api={api} phone={phone} />
      </StrictMode>,
    );
}
/* Drawn once, with all that the first screen wants: nothing of it twice. */
if (isKnown) draw();
else void askOpening(queries, api).then(draw);

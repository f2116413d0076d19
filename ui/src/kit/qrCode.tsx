import { useQuery } from "@tanstack/react-query";
import "./qrCode.css";

/** A text as a QR code: dark on light in any look, with the quiet zone that readers need. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data } = useQuery({
    queryKey: ["qr", text],
    async queryFn() {
      const { create } = await import("qrcode"); // as much as a screen, for whoever wants it
      const { modules } = create(text, { errorCorrectionLevel: "M" });
      return { size: modules.size, path: pathOf(modules) };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (!data) return <div className="qr" aria-hidden="true" />;
  const { size, path } = data;
  const quiet = 4;
  const whole = size + 2 * quiet;
  return (
    <svg className="qr" viewBox={`0 0 ${whole} ${whole}`} role="img" aria-label={label}>
      <rect width={whole} height={whole} fill="#fff" />
      <path d={path} transform={`translate(${quiet} ${quiet})`} fill="#000" />
    </svg>
  );
}

interface Modules {
  readonly size: number;
  get(row: number, column: number): number | boolean;
}

const pathOf = (modules: Modules): string => {
  const all = Array.from({ length: modules.size }, (_, i) => i);
  return all
    .flatMap((row) =>
      all.filter((column) => modules.get(row, column)).map((column) => `M${column} ${row}h1v1h-1z`),
    )
    .join("");
};

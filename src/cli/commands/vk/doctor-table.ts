import { localize } from "../../../i18n/localize.ts";
import type { Broken, Report } from "./doctor-report.ts";

/** Renders the report of `oint vk doctor` for people: what was found, and a line for each function that does not work. */
export function doctorTable({
  vk,
  token,
  works = [],
  works_in_part = [],
  does_not_work = [],
  advice,
}: Report): string {
  const owner =
    token && [token.name, token.id === undefined ? "" : `(${token.id})`].filter(Boolean).join(" ");
  const rows = [
    ["VK", vk.reached ? vk.url : `${vk.url}: ${vk.message ?? ""}`],
    ...(token
      ? [[localize("Token"), token.valid ? `${owner}, ${token.issued_by}` : (token.message ?? "")]]
      : []),
    ...(works.length > 0 ? [[localize("Works"), works.join(", ")]] : []),
  ];
  const width = Math.max(...rows.map(([label = ""]) => label.length));
  return [
    ...rows.map(([label = "", text = ""]) => `${label.padEnd(width)}  ${text}`),
    ...section(localize("Works in part"), works_in_part),
    ...section(localize("Does not work"), does_not_work),
    ...(advice.length > 0 ? ["", ...advice] : []),
  ]
    .map(line => `${line}\n`)
    .join("");
}

/** A heading, and a line for each function: its name, VK's error code, and the reason. */
function section(heading: string, broken: readonly Broken[]): string[] {
  if (broken.length === 0) return [];
  const width = Math.max(...broken.map(item => item.function.length));
  const lines = broken.map(
    ({ function: name, code = "", reason }) =>
      `  ${name.padEnd(width)}  ${String(code).padEnd(4)}  ${reason}`,
  );
  return ["", `${heading}:`, ...lines];
}

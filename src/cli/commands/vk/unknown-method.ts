import { localize } from "../../../i18n/localize.ts";

/** What is wrong with the name of a method that VK does not have, and the closest one. */
export async function unknownMethod(
  name: string,
): Promise<{ readonly problem: string; readonly suggestion: string | undefined }> {
  const { suggestMethod } = await import("../../../api/method.ts");
  return {
    problem: localize('there is no VK method "{name}"', { name }),
    suggestion: suggestMethod(name),
  };
}

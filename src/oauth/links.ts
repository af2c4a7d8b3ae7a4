/** The access rights that the functions of OPI_VK need. Source: https://dev.vk.com/ru/reference/access-rights */
const scope = "offline,wall,groups,photos,stats,stories,ads,market,video";

/**
 * The address where a user allows an application to act for them (implicit flow).
 * Source: https://dev.vk.com/ru/api/access-token/implicit-flow-user
 *
 * @param app number of the application
 */
export function implicitFlowLink(app: number): string {
  // The order and the bare commas are those of the original library, so that stored links stay equal.
  const query = [
    `client_id=${app}`,
    `scope=${scope}`,
    "v=5.131",
    "response_type=token",
    "redirect_uri=https://api.vk.com/blank.html",
  ];
  return `https://oauth.vk.com/authorize?${query.join("&")}`;
}

/** The credentials in the sandbox of those who brought none, and the community that they work on. */
export const sandboxAuth = {
  access_token: "sandbox",
  group_id: "218861756",
  owner_id: "-218861756",
  app_id: "51694790",
} as const;

/** The user who is logged in on the sandbox's consent page. */
export const sandboxUser = { id: 100_001, first_name: "Anna", last_name: "Sandbox" };

/** The directions in which the parts may import one another; ARCHITECTURE.md tells why. */
const ranks = [
  "cli",
  "bulk",
  "invoke",
  "OPI_VK|config|events",
  "upload|oauth",
  "core",
  "api",
  "validation",
  "errors.ts|secrets.ts",
  "i18n",
];

/** A part imports only from the parts to its right. */
const directions = ranks.slice(1).map((rank, i) => ({
  name: `${rank} imports nothing to its left`,
  severity: "error",
  from: { path: `^src/(${rank})` },
  to: { path: `^src/(${ranks.slice(0, i + 1).join("|")})(/|$)` },
}));

const onlyIn = (name, place) => ({
  name: `only ${place} knows ${name}`,
  severity: "error",
  from: { path: "^src", pathNot: `^src/${place}` },
  to: { path: `node_modules/${name}/`, dependencyTypesNot: ["type-only"] },
});

module.exports = {
  forbidden: [
    ...directions,
    { name: "no cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "the regions of OPI_VK are strangers",
      severity: "error",
      from: { path: "^src/OPI_VK/(?!index)" },
      to: { path: "^src/OPI_VK/", pathNot: "product-fields.ts$" },
    },
    {
      name: "config and OPI_VK are strangers",
      severity: "error",
      from: { path: "^src/config/" },
      to: { path: "^src/OPI_VK/" },
    },
    {
      name: "events stand beside OPI_VK and config",
      severity: "error",
      from: { path: "^src/events/" },
      to: { path: "^src/(OPI_VK|config)/" },
    },
    {
      name: "the sandbox imports nothing of the client",
      severity: "error",
      from: { path: "^src/sandbox/" },
      to: { path: "^src/", pathNot: "^src/(sandbox|i18n)/" },
    },
    {
      name: "the output knows only values",
      severity: "error",
      from: { path: "^src/output/" },
      to: { path: "^src/", pathNot: "^src/(output/|errors.ts|i18n/)" },
    },
    {
      name: "only the command line writes results for people",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(output|cli|server)/" },
      to: { path: "^src/output/" },
    },
    {
      name: "the libraries of a form are loaded with it",
      severity: "error",
      from: { path: "^src/output/(?!(csv|query|table|xlsx|yaml).ts)" },
      to: { path: "node_modules/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "a form is loaded when it is asked for",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/output/(csv|query|table|xlsx|yaml).ts" },
      to: {
        path: "^src/output/(csv|query|table|xlsx|yaml).ts",
        dynamic: false,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "only the command line starts the sandbox",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(sandbox/|cli/io/sandbox.ts|cli/commands/sandbox/)" },
      to: { path: "^src/sandbox/" },
    },
    onlyIn("got", "core/transport.ts"),
    onlyIn("form-data", "upload/multipart.ts"),
    onlyIn("yargs", "cli/framework/help.ts"),
    onlyIn("acorn", "sandbox/vkscript/parse.ts"),
    { name: "nothing unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};

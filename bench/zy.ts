import { OPI_VK, withSettings } from "oint";
import { startServer } from "./measure.ts";
const { url, stop } = await startServer();
const auth = { access_token: "bench", owner_id: -1, group_id: 1 };
await withSettings({ apiUrl:`${url}/method`, rps: 1e6 }, async () => {
  let left = 10000;
  await Promise.all(Array.from({ length: 10 }, async () => { while (left-- > 0) await OPI_VK.getSelectionsByID(1, auth); }));
});
stop();
process.exit(0);

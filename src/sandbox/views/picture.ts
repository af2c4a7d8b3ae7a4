/** Widths of the pictures of users and communities, by the name of VK's field. */
const widths = { photo_50: 50, photo_100: 100, photo_200: 200, photo_max: 400 };

/** The fields with pictures of a user (`user5`) or a community (`group5`). The sandbox draws them. */
export function pictureFields(
  name: `user${number}` | `group${number}`,
  origin: string,
): Record<string, string> {
  const fields = Object.entries(widths).map(([field, width]) => [
    field,
    `${origin}/pictures/${name}-${width}.svg`,
  ]);
  return Object.fromEntries(fields);
}

/** Draws the picture of a user or a community: its initials on a color of its own. */
export function drawPicture(id: number, name: string, width: number): string {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map(word => [...word][0] ?? "")
    .join("")
    .toUpperCase();
  const hue = (id * 47) % 360;
  const safeInitials = initials.replace(/[^\p{L}\p{N}]/gu, "");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${width}" viewBox="0 0 100 100" role="img"><rect width="100" height="100" fill="hsl(${hue} 45% 38%)"/><text x="50" y="52" fill="#fff" font-family="system-ui, sans-serif" font-size="40" text-anchor="middle" dominant-baseline="middle">${safeInitials}</text></svg>`;
}

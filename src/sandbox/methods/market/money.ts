/** A price object of the VK API; its `amount` is in hundredths. */
export function money(amount: number): object {
  return {
    amount: String(Math.round(amount * 100)),
    currency: { id: 643, name: "RUB", title: "₽" },
    text: `${amount} ₽`,
  };
}

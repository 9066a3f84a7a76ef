import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";

/** The card of that title. */
export function card(title: string): Promise<HTMLElement> {
  return screen.findByRole("region", { name: title });
}

/** Opens a card's table: its column names, then its rows, each with the words of its cells. */
export async function tableOf(title: string): Promise<string[][]> {
  await userEvent.click(
    await within(await card(title)).findByRole("button", { name: `Table: ${title}`, pressed: false }),
  );
  const table = within(await card(title)).getByRole("region", { name: `${title} as a table` });
  return within(table)
    .getAllByRole("row")
    .map((row) => [...row.children].map((cell) => cell.textContent));
}

/** Where the links of a card's table lead, row by row. */
export async function hrefsOf(title: string): Promise<(string | null)[]> {
  const table = within(await card(title)).getByRole("region", { name: `${title} as a table` });
  return within(table)
    .getAllByRole("link")
    .map((link) => link.getAttribute("href"));
}

import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { SearchBox } from "@/components/search/search-box.tsx";
import { renderAt } from "@/tests/support/components.tsx";

test("from another page it goes to the backlog with the words alone", async () => {
  const { router } = renderAt(<SearchBox />, { url: "/sync?page=3" });
  await userEvent.type(screen.getByRole("searchbox"), "  half a word {Enter}");
  expect(router.push).toHaveBeenCalledExactlyOnceWith("/backlog?q=half+a+word");
});

test("on the backlog the other filters stay, and the page goes back to the first", async () => {
  const { router } = renderAt(<SearchBox />, { url: "/backlog?status=blocked&q=old&page=7" });
  const box = screen.getByRole("searchbox");
  expect(box).toHaveValue("old");
  await userEvent.clear(box);
  await userEvent.type(box, "new{Enter}");
  expect(router.push).toHaveBeenCalledExactlyOnceWith("/backlog?status=blocked&q=new");
});

test("an emptied box takes the words out of the address", async () => {
  const { router } = renderAt(<SearchBox />, { url: "/backlog?q=old" });
  await userEvent.clear(screen.getByRole("searchbox"));
  await userEvent.keyboard("{Enter}");
  expect(router.push).toHaveBeenCalledExactlyOnceWith("/backlog");
});

test("a slash goes to the box, but stays a slash where one is writing", async () => {
  renderAt(
    <>
      <SearchBox />
      <textarea aria-label="Notes" />
    </>,
  );
  await userEvent.type(screen.getByRole("textbox", { name: "Notes" }), "a/b");
  expect(screen.getByRole("textbox", { name: "Notes" })).toHaveValue("a/b");
  screen.getByRole("textbox", { name: "Notes" }).blur();
  await userEvent.keyboard("/");
  expect(screen.getByRole("searchbox")).toHaveFocus();
  expect(screen.getByRole("searchbox")).toHaveValue("");
});
